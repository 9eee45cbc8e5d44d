"""Lists of a ledger of 1,000,000 entries, on SQLite and on PostgreSQL: any filter, any order, deep pages; homes; saving one entry.

Beside it the page that Django's admin would make of the same table: COUNT(*), OFFSET and fifty rows by the same conditions.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from benchmarks.rows import BenchRow

BAR, SAVE_BAR = 300, 100  # milliseconds


def run() -> list[BenchRow]:
    """One process for each database."""
    child = [sys.executable, "-m", "benchmarks.lists_child"]
    server = [sys.executable, "-m", "tests.support.postgres", "--", *child]
    return [
        row for name, command in (("SQLite", child), ("PostgreSQL", server)) for row in rows(name, measured(command))
    ]


def measured(command: list[str]) -> dict[str, Any]:
    """What the process measured, in a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="bihuan-bench-") as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_")}
        environment |= {name: os.environ[name] for name in ("BIHUAN_BENCH_ENTRIES",) if name in os.environ}
        environment |= {"BIHUAN_DIR": f"{folder}/data", "BIHUAN_TODAY": "2024-10-31"}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def rows(name: str, told: dict[str, Any]) -> list[BenchRow]:
    """The lines of one database."""
    listed = f"{told['http']['n'] // 2} filters and orders"
    slowest = told["worst"][0]
    return [
        BenchRow(
            f"list page over 1,000,000 entries, {name}: first byte over HTTP, {listed}",
            f"p50 {told['http']['p50']:.0f} ms, p95 {told['http']['p95']:.0f} ms, longest {told['http']['max']:.0f} ms",
            f"COUNT(*) + OFFSET, no page: p50 {told['peer']['p50']:.0f} ms, p95 {told['peer']['p95']:.0f} ms",
            f"p95 ≤ {BAR} ms",
            told["http"]["p95"] <= BAR,
        ),
        BenchRow(
            f"the same in the process, {name}",
            f"p50 {told['list']['p50']:.0f} ms, p95 {told['list']['p95']:.0f} ms (slowest asked: {slowest[1][:60]})",
            f"columns read in {told['first_reading']:.0f} s at first, in {told['next_start']:.1f} s at later starts",
            f"p95 ≤ {BAR} ms",
            told["list"]["p95"] <= BAR,
        ),
        BenchRow(
            f"homes of five roles beside 1,000,000 entries, {told['open']:,} of them open, {name}: first byte over HTTP",
            f"p50 {told['home']['p50']:.0f} ms, p95 {told['home']['p95']:.0f} ms, longest {told['home']['max']:.0f} ms", "-",
            f"p95 ≤ {BAR} ms", told["home"]["p95"] <= BAR,
        ),
        BenchRow(
            f"saving one entry beside 1,000,000, {name}", f"p95 {told['save']['p95']:.0f} ms", "-", f"≤ {SAVE_BAR} ms",
            told["save"]["p95"] <= SAVE_BAR,
        ),
    ]  # fmt: skip
