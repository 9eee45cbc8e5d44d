"""A calendar as a table of three columns, as a clerk keeps it: 日期, 类型 休/班, 说明. Rows of Excel or lines of CSV."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from bihuan.workdays.rawfile import MAX_ROWS, RawFile, RawRow, RawYear

LABELS = {
    "day": ("日期", "时间", "放假日期", "日子"),
    "type": ("类型", "性质", "休班", "休/班", "类别"),
    "name": ("说明", "名称", "节日", "节假日", "假期", "备注", "事由"),
}
OFF_WORDS = frozenset({"休", "休息", "放假", "假", "假日", "节假日", "休假", "调休"})
WORK_WORDS = frozenset({"班", "上班", "补班", "调休上班", "工作日", "工作"})
DAY = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
NO_YEAR = re.compile(r"\d{1,2}\s*(?:[-/.]|月)\s*\d{1,2}\s*日?")
TO = re.compile(r"\s*(?:至|到|—|－|~|～)\s*")
HEADER_WITHIN = 10
TAIL = (12, 25)  # a file of one year may begin with days of the last week of the year before


def csv_rows(text: str) -> list[list[str]]:
    """The lines of a CSV as cells."""
    return list(csv.reader(io.StringIO(text)))


def grid_file_read(rows: Sequence[Sequence[Any]], name: str) -> RawFile:
    """The years of a table; whatever cannot be understood becomes a finding with its row."""
    raw = RawFile(name)
    header = header_find(rows)
    if header is None:
        hint = "第一行写：日期、类型、说明；类型填“休”或“班”"
        raw.fault("calendar.no_header", "找不到表头“日期”和“类型”", name, hint)
        return raw
    top, columns = header
    if len(rows) - top > MAX_ROWS:
        raw.fault("calendar.too_many", f"超过 {MAX_ROWS} 行", name, "请只留放假和调休上班的日期")
        return raw
    found = [row for number in range(top + 1, len(rows)) if (row := row_read(raw, rows[number], columns, number + 1))]
    raw.years += years_of(found, name)
    if not raw.years and not raw.findings:
        raw.fault("calendar.empty", "表里没有一个日期", name, "表头下面每行写一个日期")
    return raw


def header_find(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    """The header's row within the first ten and its columns."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        labels = {re.sub(r"\s|（.*?）|\(.*?\)", "", str(cell)): column for column, cell in enumerate(row)}
        columns = {key: labels[word] for key, words in LABELS.items() for word in reversed(words) if word in labels}
        if {"day", "type"} <= columns.keys():
            return number, columns
    return None


def row_read(raw: RawFile, row: Sequence[Any], columns: dict[str, int], number: int) -> RawRow | None:
    """One row; an empty one is passed over."""
    cells = {key: row[column] if column < len(row) else "" for key, column in columns.items()}
    where = f"{raw.name} 第 {number} 行"
    if not any(str(cell).strip() for cell in cells.values()):
        return None
    days = days_read(raw, cells["day"], where)
    word = re.sub(r"\s", "", str(cells["type"]))
    if word not in OFF_WORDS | WORK_WORDS:
        raw.fault("calendar.bad_type", f"类型“{word}”无法识别", where, "请填“休”或“班”")
        return None
    if days is None:
        return None
    name = str(cells.get("name", "")).strip()
    return RawRow(word in OFF_WORDS, name or "节假日", days[0], days[-1], where)


def days_read(raw: RawFile, cell: Any, where: str) -> tuple[date, ...] | None:
    """A day or, written with 至, a run of days."""
    if isinstance(cell, datetime):
        return (cell.date(),)
    if isinstance(cell, date):
        return (cell,)
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    days = [day_of(part) for part in TO.split(text)]
    if 1 <= len(days) <= 2 and all(days):
        return tuple(day for day in days if day)
    if any(NO_YEAR.fullmatch(part) for part in TO.split(text)):
        raw.fault("calendar.no_year", f"日期“{text}”没有写年份", where, "请写成 2027-02-06")
    else:
        raw.fault("calendar.bad_date", f"日期“{text}”无法识别", where, "请写成 2027-02-06")
    return None


def day_of(text: str) -> date | None:
    """2027-2-6, 2027/2/6, 2027.2.6, 2027年2月6日, 20270206."""
    match = DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_of(rows: Iterable[RawRow], name: str) -> list[RawYear]:
    """The rows by the year that they belong to: days of a last week of December alone belong to the year that follows."""
    rows = list(rows)
    own = Counter(row.end.year for row in rows if (row.start.month, row.start.day) < TAIL)
    years: dict[int, RawYear] = {}
    for row in rows:
        year = row.end.year
        if year not in own and year + 1 in own:
            year += 1
        years.setdefault(year, RawYear(year, name)).rows.append(row)
    return [years[year] for year in sorted(years)]
