"""``bihuan ledger``: workbooks in and out, and the audit."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bihuan.apps.units.actors import console
from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print
from bihuan.datamodel import BihuanError

if TYPE_CHECKING:
    from bihuan.apps.ledgers.services import BatchResult

app = typer.Typer(add_completion=False, no_args_is_help=True, help="台账：模板、导入、导出、审计")

KindArgument = Annotated[str, typer.Argument(help="台账名，如 smart_cases；用 bihuan ledger kinds 查看")]
ActorOption = Annotated[str, typer.Option("--actor", help="操作人")]
OutputOption = Annotated[Path, typer.Option("-o", "--output", help="写到哪里（.xlsx）")]
UnitOption = Annotated[str | None, typer.Option("--unit", help="只要这个单位（编码）及其下级")]
RevealOption = Annotated[bool, typer.Option("--reveal", help="显示个人信息（会记入事件链）")]


@app.command()
def kinds(folder: DirOption = None, as_json: JsonOption = False) -> None:
    """列出已安装的台账。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.selectors import ledgers_installed

    found = [{"ledger": row.name, "name": row.label, "pack": row.pack} for row in ledgers_installed()]
    if as_json:
        json_print(found)
        return
    for row in found:
        typer.echo(f"{row['ledger']:<30} {row['name']}（{row['pack']}）")


@app.command()
def template(kind: KindArgument, output: OutputOption, folder: DirOption = None) -> None:
    """写一份空模板：两行表头、下拉框、填写说明。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.services import template_write

    template_write(ledger=kind, target=output)
    typer.echo(f"已写好：{output}")


@app.command("import")
def import_(
    kind: KindArgument,
    file: Annotated[Path, typer.Argument(help="填好的工作簿（.xlsx）")],
    folder: DirOption = None,
    actor: ActorOption = "命令行",
    as_json: JsonOption = False,
    unit: Annotated[str | None, typer.Option("--unit", help="没有写单位的行属于哪个单位（编码）")] = None,
    year: Annotated[int | None, typer.Option("--year", help="没有写年份的日期属于哪一年")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="退回的工作簿写到哪里")] = None,
) -> None:
    """导入一个工作簿：要么全部入账，要么一行不入，并退回一份标红的副本。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.services import batch_import, returned_path, returned_write

    result = batch_import(ledger=kind, path=file, actor=console(actor), unit=unit, year=year)
    returned = None
    if result.rejects:
        returned = returned_write(result=result, path=file, target=output or returned_path(file))
    if as_json:
        json_print({**result.to_json(), "returned": returned and str(returned)})
    else:
        result_print(result, returned)
    unknown = [item for item in result.findings if item.code == "unit.unknown"]
    if unknown:
        raise BihuanError("unit.unknown", unknown[0].message, where=f"{file.name} {unknown[0].where}")
    raise typer.Exit(1 if result.rejects else 0)


def result_print(result: "BatchResult", returned: Path | None) -> None:
    """What became of a workbook, for a person: the first twenty faults, then one line."""
    for finding in [*result.notes, *result.findings][:20]:
        typer.echo(str(finding))
    typer.echo(result.summary())
    if returned is not None:
        typer.echo(f"标红的副本：{returned}")


@app.command()
def export(
    kind: KindArgument,
    output: OutputOption,
    folder: DirOption = None,
    actor: ActorOption = "命令行",
    unit: UnitOption = None,
    reveal: RevealOption = False,
) -> None:
    """把条目写成与模板一样的工作簿；原样再导入不会有任何变化。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.services import export_write

    count = export_write(ledger=kind, target=output, actor=console(actor), unit=unit, reveal=reveal)
    typer.echo(f"已写好 {count} 条：{output}")


@app.command("list")
def list_(
    kind: KindArgument,
    folder: DirOption = None,
    as_json: JsonOption = False,
    actor: ActorOption = "命令行",
    unit: UnitOption = None,
    reveal: RevealOption = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="最多几条")] = 50,
) -> None:
    """看一看条目。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.services import entry_list

    entries = entry_list(ledger=kind, actor=console(actor), unit=unit, reveal=reveal, limit=limit)
    if as_json:
        json_print(entries)
        return
    for entry in entries:
        typer.echo("  ".join(str(value) for value in entry.values() if value is not None))


@app.command()
def check(kind: KindArgument, folder: DirOption = None, as_json: JsonOption = False, unit: UnitOption = None) -> None:
    """核对一本台账：各项之和、期初期末、分配与总额、期号、对应关系；有差的逐条列出，状态 1。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.checking import ledger_checks
    from bihuan.apps.units.selectors import unit_get

    gaps = ledger_checks(kind, unit=unit_get(unit) if unit else None)
    if as_json:
        json_print([asdict(gap) for gap in gaps])
    else:
        for gap in gaps:
            typer.echo(str(gap.finding()))
        typer.echo(f"共 {len(gaps)} 处对不上" if gaps else "全部对得上")
    raise typer.Exit(1 if gaps else 0)


@app.command()
def expired(
    folder: DirOption = None,
    as_json: JsonOption = False,
    actor: ActorOption = "命令行",
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="按哪一天算（默认今天）")] = None,
    erase: Annotated[bool, typer.Option("--erase", help="清除列出的个人信息，每条记一个事件，不能恢复")] = False,
) -> None:
    """列出过了保存期限的个人信息；加 --erase 清除。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.keeping import expired_list
    from bihuan.apps.ledgers.services import expired_erase

    day = on.date() if on else date.today()
    found = expired_list(day)
    erased = expired_erase(on=day, actor=console(actor)) if erase else 0
    if as_json:
        json_print({"on": day, "erased": erased, "expired": [asdict(item) for item in found]})
        return
    for item in found:
        typer.echo(str(item))
    typer.echo(f"过期的个人信息 {len(found)} 条" + (f"，已清除 {erased} 条" if erase else ""))


@contextmanager
def audit_progress(events: int) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on a terminal's standard error; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("核对事件和条目", total=2 * events)
        yield lambda done: progress.advance(task, done)


@app.command()
def audit(
    folder: DirOption = None,
    as_json: JsonOption = False,
    noted: Annotated[str | None, typer.Option("--head", help="以前记下的链头“号数:摘要”，核对它仍在链上")] = None,
) -> None:
    """从头走一遍事件链，并逐行核对台账；发现问题时退出状态为 1。"""
    data_folder_open(folder)
    from bihuan.apps.homes.admins import audit_note
    from bihuan.apps.ledgers.audit import chain_walk
    from bihuan.apps.ledgers.selectors import chain_head

    count, digest = chain_head()
    with audit_progress(count) as advance:
        findings = chain_walk(advance, noted=noted)
    audit_note(findings=len(findings))
    if as_json:
        found = [item.model_dump(mode="json") for item in findings]
        json_print({"events": count, "head": f"{count}:{digest}", "findings": found})
    else:
        for finding in findings:
            typer.echo(str(finding))
        typer.echo(f"事件 {count} 条，" + (f"发现 {len(findings)} 处问题" if findings else "全部完好"))
        typer.echo(f"链头 {count}:{digest}（抄在别处，日后用 --head 核对：末尾连同链头一起被改，只有这样才看得出）")
    raise typer.Exit(1 if findings else 0)
