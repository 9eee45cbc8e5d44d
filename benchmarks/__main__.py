"""``make bench``: every ``benchmarks/bench_*.py`` offers ``run() -> list[BenchRow]``; exit status 1 when a bar is missed.

``python -m benchmarks [--markdown] [NAME...]``: all of them or the named ones, on the screen or as the table of docs/benchmarks.md.
"""

import importlib
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.rows import BenchRow

HEAD = ("measured", "ours", "beside", "bar", "holds")


def main(words: list[str]) -> int:
    """Run benchmarks, each after the other, and print one table."""
    names = [word for word in words if word != "--markdown"]
    rows = [row for name in names or _all() for row in importlib.import_module(f"benchmarks.{name}").run()]
    if "--markdown" in words:
        print(markdown(rows))
    else:
        _screen(rows)
    return 0 if all(row.holds for row in rows) else 1


def markdown(rows: list[BenchRow]) -> str:
    """The table as docs/benchmarks.md has it."""
    lines = [HEAD, ("---",) * len(HEAD), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _all() -> list[str]:
    return sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))


def _screen(rows: list[BenchRow]) -> None:
    table = Table(*HEAD, title="Bihuan benchmarks")
    for row in rows:
        table.add_row(*_cells(row))
    Console(width=150).print(table)


def _cells(row: BenchRow) -> tuple[str, ...]:
    return row.name, row.ours, row.peer, row.bar, "yes" if row.holds else "NO"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
