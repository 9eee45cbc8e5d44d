"""``bihuan draft``: this year's report from last year's, every number with its source or left blank with the reason."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bihuan.apps.units.actors import console
from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print
from bihuan.datamodel import BihuanError, ClaimKind

if TYPE_CHECKING:
    from bihuan.apps.drafts.services import Written
    from bihuan.drafting.slots import Slot

app = typer.Typer(add_completion=False, help="由上年报告起草今年的总结和计划")


@app.command()
def draft(
    source: Annotated[Path, typer.Option("--from", help="上年报告（.docx 或 .txt）")],
    unit: Annotated[str, typer.Option("--unit", help="单位编码")],
    year: Annotated[int, typer.Option("--year", help="要起草的年度，如 2024", min=2000, max=2100)],
    target: Annotated[Path | None, typer.Option("-o", "--output", help="写到哪个 .docx 文件")] = None,
    review: Annotated[bool, typer.Option("--review", help="写带批注的核对稿；不加则写清稿")] = False,
    as_of: Annotated[str, typer.Option("--as-of", help="统计截至日，如 2024-10-31；默认今天，不晚于年末")] = "",
    bindings: Annotated[bool, typer.Option("--bindings", help="只列出每个数对应的指标，不写文件")] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", help="确认某个数的指标并记住：序号=指标 或 序号=指标:量度；序号= 表示没有台账对应"),
    ] = None,
    actor: Annotated[str, typer.Option("--actor", help="经手人，记入事件链")] = "命令行",
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """由上年报告起草今年的报告。"""
    if target is None and not bindings and not confirm:
        raise BihuanError("draft.no_target", "没有说写到哪里", hint="加上 -o 文件名.docx")
    data_folder_open(folder)
    from bihuan.apps.drafts.services import bindings_list, draft_write

    day = as_of_day(as_of, year)
    if bindings or confirm:
        slots = bindings_list(source=source, unit=unit, year=year, as_of=day)
        confirmed = [confirm_one(slots, word, unit, actor) for word in confirm or []]
        bindings_print(slots, as_json=as_json) if not confirmed else typer.echo(f"已记住 {len(confirmed)} 个数的指标")
        return
    assert target is not None
    written = draft_write(
        source=source, unit=unit, year=year, as_of=day, target=target, review=review, actor=console(actor)
    )
    if as_json:
        json_print(written.to_json())
    else:
        summary_print(written)


def as_of_day(given: str, year: int) -> date:
    """The day asked for, else today, never after the year's end."""
    if not given:
        return min(date.today(), date(year, 12, 31))
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise BihuanError("draft.bad_day", f"截至日“{given}”无法识别", hint="写成 2024-10-31") from error
    if day.year != year:
        raise BihuanError("draft.bad_day", f"截至日 {given} 不在 {year} 年内", hint="截至日和 --year 要是同一年")
    return day


def confirm_one(slots: "list[Slot]", word: str, unit: str, actor: str) -> str:
    """``12=cases_filed`` or ``12=cases_filed:yoy`` or ``12=``."""
    from bihuan.apps.drafts.services import binding_confirm
    from bihuan.datamodel import Measure

    number, equals, stated = word.partition("=")
    if not equals or not number.isdigit() or not 1 <= int(number) <= len(slots):
        raise BihuanError("draft.bad_confirm", f"“{word}”无法识别", hint="写成 序号=指标，序号见 --bindings")
    indicator, _, measure = stated.partition(":")
    try:
        chosen = Measure(measure or "value")
    except ValueError as error:
        raise BihuanError(
            "draft.bad_confirm", f"没有“{measure}”这种量度", hint=f"可用：{'、'.join(Measure)}"
        ) from error
    binding_confirm(slot=slots[int(number) - 1], unit=unit, indicator=indicator, measure=chosen, actor=console(actor))
    return word


def bindings_print(slots: "list[Slot]", *, as_json: bool) -> None:
    """Each number with what it is bound to, or why it is not."""
    rows = [
        {
            "number": place,
            "text": slot.quantity.text,
            "subject": slot.quantity.subject,
            "sentence": slot.context.whole.strip(),
            "indicator": slot.binding.indicator if slot.binding else None,
            "measure": slot.binding.measure.value if slot.binding else None,
            "confirmed": bool(slot.binding and slot.binding.confirmed),
            "note": slot.note,
        }
        for place, slot in enumerate(slots, start=1)
    ]
    if as_json:
        json_print(rows)
        return
    for row in rows:
        typer.echo(
            f"{row['number']:>4}  {row['subject']}{row['text']}  →  {row['indicator'] or '未对应：' + str(row['note'])}"
        )


def summary_print(written: "Written") -> None:
    """What was read, bound and left blank, and where the file is."""
    claims = written.draft.manifest.claims
    blanks = [claim for claim in claims if claim.kind is ClaimKind.BLANK]
    typer.echo(f"读到 {len(claims)} 个数，{len(claims) - len(blanks)} 个有来源，{len(blanks)} 个留空")
    for claim in blanks:
        typer.echo(f"  {claim.subject}{claim.text}（上年 {claim.last_year}）：{claim.note}")
    typer.echo(f"已写入 {written.path}")
