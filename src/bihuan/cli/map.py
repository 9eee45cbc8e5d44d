"""``bihuan map``: the county's outline, and the table of places and open matters made anew."""

from pathlib import Path
from typing import Annotated

import typer

from bihuan.cli.common import DirOption, data_folder_open
from bihuan.datamodel import BihuanError

app = typer.Typer(add_completion=False, no_args_is_help=True, help="地图：导入本地轮廓，重建位置表")


@app.command("import")
def map_import(
    file: Annotated[Path, typer.Argument(help="GeoJSON 文件：县界、乡镇界（面），也可以有线")],
    folder: DirOption = None,
) -> None:
    """导入县乡轮廓，代替原来的；地图不用瓦片，不连网。"""
    data_folder_open(folder)
    from bihuan.apps.boards.services import map_import
    from bihuan.apps.units.actors import console

    if not file.is_file():
        raise BihuanError("file.missing", "找不到这个文件", where=str(file), hint="请检查路径和文件名")
    count = map_import(path=file, actor=console("命令行"))
    typer.echo(f"已导入 {count} 个图形")


@app.command("rebuild")
def map_rebuild(folder: DirOption = None) -> None:
    """由各台账的条目重建位置表和待办表。"""
    data_folder_open(folder)
    from django.db import transaction

    from bihuan.apps.ledgers.entries import Store
    from bihuan.apps.ledgers.models import LedgerTable
    from bihuan.apps.ledgers.standing import standing_rebuild

    for table in LedgerTable.objects.order_by("name"):
        with transaction.atomic():
            if count := standing_rebuild(Store(table)):
                typer.echo(f"{table.label}：{count:,} 条")
