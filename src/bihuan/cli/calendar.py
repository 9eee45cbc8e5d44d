"""``bihuan calendar``: which days are worked, files in, due dates with their steps."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bihuan.apps.units.actors import console
from bihuan.cli.calendar_words import clock_read, day_read, due_json, moment_read, plan_print, year_json, year_print
from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print

app = typer.Typer(add_completion=False, no_args_is_help=True, help="工作日历：查看、导入、计算到期日")

UnitOption = Annotated[str | None, typer.Option("--unit", help="单位编码：连同它和上级的地方假日；不写则只看全国")]
ActorOption = Annotated[str, typer.Option("--actor", help="操作人")]


class Count(StrEnum):
    """What a term counts, in the words of a pack."""

    WORKING = "working"
    CALENDAR = "calendar"
    MONTHS = "months"
    HOURS = "hours"


@app.command()
def show(
    folder: DirOption = None,
    unit: UnitOption = None,
    year: Annotated[int | None, typer.Option("--year", min=1980, max=2199, help="年份，默认今年")] = None,
    as_json: JsonOption = False,
) -> None:
    """一年里哪些天放假、哪些天调休上班，依据哪个通知。"""
    data_folder_open(folder)
    from bihuan.apps.calendars.selectors import calendar_for
    from bihuan.apps.today import today
    from bihuan.apps.units.selectors import unit_get

    owner = unit_get(unit) if unit else None
    calendar, asked = calendar_for(owner), year or today().year
    whose = owner.name if owner else "全国"
    json_print({"unit": unit, **year_json(calendar, asked)}) if as_json else year_print(calendar, asked, whose)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="日历文件（.yaml、.xlsx、.csv）")],
    folder: DirOption = None,
    unit: Annotated[str | None, typer.Option("--unit", help="单位编码：作为它的地方假日；不写则为全国")] = None,
    issuer: Annotated[str, typer.Option("--issuer", help="发文机关和文种，如“青禾县人民政府办公室通知”")] = "",
    number: Annotated[str, typer.Option("--number", help="发文字号")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会改动什么，不写入")] = False,
    actor: ActorOption = "命令行",
    as_json: JsonOption = False,
) -> None:
    """导入一年或几年的放假安排，或一个地方的假日；有一处问题就整个不导入。"""
    data_folder_open(folder)
    from bihuan.apps.calendars.services import calendar_plan
    from bihuan.apps.ledgers.services import CalendarOutcome, calendar_import
    from bihuan.workdays import Notice

    notice = Notice(issuer, number) if issuer or number else None
    if dry_run:
        outcome = CalendarOutcome(calendar_plan(data=file.read_bytes(), name=file.name, unit=unit, notice=notice))
    else:
        outcome = calendar_import(path=file, actor=console(actor), unit=unit, notice=notice)
    json_print(outcome.to_json()) if as_json else plan_print(outcome.plan, stored=bool(outcome.event))
    raise typer.Exit(1 if outcome.plan.refused else 0)


@app.command()
def withdraw(
    year: Annotated[int, typer.Argument(help="年份")],
    folder: DirOption = None,
    unit: Annotated[str | None, typer.Option("--unit", help="单位编码；不写则为全国")] = None,
    actor: ActorOption = "命令行",
    as_json: JsonOption = False,
) -> None:
    """撤回导入过的一年；全国的年份退回随程序带的内容。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.services import calendar_withdraw

    outcome = calendar_withdraw(year=year, unit=unit, actor=console(actor))
    if as_json:
        json_print(outcome.to_json())
        return
    typer.echo(f"已撤回 {year} 年的日历")
    plan_print(outcome.plan, stored=True)


@app.command()
def template(output: Annotated[Path, typer.Option("-o", "--output", help="写到哪里（.xlsx）")]) -> None:
    """写一份三列的空表，带样例。"""
    data_folder_open(None, must_exist=False)
    from bihuan.apps.calendars.files import calendar_template_write

    calendar_template_write(output)
    typer.echo(f"已写好：{output}")


@app.command()
def due(
    start: Annotated[str, typer.Argument(help="起算日，如 2026-03-02；按小时计的写 2026-03-02T09:30")],
    term: Annotated[int, typer.Option("--term", min=0, help="期限的数目")],
    folder: DirOption = None,
    count: Annotated[
        Count, typer.Option("--count", help="working 工作日，calendar 自然日，months 月，hours 工作小时")
    ] = (Count.WORKING),
    unit: UnitOption = None,
    pause: Annotated[
        list[str] | None, typer.Option("--pause", help="暂停：2026-03-02..2026-03-04=原因；未恢复的不写止日")
    ] = None,
    extend: Annotated[
        list[str] | None, typer.Option("--extend", help="延期：天数@批准日=原因，如 5@2026-03-09=案情复杂")
    ] = None,
    same_day: Annotated[bool, typer.Option("--same-day", help="起算日当天算第 1 天")] = False,
    no_roll: Annotated[bool, typer.Option("--no-roll", help="到期日是放假日时不顺延")] = False,
    as_of: Annotated[str, typer.Option("--as-of", help="截至哪一天看剩余，默认今天")] = "",
    as_json: JsonOption = False,
) -> None:
    """算一个到期日，逐步说明怎么算的。"""
    data_folder_open(folder)
    from bihuan.apps.calendars.selectors import calendar_for
    from bihuan.apps.today import today
    from bihuan.apps.units.selectors import unit_get
    from bihuan.workdays import due_compute, due_left, hours_due

    calendar = calendar_for(unit_get(unit) if unit else None)
    if count is Count.HOURS:
        told: Any = hours_due(
            calendar, moment_read(start), term, pauses=clock_read("2000-01-01", 1, pause, None).pauses
        )
        answer = due_json(told.at, told, None)
    else:
        clock = clock_read(start, term, pause, extend, count=count.value, same_day=same_day, roll=not no_roll)
        told = due_compute(calendar, clock)
        seen: date = day_read(as_of) if as_of else today()
        answer = due_json(told.day, told, due_left(calendar, clock, told, seen))
    if as_json:
        json_print(answer)
        return
    for step in told.steps:
        typer.echo(str(step))
    typer.echo(
        f"到期：{answer['day'] or '计时暂停'}{'（暂计）' if told.provisional else ''}"
        + (f"，{answer['left']}" if answer["left"] else "")
    )
