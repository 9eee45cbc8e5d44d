"""``make bench``: every ``benchmarks/bench_*.py`` offers ``run() -> list[BenchRow]``; exit status 1 when a bar is missed."""

import importlib
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table


def main() -> int:
    """Run the named benchmarks, or all of them, each after the other."""
    names = sys.argv[1:] or sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    table = Table("measured", "ours", "beside", "bar", "holds", title="Bihuan benchmarks")
    missed = 0
    for name in names:
        for row in importlib.import_module(f"benchmarks.{name}").run():
            missed += not row.holds
            table.add_row(row.name, row.ours, row.peer, row.bar, "yes" if row.holds else "NO")
    Console(width=150).print(table)
    return 1 if missed else 0


sys.exit(main())
