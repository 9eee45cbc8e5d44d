"""One year's indicators of one bureau over a million entries: 500 units × 12 months, beside hand-written DuckDB SQL on the same Parquet.

Both end with every figure in Python lists. Ours also reads the definitions, the tree and the tail from the database, and is right
after one more entry.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import duckdb

from benchmarks.indicator_rows import ENTRIES, YEAR, parquet_write
from benchmarks.indicator_sql import FIGURES, hand_columns
from benchmarks.rows import BenchRow
from bihuan.apps.units.actors import console

AS_OF = date(YEAR, 12, 31)
BUREAU = "X-CG"
ROUNDS = 7
FACTOR = 2.0


def run() -> list[BenchRow]:
    """Build, compare cell by cell, time both in turn, then add an entry and look again."""
    with tempfile.TemporaryDirectory(prefix="bihuan-bench-") as name:
        folder = folder_make(Path(name) / "data")
        codes, links, files = snapshots_make(folder)
        duck = duckdb.connect(":memory:")
        duck.execute("CREATE TABLE links (ancestor BIGINT, descendant BIGINT)")
        duck.executemany("INSERT INTO links VALUES (?, ?)", links)
        ours, hand = figures_ours(codes), hand_columns(duck, files, list(codes.values()), AS_OF)
        different_check(ours, hand)
        our_time, hand_time = medians(
            lambda: figures_ours(codes), lambda: hand_columns(duck, files, list(codes.values()), AS_OF)
        )
        entry_check(codes, ours)
        after_time, _ = medians(lambda: figures_ours(codes), lambda: None)
    cells = sum(len(column) for column in ours.values())
    what = f"{len(FIGURES)} indicators × {len(codes)} units × 12 months over {ENTRIES:,} entries ({cells:,} figures)"
    return [
        row_of(what, our_time, hand_time),
        row_of("the same after one new entry, which counts in every unit above it", after_time, hand_time),
    ]


def row_of(what: str, ours: float, peer: float) -> BenchRow:
    """One line of the table."""
    return BenchRow(
        name=what,
        ours=f"{ours * 1000:.0f} ms",
        peer=f"hand-written DuckDB SQL {peer * 1000:.0f} ms",
        bar=f"≤ {FACTOR:g} × (is {ours / peer:.2f} ×)",
        holds=ours <= FACTOR * peer,
    )


def folder_make(folder: Path) -> Path:
    """A data folder of its own, unless this process already has one: Django starts once."""
    os.environ.setdefault("BIHUAN_DIR", str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.web.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bihuan.apps.ledgers.services import pack_folder, packs_install
    from bihuan.apps.units.models import Unit

    used = Path(os.environ["BIHUAN_DIR"])
    used.mkdir(parents=True, exist_ok=True)
    connection.close()  # another benchmark's folder may be gone
    call_command("migrate", verbosity=0)
    if not Unit.objects.filter(code=BUREAU).exists():
        units_make()
    packs_install(folders=[pack_folder("common"), pack_folder("urban_management")], actor=console("bench"))
    return used


def units_make() -> None:
    """A county of 20 towns and 478 villages with one bureau: 500 units."""
    from bihuan.apps.units.services import units_store
    from bihuan.apps.units.workbook import UnitRow

    rows = [UnitRow("X", "试验县", "county", ""), UnitRow(BUREAU, "试验县城管局", "bureau", "X")]
    rows += [UnitRow(f"X-{n:02d}", f"{n}号镇", "town", "X") for n in range(20)]
    rows += [UnitRow(f"X-{n % 20:02d}-{n:03d}", f"{n}号村", "village", f"X-{n % 20:02d}") for n in range(478)]
    units_store(rows=rows)


def snapshots_make(folder: Path) -> tuple[dict[str, int], list[tuple[int, int]], dict[str, Path]]:
    """The million entries as snapshots that stand at the chain's last event; unit code → root of its figures, the closure, the files."""
    from bihuan.apps.figures.selectors import closure, unit_tree
    from bihuan.apps.figures.snapshots import CHAIN, SHAPE, Seen, snapshots_folder
    from bihuan.apps.ledgers.selectors import catalog, chain_head

    tree = unit_tree()
    villages = [node.id for node in tree.by_id.values() if node.kind == "village"]
    snapshots_folder().mkdir(exist_ok=True)
    seq, chain = chain_head()
    files = {}
    for ledger, count in (("smart_cases", ENTRIES * 6 // 10), ("requests", ENTRIES * 4 // 10)):
        seen = Seen.of(catalog(), ledger)
        files[ledger] = snapshots_folder() / f"{ledger}-{seq}.parquet"
        told = {CHAIN: chain.encode(), SHAPE: seen.shape}
        parquet_write(catalog().ledgers[ledger], seen, villages, count, files[ledger], told)
    codes = {node.code: tree.covered(node, territory=True).id for node in tree.by_id.values()}
    return codes, closure(), files


def figures_ours(codes: dict[str, int]) -> dict[str, list[Any]]:
    """The product's way: a matrix, every figure taken out."""
    from bihuan.apps.figures.selectors import figures_matrix
    from bihuan.datamodel import Period

    matrix = figures_matrix(FIGURES, list(codes), Period.of_year(YEAR).months(), AS_OF)
    return {ref: matrix.scaled(ref)[0] for ref in FIGURES}


def different_check(ours: dict[str, list[Any]], hand: dict[str, list[Any]]) -> None:
    """The peer computes the same figures, to the last cell."""
    for ref in FIGURES:
        if ours[ref] != hand[ref]:
            sys.exit(f"bench_indicators: {ref} differs from the hand-written SQL")


def entry_check(codes: dict[str, int], before: dict[str, list[Any]]) -> None:
    """Add one entry through the service; exactly the units above it count one more in its month."""
    from bihuan.apps.ledgers.services import entry_add

    days = {"dispatched_on": f"{YEAR}-05-20", "due_on": f"{YEAR}-05-30"}
    values = {"case_no": "新增一件", "source": "public_report", "category": "other", "place": "某处", **days}
    entry_add(ledger="smart_cases", unit="X-00-000", values=values, actor=console("bench"))
    pairs = zip(before["smart_cases_dispatched"], figures_ours(codes)["smart_cases_dispatched"], strict=True)
    changed = {place: now - was for place, (was, now) in enumerate(pairs) if now != was}
    wanted = {list(codes).index(code) * 12 + 4: 1 for code in ("X", BUREAU, "X-00", "X-00-000")}
    if changed != wanted:
        sys.exit("bench_indicators: figures after one new entry are wrong")


def medians(*ways: Callable[[], object]) -> list[float]:
    """Median seconds of each way, taken in turn so that the machine's mood falls on all alike."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS):
        for way, spent in zip(ways, times, strict=True):
            start = perf_counter()
            way()
            spent.append(perf_counter() - start)
    return [median(spent) for spent in times]
