"""Mutated files by the thousand: each ends in a result or a documented named error within 10 s and 512 MiB, or is a defect.

``PYTHONPATH=tests python -m hostile.fuzz --count 10000 --seed 1 [--format docx] [--jobs N] [--keep FOLDER]`` prints one line a format and
every defect, and keeps the files that showed one; the exit status is 1 when there was any. ``--number N`` reads one file again.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from queue import SimpleQueue

from rich.console import Console
from rich.progress import track

from bihuan.limited.reading import limits_for
from hostile.mutants import FAMILIES, mutant, numbers
from hostile.tally import Result, Tally
from hostile.verdict import caged, judged
from hostile.watch import WORKER, Watch

CAGED_EVERY = 50


def main(arguments: list[str] | None = None) -> int:
    """Run, print, and tell by the exit status."""
    asked = _asked(arguments)
    wanted = (
        [asked.number] if asked.number is not None else list(numbers(asked.count, asked.seed, frozenset(asked.format)))
    )
    tally = Tally()
    results = fuzzed(wanted, asked.seed, jobs=asked.jobs, caged_every=asked.caged_every)
    for result in track(results, total=len(wanted), console=Console(stderr=True), disable=not sys.stderr.isatty()):
        tally.add(result)
        if asked.keep and result.outcome and result.outcome.defect:
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / f"{asked.seed}-{result.mutant.name}").write_bytes(result.mutant.data)
    print(tally)
    return 1 if tally.defects else 0


def fuzzed(
    wanted: Iterable[int], seed: int, *, jobs: int, caged_every: int = CAGED_EVERY, worker: str = WORKER
) -> Iterator[Result]:
    """Make and read the mutants of these numbers, in their order; each of ``caged_every`` also as a stranger's file."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bihuan-fuzz-")))
        watches: SimpleQueue[Watch] = SimpleQueue()
        for number in range(jobs):
            (own := place / f"worker{number}").mkdir()
            watches.put(watch := Watch(own, worker))
            stack.callback(watch.close)
        pool = stack.enter_context(ThreadPool(jobs))
        one = partial(_one, watches=watches, place=place, seed=seed, caged_every=caged_every)
        yield from pool.imap(one, wanted)


def _one(number: int, *, watches: SimpleQueue[Watch], place: Path, seed: int, caged_every: int) -> Result:
    made = mutant(number, seed)
    if not made.data:
        return Result(made, None)
    path = place / made.name
    path.write_bytes(made.data)
    watch = watches.get()
    try:
        outcome = judged(watch.read(path, seconds=limits_for(made.data).seconds))
    finally:
        watches.put(watch)
        path.unlink()
    if caged_every and number % caged_every == 0 and not outcome.defect:
        outcome = caged(made, outcome)
    return Result(made, outcome)


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hostile.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other files")
    parser.add_argument("--number", type=int, help="only the file of this number")
    parser.add_argument("--format", action="append", default=[], choices=[family.format for family in FAMILIES])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="workers at a time")
    parser.add_argument(
        "--caged-every", type=int, default=CAGED_EVERY, help="read each so manieth in the cage too; 0: none"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the files that show a defect")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
