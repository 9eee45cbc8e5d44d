"""``bihuan ledger``: workbooks in and out, and the audit."""

from pathlib import Path
from typing import Annotated

import typer

from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print

app = typer.Typer(add_completion=False, no_args_is_help=True, help="台账：模板、导入、导出、审计")

KindArgument = Annotated[str, typer.Argument(help="台账名，如 smart_cases；用 bihuan ledger kinds 查看")]
ActorOption = Annotated[str, typer.Option("--actor", help="操作人")]
OutputOption = Annotated[Path, typer.Option("-o", "--output", help="写到哪里（.xlsx）")]


@app.command("import")
def import_(
    kind: KindArgument,
    file: Annotated[Path, typer.Argument(help="填好的工作簿（.xlsx）")],
    folder: DirOption = None,
    actor: ActorOption = "命令行",
    as_json: JsonOption = False,
    unit: Annotated[str | None, typer.Option("--unit", help="没有写单位的行属于哪个单位（编码）")] = None,
    year: Annotated[int | None, typer.Option("--year", help="没有写年份的日期属于哪一年")] = None,
) -> None:
    """导入一个工作簿：要么全部入账，要么一行不入。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.services import batch_import

    result = batch_import(ledger=kind, path=file, actor=actor, unit=unit, year=year)
    if as_json:
        json_print(result.to_json())
    else:
        for finding in result.findings:
            typer.echo(str(finding))
        typer.echo(result.summary())
    raise typer.Exit(1 if result.rejects else 0)


@app.command()
def audit(folder: DirOption = None, as_json: JsonOption = False) -> None:
    """从头走一遍事件链，并逐行核对台账。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.audit import chain_walk
    from bihuan.apps.ledgers.selectors import chain_head

    findings = chain_walk()
    count, digest = chain_head()
    if as_json:
        json_print({"events": count, "head": digest, "findings": [item.model_dump(mode="json") for item in findings]})
    else:
        for finding in findings:
            typer.echo(str(finding))
        typer.echo(
            f"事件 {count} 条，链头 {digest[:16]}…，" + (f"发现 {len(findings)} 处问题" if findings else "全部完好")
        )
    raise typer.Exit(1 if findings else 0)
