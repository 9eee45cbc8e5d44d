"""What ``bihuan calendar`` reads from its options and how it prints a year, a plan and a due date."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

from bihuan.datamodel import BihuanError
from bihuan.workdays import Calendar, Clock, Due, Extension, HoursDue, Left, Pause, Term, TermUnit

if TYPE_CHECKING:
    from bihuan.apps.calendars.services import CalendarPlan

UNITS = {"working": TermUnit.WORKDAYS, "calendar": TermUnit.DAYS, "months": TermUnit.MONTHS}
SHOWN_CHANGES = 20


def clock_read(
    start: str, term: int, pauses: Sequence[str] | None, extensions: Sequence[str] | None,
    *, count: str = "working", same_day: bool = False, roll: bool = True,
) -> Clock:  # fmt: skip
    """The clock that the options describe."""
    return Clock(
        day_read(start),
        Term(term, UNITS[count]),
        tuple(map(pause_read, pauses or ())),
        tuple(map(extension_read, extensions or ())),
        same_day,
        roll,
        began="起算日",
    )


def day_read(text: str) -> date:
    """A day as ISO text."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BihuanError("cli.bad_day", f"日期“{text}”无法识别", hint="请写成 2026-03-02") from error


def moment_read(text: str) -> datetime:
    """A moment as ISO text, without a zone."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError as error:
        raise BihuanError("cli.bad_day", f"时间“{text}”无法识别", hint="请写成 2026-03-02T09:30") from error


def pause_read(text: str) -> Pause:
    """``2026-03-02..2026-03-04=补充材料``; without the end it is open."""
    match = re.fullmatch(r"([\d-]+)(?:\.\.([\d-]*))?(?:=(.*))?", text.strip())
    if match is None:
        raise BihuanError("cli.bad_pause", f"暂停“{text}”无法识别", hint="请写成 2026-03-02..2026-03-04=原因")
    return Pause(day_read(match[1]), day_read(match[2]) if match[2] else None, match[3] or "未写原因")


def extension_read(text: str) -> Extension:
    """``5@2026-03-09=案情复杂``"""
    match = re.fullmatch(r"(\d{1,5})@([\d-]+)(?:=(.*))?", text.strip())
    if match is None:
        raise BihuanError("cli.bad_extension", f"延期“{text}”无法识别", hint="请写成 5@2026-03-09=原因")
    return Extension(int(match[1]), day_read(match[2]), match[3] or "")


def due_json(day: date | datetime | None, due: Due | HoursDue, left: Left | None) -> dict[str, Any]:
    """As ``bihuan calendar due --json`` prints it."""
    return {
        "day": day and day.isoformat(),
        "provisional": due.provisional,
        "left": left.words if left else None,
        "state": left.state.value if left else None,
        "days_left": left.days if left else None,
        "steps": [{"kind": step.kind, "day": str(step.day), "words": step.words} for step in due.steps],
    }


def year_json(calendar: Calendar, year: int) -> dict[str, Any]:
    """As ``bihuan calendar show --json`` prints it."""
    days = calendar.days(date(year, 1, 1), date(year, 12, 31))
    return {
        "year": year,
        "covered": year in calendar.years,
        "last_year": calendar.last_year,
        "worked": calendar.worked_in(year),
        "layers": [layer.name for layer in calendar.layers],
        "digest": calendar.digest,
        "days": [
            {"day": str(day.day), "working": day.working, "kind": day.kind.value, "why": day.why, "source": day.source,
             "provisional": day.provisional}
            for day in days
        ],
    }  # fmt: skip


def year_print(calendar: Calendar, year: int, whose: str) -> None:
    """The year's runs of days off and days worked in exchange, with their sources."""
    from bihuan.apps.calendars.showing import runs_shown

    typer.echo(f"{year} 年工作日历（{whose}）：{calendar.worked_in(year)} 个工作日")
    if year not in calendar.years:
        typer.echo("这一年的放假安排尚未载入，以下为暂计：周一至周五上班，固定日期的法定节假日放假")
    source = ""
    for run in runs_shown(calendar, year):
        if run.start.source != source:
            source = run.start.source
            typer.echo(source or "（没有写来源）")
        end = f" 至 {run.end.day}" if run.days > 1 else ""
        count = f"，共 {run.days} 天" if run.days > 1 else ""
        typer.echo(f"  {run.start.day}{end}  {run.start.why}{count}")
    typer.echo(f"全国的安排载入到 {calendar.last_year} 年；校验值 {calendar.digest[:16]}")


def plan_print(plan: "CalendarPlan", *, stored: bool) -> None:
    """Faults and warnings, the years stored, and which due dates change."""
    for finding in plan.findings:
        typer.echo(str(finding), err=True)
    if plan.refused:
        typer.echo("没有导入", err=True)
        return
    whose = plan.unit.name if plan.unit else "全国"
    for item in plan.arrangements:
        done = "已导入" if stored else "将导入"
        typer.echo(f"{done}{whose} {item.year} 年：放假 {item.days_off} 天，调休上班 {len(item.shifts)} 天")
    if plan.same:
        typer.echo(f"{'、'.join(map(str, plan.same))} 年没有变化")
    changes = plan.due_changes
    if changes:
        typer.echo(f"到期日有变化的 {len(changes)} 件：")
    for found in changes[:SHOWN_CHANGES]:
        typer.echo(f"  {found.matter}  {found.change.words}")
    if len(changes) > SHOWN_CHANGES:
        typer.echo(f"  …另有 {len(changes) - SHOWN_CHANGES} 件，用 --json 查看全部")
