"""``bihuan doctor``: is this computer fit for Bihuan, and what stands in for what it lacks."""

import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bihuan.cli.common import DirOption, data_folder_open
from bihuan.datamodel import Finding, Level
from bihuan.gongwen.layout import FONTS, Font
from bihuan.reading.ocr import scan_missing
from bihuan.reading.office import office_find
from bihuan.workdays import Calendar, calendar_national

app = typer.Typer(add_completion=False, help="检查这台电脑：字体、数据库、文件夹")
MARKS = {Level.ERROR: "✗", Level.WARNING: "!", Level.NOTE: "✓"}
OLDEST_PYTHON = (3, 11)
WAL_FIXED = (3, 51, 3)  # SQLite 3.7.0 to 3.51.2: a WAL reset may corrupt the file when two connections race
DECEMBER = 12  # by then the notice for the next year is out
LEAST_FREE, LITTLE_FREE = 200 * 2**20, 2 * 2**30


@app.command()
def doctor(
    folder: DirOption = None, as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")] = False
) -> None:
    """逐项检查；有妨碍使用的问题时退出码为 1，缺字体只是提醒。"""
    place = folder or Path(os.environ.get("BIHUAN_DIR") or "bihuan-data")
    findings = [
        python_check(),
        sqlite_check(),
        *folder_check(place),
        calendar_check(calendar_of(place), date.today()),
        *library_check(place),
        *fonts_check(),
        office_check(office_find()),
        scan_check(scan_missing()),
    ]
    if as_json:
        print(json.dumps([finding.model_dump(mode="json") for finding in findings], ensure_ascii=False))
    else:
        print("\n".join(f"{MARKS[finding.level]} {finding}" for finding in findings))
    raise typer.Exit(1 if any(finding.level is Level.ERROR for finding in findings) else 0)


def python_check() -> Finding:
    """Python 3.11 or newer."""
    if sys.version_info < OLDEST_PYTHON:
        return Finding(
            code="doctor.python",
            level=Level.ERROR,
            message=f"Python {platform.python_version()} 太旧",
            hint="需要 3.11 以上",
        )
    return Finding(code="doctor.python", level=Level.NOTE, message=f"Python {platform.python_version()}")


def sqlite_check(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Finding:
    """The library's version; the WAL race does not concern the rollback journal that Bihuan uses."""
    name = ".".join(map(str, version))
    remark = "" if version >= WAL_FIXED else "，此版本的 WAL 模式有竞态缺陷；闭环使用回滚日志，不受影响"
    return Finding(code="doctor.sqlite", level=Level.NOTE, message=f"SQLite {name}{remark}")


def folder_check(place: Path) -> Iterator[Finding]:
    """The data folder, or the folder that it would be made in: writable, with room on the disk."""
    standing = next(folder for folder in (place, *place.absolute().parents) if folder.is_dir())
    where = str(place)
    try:
        with tempfile.TemporaryFile(dir=standing):
            yield Finding(code="doctor.folder", level=Level.NOTE, message="数据文件夹可以写入", where=where)
    except OSError as error:
        message = f"数据文件夹不能写入（{error.strerror}）"
        yield Finding(
            code="doctor.folder", level=Level.ERROR, message=message, where=where, hint="换一个文件夹，或请管理员授权"
        )
    yield disk_finding(shutil.disk_usage(standing).free, where)


def disk_finding(free: int, where: str) -> Finding:
    """Too little room is a fault, little room a warning."""
    level = Level.ERROR if free < LEAST_FREE else Level.WARNING if free < LITTLE_FREE else Level.NOTE
    hint = "" if level is Level.NOTE else "请清理磁盘"
    return Finding(code="doctor.disk", level=level, message=f"磁盘剩余 {free / 2**30:.1f} GiB", where=where, hint=hint)


def calendar_of(place: Path) -> Calendar | None:
    """The national calendar with what the data folder imported; None where its database cannot be read."""
    if not (place / "bihuan.json").is_file():
        return calendar_national()
    data_folder_open(place)
    from django.db import DatabaseError

    from bihuan.apps.calendars.selectors import calendar_for

    try:
        return calendar_for(None)
    except DatabaseError:
        return None


def calendar_check(calendar: Calendar | None, today: date) -> Finding:
    """Whether this year's working days are known, and in December next year's."""
    code, hint = "doctor.calendar", "用 bihuan calendar import 导入放假安排；没有载入的年份，到期日只是暂计"
    if calendar is None:
        return Finding(code=code, level=Level.WARNING, message="读不出导入过的工作日历", hint="请检查数据库")
    for year in (today.year, today.year + 1) if today.month == DECEMBER else (today.year,):
        if year not in calendar.years:
            return Finding(code=code, level=Level.WARNING, message=f"工作日历没有 {year} 年的放假安排", hint=hint)
    return Finding(code=code, level=Level.NOTE, message=f"工作日历载入到 {calendar.last_year} 年")


def library_check(place: Path) -> Iterator[Finding]:
    """Whether the library's index is whole and has every document; nothing of a folder without documents."""
    if not (place / "bihuan.json").is_file():
        return
    data_folder_open(place)
    from django.db import DatabaseError

    from bihuan.apps.library.holdings import index_state, index_waiting
    from bihuan.apps.library.models import LibraryDocument, State

    try:
        count = LibraryDocument.objects.filter(state=State.READ, removed_at="").count()
        state, waiting = index_state() if count else "", index_waiting()
    except DatabaseError:
        return
    if state == "damaged":
        yield library_finding(Level.WARNING, "素材库的索引不在或已损坏", "运行 bihuan library rebuild")
    elif waiting:
        yield library_finding(
            Level.WARNING,
            f"素材库有 {waiting:,} 份文件没有编入索引",
            "网页启动后会自己编入；也可运行 bihuan library rebuild",
        )
    elif count:
        yield library_finding(Level.NOTE, f"素材库 {count:,} 份文件都查得到")


def library_finding(level: Level, message: str, hint: str = "") -> Finding:
    """One line on the library."""
    return Finding(code="doctor.library", level=level, message=message, hint=hint)


def fonts_check() -> Iterator[Finding]:
    """The fonts that GB/T 9704 documents name, as fontconfig knows them."""
    lister = shutil.which("fc-list")
    if lister is None:
        yield Finding(
            code="doctor.fonts", level=Level.NOTE, message="没有 fc-list，未检查字体（Windows、macOS 请看字体设置）"
        )
        return
    listed = subprocess.run([lister, ":", "family"], capture_output=True, text=True, timeout=60, check=False).stdout
    families = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    yield from (font_finding(font, families) for font in FONTS)


def font_finding(font: Font, families: set[str]) -> Finding:
    """Whether one font is there, else what stands in for it on this computer."""
    if font.name in families:
        return Finding(code="doctor.font", level=Level.NOTE, message=f"字体 {font.name}")
    other = next((name for name in font.others if name in families), None)
    if other:
        return Finding(code="doctor.font", level=Level.NOTE, message=f"字体 {font.name} 缺，由 {other} 代替")
    stand_in = font_matched(font.name)
    return Finding(
        code="doctor.font",
        level=Level.WARNING,
        message=f"字体 {font.name} 缺" + (f"，这台电脑上显示为 {stand_in}" if stand_in else ""),
        hint="docx 只写字体名，在装有该字体的电脑上显示和打印正常",
    )


def font_matched(name: str) -> str:
    """The font that fontconfig shows instead."""
    matcher = shutil.which("fc-match")
    if matcher is None:
        return ""
    command = [matcher, "--format=%{family[0]}", f"{name}:lang=zh-cn"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout.strip()


def office_check(found: Path | None) -> Finding:
    """LibreOffice: reads .doc, .wps and .rtf, converts to PDF, runs the layout tests; drafting needs none of it."""
    if found is not None:
        return Finding(code="doctor.office", level=Level.NOTE, message="LibreOffice 已安装", where=str(found))
    return Finding(
        code="doctor.office",
        level=Level.WARNING,
        message="没有 LibreOffice：读不了 doc、wps、rtf，也不能在本机转成 PDF；不影响起草",
        hint="需要时安装 LibreOffice（Debian、统信、麒麟：apt install libreoffice-writer-nogui）",
    )


def scan_check(missing: str | None) -> Finding:
    """The extra that reads pictures and scanned pages; the rest needs none of it."""
    if missing is None:
        return Finding(code="doctor.scan", level=Level.NOTE, message="识别图片的组件已安装")
    return Finding(code="doctor.scan", level=Level.WARNING, message="读不了图片和扫描的 PDF", hint=missing)
