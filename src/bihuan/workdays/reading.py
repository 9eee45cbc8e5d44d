"""A calendar file in, arrangements out: whole, or not at all with every fault named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bihuan.datamodel import BihuanError, Finding, Level
from bihuan.workdays.arrangement import Arrangement, Notice
from bihuan.workdays.calendar import Calendar
from bihuan.workdays.gridfile import csv_rows, grid_file_read
from bihuan.workdays.judging import year_judge
from bihuan.workdays.rawfile import MAX_BYTES, RawFile
from bihuan.workdays.yamlfile import yaml_file_read

NATIONAL, LOCAL = "national", "local"
YEARS = range(1980, 2200)


@dataclass(frozen=True)
class CalendarFile:
    """What a file holds when nothing is wrong with it: ``kind`` is ``national`` or ``local``; ``area`` names a local one's place."""

    kind: str
    arrangements: tuple[Arrangement, ...]
    area: str = ""


@dataclass(frozen=True)
class CalendarReading:
    """The file, or None when it has faults; findings may also be warnings beside a file that is taken."""

    file: CalendarFile | None
    findings: tuple[Finding, ...]

    def taken(self) -> CalendarFile:
        """The file; its faults as one named error when there are any."""
        if self.file is not None:
            return self.file
        faults = [finding for finding in self.findings if finding.level is Level.ERROR]
        told = "；".join(str(finding) for finding in faults[:5])
        message = f"日历文件有 {len(faults)} 处问题，没有导入：{told}"
        raise BihuanError("calendar.faults", message, hint="改好后重新导入")


def calendar_read(
    data: bytes, name: str, *, kind: str = NATIONAL, notice: Notice | None = None, base: Calendar | None = None
) -> CalendarReading:
    """A YAML or CSV file. ``kind`` and ``notice`` are used where the file itself does not say; ``base`` is what a local file lies over."""
    raw = RawFile(name)
    if len(data) > MAX_BYTES:
        raw.fault("calendar.too_long", f"文件超过 {MAX_BYTES >> 20} MiB", name, "请只留放假和调休上班的日期")
        return _judged(raw, kind, notice, base)
    text = _decoded(data)
    if text is None:
        raw.fault("calendar.not_text", "不是 UTF-8 或 GB18030 编码的文本", name, "表格请另存为 .xlsx 或 CSV UTF-8")
        return _judged(raw, kind, notice, base)
    if name.lower().endswith((".yaml", ".yml")):
        return _judged(yaml_file_read(text, name), kind, notice, base)
    return calendar_grid_read(csv_rows(text), name, kind=kind, notice=notice, base=base)


def calendar_grid_read(
    rows: Sequence[Sequence[Any]],
    name: str,
    *,
    kind: str = NATIONAL,
    notice: Notice | None = None,
    base: Calendar | None = None,
) -> CalendarReading:
    """The same for the cells of a worksheet."""
    return _judged(grid_file_read(rows, name), kind, notice, base)


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _judged(raw: RawFile, kind: str, notice: Notice | None, base: Calendar | None) -> CalendarReading:
    kind = raw.kind or kind
    if kind not in (NATIONAL, LOCAL):
        raw.fault("calendar.kind", f"kind 不能是“{kind}”", raw.name, "请写 national 或 local")
    arrangements: list[Arrangement] = []
    for year in raw.years:
        if any(other.year == year.year for other in arrangements):
            raw.fault("calendar.year_twice", f"{year.year} 年写了两遍", year.where, "一年只写一处")
            continue
        if year.year not in YEARS:
            raw.fault(
                "calendar.odd_year", f"{year.year} 年不合常理", year.where, f"请填 {YEARS.start} 至 {YEARS.stop - 1} 年"
            )
            continue
        arrangement = year_judge(raw, year, base if kind == LOCAL else None, national=kind == NATIONAL)
        arrangements.append(
            replace(arrangement, notice=notice) if notice and not arrangement.notice.issuer else arrangement
        )
    failed = any(finding.level is Level.ERROR for finding in raw.findings)
    found = None if failed else CalendarFile(kind, tuple(arrangements), raw.area)
    return CalendarReading(found, tuple(raw.findings))
