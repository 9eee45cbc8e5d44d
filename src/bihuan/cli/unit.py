"""``bihuan unit``: the unit tree in and out."""

from pathlib import Path
from typing import Annotated

import typer

from bihuan.apps.units.actors import console
from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print

app = typer.Typer(add_completion=False, no_args_is_help=True, help="单位树：导入、查看、样表")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="单位表（.xlsx）")],
    folder: DirOption = None,
    actor: Annotated[str, typer.Option("--actor", help="操作人")] = "命令行",
    as_json: JsonOption = False,
) -> None:
    """导入单位表；已有的编码按表更新。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.services import units_import

    codes = units_import(path=file, actor=console(actor))
    json_print({"units": len(codes)}) if as_json else typer.echo(f"已导入 {len(codes)} 个单位")


@app.command("list")
def list_(folder: DirOption = None, as_json: JsonOption = False) -> None:
    """列出单位树。"""
    data_folder_open(folder)
    from bihuan.apps.units.selectors import unit_list

    units = list(unit_list())
    if as_json:
        json_print([unit.to_json() for unit in units])
        return
    for unit in units:
        typer.echo(f"{'　' * (unit.depth - 1)}{unit.name}  {unit.code}  {unit.get_kind_display()}")


@app.command()
def template(output: Annotated[Path, typer.Option("-o", "--output", help="写到哪里（.xlsx）")]) -> None:
    """写一份空的单位表，带样例。"""
    data_folder_open(None, must_exist=False)
    from bihuan.apps.units.workbook import unit_template_write

    unit_template_write(output)
    typer.echo(f"已写好：{output}")
