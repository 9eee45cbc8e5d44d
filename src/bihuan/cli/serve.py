"""``bihuan serve``: the pages on this machine, by waitress."""

import logging
import threading
from pathlib import Path
from typing import Annotated

import typer

from bihuan.cli.common import DirOption, data_folder_open
from bihuan.datamodel import BihuanError

app = typer.Typer(add_completion=False, help="启动网页")
STOPPING = 10.0  # seconds in which what is being taken in has to come to an end

HostOption = Annotated[str, typer.Option("--host", help="监听的地址；只给本机看用 127.0.0.1")]
PortOption = Annotated[int, typer.Option("--port", help="端口", min=1, max=65535)]


@app.command()
def serve(host: HostOption = "127.0.0.1", port: PortOption = 8000, folder: DirOption = None) -> None:
    """启动网页，按 Ctrl+C 停止。"""
    folder_current(data_folder_open(folder))
    watched_allowed()
    serve_forever(host, port)


def folder_current(folder: Path) -> None:
    """A folder that an older version of the program made is a named error: its tables lack what pages ask for."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    plan = MigrationExecutor(connection)
    if plan.migration_plan(plan.loader.graph.leaf_nodes()):
        raise BihuanError(
            "folder.older",
            "数据文件夹是旧版本的程序建的",
            where=str(folder),
            hint="先备份，再运行一次 bihuan init，台账不会变",
        )


def watched_allowed() -> None:
    """A folder that may not be watched keeps the server from starting, with the reason."""
    from django.conf import settings

    from bihuan.apps.library.watching import folder_require

    if settings.BIHUAN.watch:
        folder_require(settings.BIHUAN.watch)


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
    stop = threading.Event()
    library = threading.Thread(target=library_kept, args=(stop,), name="library", daemon=True)
    library.start()
    try:
        server.run()
    finally:
        stop.set()
        library.join(STOPPING)


def library_kept(stop: threading.Event) -> None:
    """Bring the library in order after a stop, then watch the folder that is set; a fault of it keeps no page from opening."""
    from django.conf import settings
    from django.db import connections

    from bihuan.apps.library.services import library_check, library_settle

    try:
        library_check()
        library_settle()
        if settings.BIHUAN.watch:
            folder_watched(settings.BIHUAN.watch, stop)
    except Exception:
        logging.getLogger(__name__).exception("the library could not be brought in order")
    finally:
        connections.close_all()


def folder_watched(folder: Path, stop: threading.Event) -> None:
    """Watch while no other program does."""
    from bihuan.apps.library.arriving import Shelf
    from bihuan.apps.library.watching import Watcher, watch
    from bihuan.apps.units.actors import console

    watcher = Watcher(folder, Shelf(), console("监看"), lambda told: typer.echo(told, err=True))
    while not stop.is_set():
        try:
            watch(watcher, stop)
        except BihuanError as error:
            if error.code != "library.watching":
                raise
            stop.wait(watcher.pause)
