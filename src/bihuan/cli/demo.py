"""``bihuan demo``: the fictional county built, drafted, verified, told, and served."""

import os
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bihuan.cli.common import data_folder_open, progress, progress_lines
from bihuan.demo.place import folder_clear

if TYPE_CHECKING:
    from rich.console import Console

    from bihuan.apps.drafts.services import Written
    from bihuan.demo.build import Demo

app = typer.Typer(add_completion=False, help="建立示范县，起草并复核报告")

DEFAULT = Path("bihuan-data/demo")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--dir", help="建在哪里：空文件夹，或上一次的示范县（会重建）")] = DEFAULT,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="建好后启动网页")] = True,
    port: Annotated[int, typer.Option("--port", help="网页端口", min=1, max=65535)] = 8000,
    scale: Annotated[float, typer.Option("--scale", help="条目数量的倍数，1 约为两万四千条", min=0.02, max=50)] = 1.0,
    steps: Annotated[bool, typer.Option("--steps", help="只输出进度，一步一行 JSON（供程序读取）")] = False,
) -> None:
    """建立虚构的青禾县：单位、两年台账、上年报告、今年稿、汇编，并逐数复核。"""
    os.environ["BIHUAN_DATABASE"] = "sqlite"  # the demo never writes into a database that an administrator set
    os.environ.pop("BIHUAN_WATCH", None)  # nor takes in what is meant for another
    folder_clear(folder)
    data_folder_open(folder, must_exist=False)
    from bihuan.demo.build import demo_build

    started = time.monotonic()
    shown = progress_lines if steps else progress
    built = demo_build(folder, scale=scale, progress=lambda items, total, label: shown(items, total=total, label=label))
    if not steps:
        summary_print(built, time.monotonic() - started)
    if serve:
        from bihuan.cli.serve import serve_forever

        serve_forever("127.0.0.1", port)


def summary_print(built: "Demo", seconds: float) -> None:
    """What was read, bound, left blank, drafted, verified, and where it lies."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    books = built.books
    console.print(f"[bold]示范县建好了[/]，用时 {seconds:.0f} 秒（全部为虚构）\n")
    console.print(f"  单位  {books.units} 个，市、县、乡镇、村四级和 {len(built.reports)} 个局")
    console.print(
        f"  台账  {books.ledgers} 种，{len(books.workbooks)} 个工作簿，{books.entries:,} 条，后来修改 {books.changed} 条"
    )
    for report in built.reports:
        console.print(f"  读入  {report.title}（{report.chars:,} 字）")
    table_print(console, built)
    for written in built.written[::2]:
        blanks_print(console, written)
    accounts_print(console, built)
    files_print(console, built)


def table_print(console: "Console", built: "Demo") -> None:
    """One line a file: numbers, bound, blank, and how the verification went."""
    console.print(f"\n[bold]起草与复核[/]  {built.written[0].draft.manifest.as_of:%Y-%m-%d} 止")
    for path, verdict in built.verdicts.items():
        faults = len(verdict.stale) + len(verdict.altered) + len(verdict.untraced)
        state = "[green]✓ 复核一致[/]" if verdict.sound else f"[red]✕ 复核有异 {faults} 处[/]"
        counts = f"{verdict.claims:>3} 个数字，{verdict.claims - verdict.blank:>3} 个有出处，{verdict.blank:>2} 个留空"
        console.print(f"  {counts}  {state}  {path.name}")


def blanks_print(console: "Console", written: "Written") -> None:
    """Why numbers were left blank, the commonest reason first."""
    claims = written.draft.manifest.claims
    blanks = [claim for claim in claims if claim.kind == "blank"]
    if not blanks:
        return
    console.print(f"\n[bold]留空的数字[/]  {written.draft.manifest.title}")
    for reason, count in Counter(claim.note or "没有台账证明" for claim in blanks).most_common():
        examples = "、".join(dict.fromkeys(f"{claim.subject}{claim.text}" for claim in blanks if claim.note == reason))
        console.print(f"  {count} 个  {reason}：{examples[:60]}")


def accounts_print(console: "Console", built: "Demo") -> None:
    """Who can log in: there is no password that every demo shares."""
    from bihuan.apps.people.roles import Role
    from bihuan.demo.people import ACCOUNTS

    console.print(
        f"\n[bold]示范账号[/]  {len(built.accounts)} 个，密码每次建时随机生成，全部写在 {built.folder / ACCOUNTS}"
    )
    for account in built.accounts:
        console.print(
            f"  {account.login:<18} {account.password}  {Role(account.role).label}  {account.name}", markup=False
        )


def files_print(console: "Console", built: "Demo") -> None:
    """Where everything is, and what to try next."""
    folder = built.folder
    console.print(f"\n  稿子      {folder / 'out'}")
    console.print(f"  上年报告  {folder / '上年报告'}")
    console.print(f"  工作簿    {folder / '台账工作簿'}")
    console.print(f"  再看一遍  bihuan verify '{built.written[0].path}' --dir {folder}")
    console.print(f"  打开网页  bihuan serve --dir {folder}\n")
