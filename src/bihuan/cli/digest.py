"""``bihuan digest``: the digests of a working day for everybody, for a timer of the system."""

import typer

from bihuan.cli.common import DirOption, data_folder_open

app = typer.Typer(add_completion=False, no_args_is_help=True, help="每日摘要")


@app.callback()
def digest() -> None:
    """每日摘要：每人每个工作日一份。"""


@app.command()
def run(folder: DirOption = None) -> None:
    """给每个启用的人员生成今天的摘要和常用检索的新增；本单位不上班的不生成，已有的不重复。"""
    data_folder_open(folder)
    from bihuan.apps.library.saving import saved_run
    from bihuan.apps.notices.services import digests_run
    from bihuan.apps.today import today
    from bihuan.cli.persons import actors_all

    typer.echo(f"生成 {digests_run(actors=actors_all())} 份摘要")
    if told := saved_run(day=today()):
        typer.echo(f"告诉 {told} 人素材库里有新文件")
