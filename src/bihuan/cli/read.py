"""``bihuan read``: one or more reports into outline, quantities and commitments."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bihuan.cli.common import JsonOption, json_print
from bihuan.cli.read_file import Wanted
from bihuan.cli.read_folder import folders_read
from bihuan.datamodel import BihuanError
from bihuan.limited.crew import cores

if TYPE_CHECKING:
    from bihuan.commitments import Reading
    from bihuan.quantities import Lexicon

app = typer.Typer(add_completion=False)


@app.command()
def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="报告文件（docx、doc、wps、rtf、pdf、ofd、html、xlsx、xls、et、txt、图片，或这些的 zip）或文件夹，可以多个",
            show_default=False,
        ),
    ],
    as_json: JsonOption = False,
    as_text: Annotated[bool, typer.Option("--text", help="只输出规范化后的正文，偏移量以它为准")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="把读到的写成一个网页文件（只能一份报告文件）", show_default=False)
    ] = None,
    pack: Annotated[
        list[Path] | None,
        typer.Option(
            "--pack", help="行业包文件夹，可以多个：按其中的指标、台账名称认主语和计量单位", show_default=False
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="读文件夹用几个进程（默认：全部核）", show_default=False)
    ] = None,
) -> None:
    """读报告：提纲、数量、任务。多份文件或压缩包用 --json 时一份一行。文件夹逐份列出，最后一行是合计。"""
    lexicon = packs_know(pack) if pack else None
    if html:
        page_write(files, html, lexicon)
        return
    if any(path.is_dir() for path in files):
        wanted: Wanted = "json" if as_json else "text" if as_text else "line"
        raise typer.Exit(2 if folders_read(files, wanted, jobs or cores(), lexicon) else 0)
    failed = 0
    for outcome in _outcomes(files, lexicon):
        if isinstance(outcome, BihuanError):
            failed += 1
            print(f"错误：{outcome}", file=sys.stderr)
        else:
            _print(outcome, as_json=as_json, as_text=as_text)
    if failed:
        raise typer.Exit(2)


def packs_know(folders: list[Path]) -> "Lexicon":
    """The words of some packs; they are loaded only when asked for."""
    from bihuan.packs import catalog_load
    from bihuan.packs.lexicon import lexicon_of

    return lexicon_of(catalog_load(folders))


def page_write(files: list[Path], html: Path, lexicon: "Lexicon | None") -> None:
    """One file as one page."""
    from bihuan.cli.read_page import reading_html
    from bihuan.commitments import report_read

    if len(files) > 1 or files[0].is_dir():
        raise BihuanError("read.one_page", "--html 一次只写一份文件", where=str(html), hint="逐份运行，各写一个网页")
    html.write_text(reading_html(report_read(files[0], lexicon)), encoding="utf-8")
    print(f"已写入 {html}")


def _outcomes(files: list[Path], lexicon: "Lexicon | None") -> Iterator["Reading | BihuanError"]:
    """What came of each file, and of each file in a zip."""
    from bihuan.cli.main import os_error_named
    from bihuan.commitments import reports_read  # a folder is read by workers: this process need not load the reader

    for path in files:
        try:
            yield from reports_read(path, lexicon)
        except OSError as error:
            yield os_error_named(error)


def _print(reading: "Reading", *, as_json: bool, as_text: bool) -> None:
    if as_text:
        sys.stdout.write(reading.text)
    elif as_json:
        json_print(reading.to_json())
    else:
        from rich.console import Console

        from bihuan.cli.read_view import reading_print

        reading_print(Console(), reading)
