"""kill -9 at random moments of entry, bulk edit and strike-off: nothing acknowledged is lost, no batch is half there."""

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.postgres import cluster

from benchmarks.killed import LEDGER
from benchmarks.rows import BenchRow
from bihuan.apps.units.actors import console

KILLS = 50
LONGEST = 1.0  # seconds of work before the kill, at most


@dataclass
class Told:
    """What the killed processes had said before they died."""

    entries: dict[str, int] = field(default_factory=dict)  # token → entry
    batches: dict[str, int] = field(default_factory=dict)  # token → how many entries were edited together
    struck: set[int] = field(default_factory=set)

    def read(self, line: str) -> None:
        """One line of a worker."""
        match line.split():
            case ["entry", entry, token]:
                self.entries[token] = int(entry)
            case ["bulk", count, token]:
                self.batches[token] = int(count)
            case ["struck", entry, _]:
                self.struck.add(int(entry))


def run() -> list[BenchRow]:
    """Fifty kills on SQLite, fifty on PostgreSQL."""
    rows = [killed_row("SQLite", "sqlite")]
    with cluster() as address:
        rows.append(killed_row("PostgreSQL", address))
    return rows


def killed_row(name: str, database: str) -> BenchRow:
    """Work and kill fifty times on one folder, then look at what is there."""
    with tempfile.TemporaryDirectory(prefix="bihuan-kill-") as scratch:
        environment = {**os.environ, "BIHUAN_DIR": f"{scratch}/data", "BIHUAN_DATABASE": database}
        child(environment, "folder_make")
        told, rng = Told(), random.Random(name)
        slowest = max(work_and_kill(environment, f"{name}{number}", rng, told) for number in range(KILLS))
        (Path(scratch) / "told.txt").write_text(told_text(told), encoding="utf-8")
        found = child({**environment, "BIHUAN_TOLD": f"{scratch}/told.txt"}, "folder_check")
    lost, half, faults = map(int, found.split())
    return BenchRow(
        name=f"kill -9 at {KILLS} random moments of entry, bulk edit and strike-off, {name}",
        ours=f"{lost} acknowledged lost, {half} half batches, {faults} faults of the chain",
        peer=f"{len(told.entries):,} entries, {len(told.batches):,} batches, {len(told.struck):,} strike-offs; up again ≤ {slowest:.1f} s",
        bar="0, 0, 0; up again ≤ 10 s",
        holds=lost == half == faults == 0 and slowest <= 10 and bool(told.struck) and bool(told.batches),
    )


def child(environment: dict[str, str], call: str) -> str:
    """One function of this module in a process of its own; what it prints."""
    code = f"import benchmarks.bench_kill as kill; kill.django_start(); kill.{call}()"
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def work_and_kill(environment: dict[str, str], seed: str, rng: random.Random, told: Told) -> float:
    """Let a worker work for a moment, kill it, read what it said; returns how long it took until it was ready."""
    started = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.killed", environment["BIHUAN_DIR"], seed]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        ready = time.monotonic() - started
        time.sleep(rng.uniform(0, LONGEST))
        worker.kill()
        *whole, last = worker.stdout.read().split("\n")
        assert not last, "a line is written at once or not at all"
        for line in whole:
            told.read(line)
    return ready


def django_start() -> None:
    """Django on the folder of the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.web.settings")
    import django

    django.setup()


def folder_make() -> None:
    """A data folder with the ledger, forty towns and enough entries for a bulk edit."""
    from bihuan.apps.ledgers.folders import folder_init
    from bihuan.apps.ledgers.services import entry_add, ledger_install
    from bihuan.apps.units.services import units_store
    from bihuan.apps.units.workbook import UnitRow
    from bihuan.packs.schema import Ledger

    actor = console("试验")
    folder_init(folder=Path(os.environ["BIHUAN_DIR"]), packs=[], units=None, actor=actor)
    units_store(
        rows=[UnitRow("C", "试验县", "county", ""), *(UnitRow(f"T{n:02d}", f"{n}号镇", "town", "C") for n in range(40))]
    )
    ledger_install(ledger=Ledger.model_validate(LEDGER), actor=actor)
    for number in range(60):
        values = {"case_no": f"first-{number}", "filed_on": "2024-03-01"}
        entry_add(ledger="kill_cases", unit=f"T{number % 40:02d}", values=values, actor=actor)


def told_text(told: Told) -> str:
    """The lines again, one a fact."""
    lines = [f"entry {entry} {token}" for token, entry in told.entries.items()]
    lines += [f"bulk {count} {token}" for token, count in told.batches.items()]
    return "\n".join(lines + [f"struck {entry} -" for entry in sorted(told.struck)])


def folder_check() -> None:
    """Print ``lost half faults``: what was acknowledged and is gone, edits on some of their entries only, faults of the chain."""
    from collections import Counter

    from bihuan.apps.ledgers.audit import chain_walk
    from bihuan.apps.ledgers.models import Event
    from bihuan.apps.ledgers.replay import changes_read
    from bihuan.apps.ledgers.selectors import ledger_model

    told = Told()
    for line in Path(os.environ["BIHUAN_TOLD"]).read_text("utf-8").split("\n"):
        told.read(line)
    rows = ledger_model("kill_cases")._default_manager
    stored = dict(rows.values_list("case_no", "pk"))
    struck = set(rows.filter(state="struck").values_list("pk", flat=True))
    edits: Counter[str] = Counter()
    for text in Event.objects.filter(subject="kill_cases", entry_id__isnull=False).values_list("changes", flat=True):
        note = (changes_read(text) or {}).get("note")
        if note and note[1]:
            edits[note[1]] += 1
    lost = sum(stored.get(token) != entry for token, entry in told.entries.items()) + len(told.struck - struck)
    lost += sum(token not in edits for token in told.batches)
    half = sum(edits[token] != count for token, count in told.batches.items() if token in edits)
    half += sum(count != 40 for token, count in edits.items() if token not in told.batches)
    print(lost, half, len(chain_walk()))
