"""``bihuan verify``: every number of a drafted docx computed again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print

if TYPE_CHECKING:
    from bihuan.apps.drafts.verifying import Verdict

app = typer.Typer(add_completion=False, help="逐个数字复核一份报告")


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="由闭环起草的 .docx 文件")],
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """逐个数字复核：台账变了、文字改了、来源清单动过、没有来源，各列其名。"""
    data_folder_open(folder)
    from bihuan.apps.drafts.verifying import draft_verify  # not through services: drafting need not be loaded

    verdict = draft_verify(path=file)
    if as_json:
        json_print(verdict.to_json())
    else:
        verdict_print(verdict)
    raise typer.Exit(0 if verdict.sound else 1)


def verdict_print(verdict: "Verdict") -> None:
    """The result for a person."""
    typer.echo(f"{verdict.claims} 个数：{verdict.equal} 个与台账一致，{verdict.blank} 个留空")
    for title, faults in (("台账已变", verdict.stale), ("文件被改", verdict.altered), ("没有来源", verdict.untraced)):
        for fault in faults:
            typer.echo(f"  {title}：{fault_text(fault)}")
    if verdict.sound:
        typer.echo("复核通过")


def fault_text(fault: dict[str, Any]) -> str:
    """One fault in a line."""
    named = [str(fault[key]) for key in ("report", "claim", "label", "where") if fault.get(key)]
    return f"{' '.join(named)} {fault['why']}"
