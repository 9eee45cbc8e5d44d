"""``bihuan webhook``: send what waits in the outboxes, once or every so often."""

import time
from typing import Annotated

import typer

from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print

app = typer.Typer(add_completion=False, no_args_is_help=True, help="推送：发出等待的事件")


@app.callback()
def webhook() -> None:
    """推送：默认不启用，在“推送设置”页里添加和启用。"""


@app.command()
def run(
    folder: DirOption = None,
    every: Annotated[int, typer.Option("--every", help="每隔多少秒发一次；0 为只发一次", min=0)] = 0,
    as_json: JsonOption = False,
) -> None:
    """发出等待的事件；失败的过一会儿再试，试到最后一次仍不成的留在“没有送到的”里。"""
    data_folder_open(folder)
    from bihuan.apps.hooks.services import webhooks_run

    while True:
        done = webhooks_run()
        if as_json:
            json_print(done)
        else:
            typer.echo("新事件 {filled}，送达 {sent}，待重发 {failed}，放弃 {dead}".format(**done))
        if not every:
            return
        time.sleep(every)
