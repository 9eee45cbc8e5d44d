"""``bihuan init``: make a data folder, or bring one up to date with changed packs and units."""

from pathlib import Path
from typing import Annotated

import typer

from bihuan.apps.units.actors import console
from bihuan.cli.common import DirOption, data_folder_open

app = typer.Typer(add_completion=False, help="建立数据文件夹；已有的则更新行业包和单位")


@app.command()
def init(
    folder: DirOption = None,
    units: Annotated[Path | None, typer.Option("--units", help="单位表（.xlsx）")] = None,
    pack: Annotated[list[str] | None, typer.Option("--pack", help="行业包的名字或文件夹，可写多个")] = None,
    actor: Annotated[str, typer.Option("--actor", help="操作人")] = "命令行",
) -> None:
    """建立数据文件夹：数据库、行业包、单位树。"""
    path = data_folder_open(folder, must_exist=False)
    from bihuan.apps.figures.services import shapes_compile
    from bihuan.apps.ledgers.folders import folder_init
    from bihuan.apps.ledgers.services import pack_folder

    ledgers = folder_init(
        folder=path, packs=[pack_folder(name) for name in pack or []], units=units, actor=console(actor)
    )
    shapes_compile()
    typer.echo(f"数据文件夹：{path}")
    typer.echo(f"已安装台账 {len(ledgers)} 种" if ledgers else "没有新装行业包；以后用 bihuan init --pack 名字 安装")
