"""``bihuan library``: take documents in, find in them, make the index anew."""

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell

if TYPE_CHECKING:
    from bihuan.apps.library.arriving import Shelf
    from bihuan.apps.library.services import Intake

app = typer.Typer(add_completion=False, no_args_is_help=True, help="素材库：入库、监看文件夹、查找、重建索引")


UnitOption = Annotated[str, typer.Option("--unit", help="归哪个单位（单位代码）；不写则全县可见")]
AccessOption = Annotated[str, typer.Option("--access", help="谁能看：public 公开，county 全县，unit 本单位")]


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="文件、文件夹或压缩包")],
    unit: UnitOption = "",
    access: AccessOption = "",
    jobs: Annotated[int | None, typer.Option("--jobs", help="用几个核，默认全部", min=1)] = None,
    folder: DirOption = None,
    json: JsonOption = False,
) -> None:
    """入库：先保存原件，再读，再编入索引；已有的文件不重复入库。"""
    data_folder_open(folder)
    from bihuan.apps.library.services import library_add
    from bihuan.apps.library.vectors import vectors_refresh
    from bihuan.apps.units.actors import console

    shelf = shelf_named(unit, access)
    begun = time.perf_counter()
    people_first()
    with bar() as tell:
        intake = library_add(paths=paths, actor=console("命令行"), shelf=shelf, jobs=jobs, tell=tell)
    intake_said(intake, time.perf_counter() - begun, as_json=json)
    vectors_refresh()
    if intake.failed or intake.refused:
        raise typer.Exit(1)


def shelf_named(unit: str, access: str) -> "Shelf":
    """Whose the documents are and who may read them, as the options say."""
    from bihuan.apps.library.arriving import Shelf
    from bihuan.apps.library.models import Access
    from bihuan.apps.units.selectors import unit_get

    if access and access not in Access.values:
        raise BihuanError("library.access", f"没有“{access}”这种范围", hint="可写 public、county、unit 或 private")
    return Shelf(Access(access or ("unit" if unit else "county")), unit_get(unit).pk if unit else None)


def intake_said(intake: "Intake", seconds: float, *, as_json: bool) -> None:
    """What came of it, a line; what could not be taken is named on standard error."""
    for error in intake.refused:
        print(f"错误：{error}", file=sys.stderr)
    if as_json:
        told: dict[str, Any] = {
            "added": len(intake.added), "same": len(intake.same), "failed": intake.failed, "refused": len(intake.refused),
            "chars": intake.chars, "sections": intake.pieces, "seconds": round(seconds, 2),
        }  # fmt: skip
        json_print(told)
        return
    typer.echo(
        f"入库 {len(intake.added)} 份，{intake.chars:,} 字，{intake.pieces:,} 段；已有 {len(intake.same)} 份，"
        f"读不出来 {intake.failed} 份，用时 {seconds:.1f} 秒"
    )


@app.command()
def watch(
    place: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="监看的文件夹，默认 BIHUAN_WATCH")] = None,
    unit: UnitOption = "",
    access: AccessOption = "",
    every: Annotated[float, typer.Option("--every", help="隔几秒看一次", min=0.2, max=3600)] = 3,
    folder: DirOption = None,
) -> None:
    """监看一个文件夹：放进去的文件停稳后自动入库，原处不动；按 Ctrl+C 停止。"""
    data_folder_open(folder)
    from django.conf import settings

    from bihuan.apps.library.watching import Watcher, folder_require
    from bihuan.apps.library.watching import watch as watch_till
    from bihuan.apps.units.actors import console

    place = place or settings.BIHUAN.watch
    if place is None:
        raise BihuanError("library.watch", "没有写明监看哪个文件夹", hint="写在命令后面，或设 BIHUAN_WATCH")
    watcher = Watcher(folder_require(place), shelf_named(unit, access), console("监看"), typer.echo, every)
    people_first()
    typer.echo(f"正在监看 {place}（按 Ctrl+C 停止）", err=True)
    with suppress(KeyboardInterrupt):
        watch_till(watcher, threading.Event())


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="查什么；语法见 docs/reference/search-syntax.md")],
    exact: Annotated[bool, typer.Option("--exact", help="原文里有这几个字的段落，一个不多一个不少")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="不统一全角半角和繁简，字形要一样")] = False,
    limit: Annotated[int, typer.Option("--limit", help="最多列出几条", min=1, max=10_000)] = 20,
    folder: DirOption = None,
    json: JsonOption = False,
) -> None:
    """查找：默认按相关程度排列，--exact 按原文逐字查。"""
    data_folder_open(folder)
    from bihuan.apps.library.holdings import index_waiting
    from bihuan.apps.library.selectors import library_search
    from bihuan.apps.units.actors import console

    found = library_search(query, console("命令行"), exact=exact or raw, raw=raw, limit=limit)
    hits = [
        {"document": hit.document, "name": hit.name, "section": hit.number, "start": hit.start, "end": hit.end,
         "title": hit.title, "heading": hit.heading, "snippet": hit.snippet, **hit.fact}
        for hit in found.hits
    ]  # fmt: skip
    if not found.notice and (waiting := index_waiting()):
        print(f"还有 {waiting:,} 份文件没有编入索引，暂时查不全", file=sys.stderr)
    if json:
        json_print({"total": found.total, "hits": hits})
        return
    typer.echo(f"共 {found.total:,} 段" + (f"（{found.notice}）" if found.notice else ""))
    for hit in found.hits:
        typer.echo(f"{hit.title or hit.name}　{hit.heading}\n    {hit.snippet}")


@app.command()
def rebuild(folder: DirOption = None) -> None:
    """由已保存的正文重建检索索引。"""
    data_folder_open(folder)
    from bihuan.apps.library.services import library_rebuild

    with bar() as tell:
        count = library_rebuild(tell=tell)
    typer.echo(f"已编入 {count:,} 份")


@app.command()
def retry(folder: DirOption = None) -> None:
    """再读一次读不出来的文件。"""
    data_folder_open(folder)
    from bihuan.apps.library.services import library_retry
    from bihuan.apps.units.actors import console

    begun = time.perf_counter()
    with bar() as tell:
        intake = library_retry(actor=console("命令行"), tell=tell)
    intake_said(intake, time.perf_counter() - begun, as_json=False)


def people_first() -> None:
    """Whoever waits at a page comes before a folder that is taken in."""
    if hasattr(os, "nice"):
        os.nice(10)


class bar:
    """A progress bar on standard error with rate and time left, when that is a terminal."""

    def __enter__(self) -> Tell:
        from bihuan.datamodel.telling import untold

        if not sys.stderr.isatty():
            self._bars = None
            return untold
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
        )
        self._bars = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
        self._bars.start()
        self._tasks: dict[str, Any] = {}
        return self._tell

    def _tell(self, done: int, total: int, what: str) -> None:
        assert self._bars is not None
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total, rate="")
        task = self._tasks[what]
        speed = self._bars.tasks[task].speed
        self._bars.update(task, completed=done, total=total or None, rate=f"{speed:.0f}/秒" if speed else "")

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()
