"""What the commands share: the data folder, Django's start, output for people and for programs."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bihuan.datamodel import BihuanError

DirOption = Annotated[
    Path | None, typer.Option("--dir", help="数据文件夹（默认 BIHUAN_DIR 或 ./bihuan-data）", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出一个 JSON 值，供程序读取")]


def data_folder_open(folder: Path | None, *, must_exist: bool = True) -> Path:
    """Point Bihuan at a data folder and start Django on it; a folder that was never initialised is a named error."""
    if folder is not None:
        os.environ["BIHUAN_DIR"] = str(folder)
    path = Path(os.environ.get("BIHUAN_DIR") or "bihuan-data")
    if must_exist and not (path / "bihuan.json").is_file():
        raise BihuanError(
            "folder.missing", "这里还没有数据文件夹", where=str(path), hint="先运行 bihuan init，或用 --dir 指明位置"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.web.settings")
    import django

    django.setup()
    return path


def json_print(value: Any) -> None:
    """One JSON value on standard output, Chinese left readable."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def progress_lines(items: Iterable[Any], *, total: int, label: str) -> Iterator[Any]:
    """The same items; how far they are goes to standard output, ``[done, total, label]`` a line, for a program that waits."""
    for done, item in enumerate(items):
        sys.stdout.write(json.dumps([done, total, label], ensure_ascii=False) + "\n")
        sys.stdout.flush()
        yield item


def progress(items: Iterable[Any], *, total: int | None, label: str) -> Iterator[Any]:
    """The same items, with a progress bar on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bars:
        task = bars.add_task(label, total=total, rate="")
        for item in items:
            yield item
            speed = bars.tasks[task].speed
            bars.update(task, advance=1, rate=f"{speed:.1f}/秒" if speed else "")
