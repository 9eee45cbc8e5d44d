"""Exact search of the library beside SQLite FTS5, PostgreSQL, Xapian and whoosh: the same pieces and queries, judged by a scan.

Every engine has a process of its own, one after the other. A peer that does not find what the scan finds is
behind; one that does must be slower.
Queries of one character stand apart: an index of pairs or of trigrams cannot know them.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, quantiles

from benchmarks.corpus import ROOT
from benchmarks.library_peers_engines import ENGINES
from benchmarks.library_peers_text import Text, text_written
from benchmarks.rows import BenchRow

CHARS = int(os.environ.get("BIHUAN_BENCH_PEER_CHARS", "30000000"))
PAIRS_BAR = 10  # p99 of SQLite with pairs of characters over ours
OWN = (sys.executable,)
SERVER = (sys.executable, "-m", "tests.support.postgres", "--", sys.executable)
PEERS = (str(ROOT / ".venv-peers/bin/python"),)
POSTGRES = "import psycopg, tests.support.postgres as server; server.program('initdb')"
DEBIAN = ("/usr/bin/python3",)  # python3-xapian comes with Debian alone


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine, the form of the text that it takes, the Python that has it, what has to run
    there without a fault, and the least ratio of p99 where it is exact.
    """

    name: str
    engine: str
    form: str
    python: tuple[str, ...] = OWN
    needs: str = "import sqlite3"
    ratio: int = 1

    @property
    def share(self) -> int:
        """It takes every so-many-th piece."""
        return int(ENGINES[self.engine].share)

    def there(self) -> bool:
        """Whether this machine has it."""
        command = [self.python[-1], "-c", self.needs]
        return (
            Path(command[0]).exists() and subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL).returncode == 0
        )


OURS = Peer("ours", "bihuan", "documents")
BESIDE = (
    Peer("SQLite FTS5, trigram", "fts5-trigram", "text"),
    Peer("SQLite FTS5, words", "fts5", "words"),
    Peer("SQLite FTS5, pairs of characters", "fts5", "pairs", ratio=PAIRS_BAR),
    Peer("PostgreSQL 15, words", "postgres", "words", SERVER, POSTGRES),
    Peer("PostgreSQL 15, pairs of characters", "postgres-tenth", "pairs", SERVER, POSTGRES),
    Peer("Xapian, words", "xapian", "words", DEBIAN, "import xapian"),
    Peer("Xapian, its own n-grams", "xapian-grams", "text", DEBIAN, "import xapian"),
    Peer("whoosh, words", "whoosh", "words", PEERS, "import whoosh"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What an engine took and how much it found: seconds, MB, means over queries, milliseconds of those of two characters or more."""

    index: float
    size: float
    recall: float  # of queries of two characters or more, as are the next two
    bordered: float
    anywhere: float
    single: float  # of queries of one character
    precision: float
    p50: float
    p99: float
    slowest: float  # of all queries

    def told(self) -> str:
        """All of it in one cell."""
        return (
            f"index {self.index:.1f} s, {self.size:.0f} MB; recall {self.recall:.3f} ({self.bordered:.2f} between word borders,"
            f" {self.anywhere:.2f} anywhere; 1 character {self.single:.2f}), precision {self.precision:.3f};"
            f" p50 {self.p50:.2f}, p99 {self.p99:.1f} ms"
        )


def run() -> list[BenchRow]:
    """Ours, then each peer."""
    with tempfile.TemporaryDirectory(prefix="bihuan-bench-") as name:
        text = text_written(Path(name), CHARS)
        ours = judged(OURS, Path(name), text)
        beside = [(peer, judged(peer, Path(name), text) if peer.there() else None) for peer in BESIDE]
    return [_own_row(ours, text), *(_peer_row(peer, one, ours) for peer, one in beside)]


def judged(peer: Peer, folder: Path, text: Text) -> Judged:
    """Run an engine and hold what it found against the scan."""
    script = Path(__file__).with_name("library_peers_child.py")
    command = [*peer.python, str(script), peer.engine, peer.form, str(folder)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH" or peer is OURS}
    told = json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE).stdout)
    found = list(map(set, told["found"]))
    if list(map(len, told["found"])) != told["totals"]:
        raise AssertionError(f"{peer.name}: a total is not the number of what is found")
    truth = [{number for number in one if number % peer.share == 0} for one in text.truth]
    long = [n for n, asked in enumerate(text.queries) if len(asked.text) > 1]

    def recall(numbers: Iterable[int]) -> float:
        return fmean(len(found[n] & truth[n]) / len(truth[n]) for n in numbers if truth[n])

    return Judged(
        index=told["index"],
        size=told["size"],
        recall=recall(long),
        bordered=recall(n for n in long if text.queries[n].bordered),
        anywhere=recall(n for n in long if not text.queries[n].bordered),
        single=recall(set(range(len(found))) - set(long)),
        precision=fmean(len(found[n] & truth[n]) / len(found[n]) for n in range(len(found)) if found[n]),
        p50=median(told["ms"][n] for n in long),
        p99=quantiles((told["ms"][n] for n in long), n=100, method="inclusive")[98],
        slowest=max(told["ms"]),
    )


def _own_row(ours: Judged, text: Text) -> BenchRow:
    return BenchRow(
        f"library, exact strings: {text.chars:,} characters in {len(text.pieces):,} pieces, {len(text.queries)} queries of 1–8",
        f"{ours.told()}, slowest of all {ours.slowest:.0f} ms",
        f"a scan of all pieces: {text.scan:.0f} ms a query",
        "recall = precision = 1",
        ours.recall == ours.single == ours.precision == 1,
    )


def _peer_row(peer: Peer, told: Judged | None, ours: Judged) -> BenchRow:
    """Behind in what it finds, or where that is exact, in how long the slow queries take."""
    part = f", {CHARS // peer.share:,} characters" if peer.share > 1 else ""
    name = f"the same beside {peer.name}{part}"
    if told is None:
        return BenchRow(name, "-", "not installed", "measured", False)
    ratio = told.p99 / ours.p99
    figure = f"recall {ours.recall:.3f}, precision {ours.precision:.3f}; its p99 is {ratio:.1f} × ours"
    if told.recall * told.precision < 1:
        ahead = told.recall * told.precision < ours.recall * ours.precision
        return BenchRow(name, figure, told.told(), "recall and precision above", ahead)
    return BenchRow(name, figure, told.told(), f"p99 ≥ {peer.ratio} × ours", ratio >= peer.ratio)
