"""``bihuan serve``: the pages on this machine, by waitress."""

import threading
from typing import Annotated

import typer

from bihuan.cli.common import DirOption, data_folder_open
from bihuan.datamodel import BihuanError

app = typer.Typer(add_completion=False, help="启动网页")

HostOption = Annotated[str, typer.Option("--host", help="监听的地址；只给本机看用 127.0.0.1")]
PortOption = Annotated[int, typer.Option("--port", help="端口", min=1, max=65535)]


@app.command()
def serve(host: HostOption = "127.0.0.1", port: PortOption = 8000, folder: DirOption = None) -> None:
    """启动网页，按 Ctrl+C 停止。"""
    data_folder_open(folder)
    serve_forever(host, port)


def serve_forever(host: str, port: int) -> None:
    """Serve until interrupted; a port that is taken is a named error."""
    from waitress import create_server

    from bihuan.apps.ledgers.lists.shelf import columns_warm
    from bihuan.web.wsgi import application

    try:
        server = create_server(application, host=host, port=port, threads=8, ident="bihuan")
    except OSError as error:
        raise BihuanError(
            "serve.port_taken", f"端口 {port} 不能使用（{error.strerror}）", where=host, hint="换一个，如 --port 8001"
        ) from error
    typer.echo(f"网页已启动：http://{host}:{port}/ （按 Ctrl+C 停止）", err=True)
    threading.Thread(target=columns_warm, name="columns", daemon=True).start()
    server.run()
