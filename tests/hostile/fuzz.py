"""Mutated files by the thousand: each ends in a result or a documented named error within 10 s and 512 MiB, or is a defect.

``PYTHONPATH=tests python -m hostile.fuzz --count 10000 --seed 1 [--format docx] [--jobs N] [--keep FOLDER]`` prints one line a format and
every defect, and keeps the files that showed one; the exit status is 1 when there was any. ``--number N`` reads one file again.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from queue import SimpleQueue

from rich.console import Console
from rich.progress import track

from bihuan.limited.limits import USUAL
from bihuan.limited.reading import limits_for
from hostile.mutants import FAMILIES, Mutant, mutant, numbers
from hostile.tally import Result, Tally
from hostile.verdict import caged, judged
from hostile.watch import WORKER, Outcome, Watch

CAGED_EVERY = 50


def main(arguments: list[str] | None = None) -> int:
    """Run, print, and tell by the exit status."""
    asked = _asked(arguments)
    wanted = [asked.number]
    if asked.number is None:
        wanted = list(numbers(asked.count, asked.seed, frozenset(asked.format)))
    tally, make = Tally(), partial(mutant, seed=asked.seed)
    results = fuzzed(wanted, make, jobs=asked.jobs, caged_every=asked.caged_every, worker=asked.worker)
    for result in track(results, total=len(wanted), console=Console(stderr=True), disable=not sys.stderr.isatty()):
        tally.add(result)
        if result.defect:
            _told(result, asked)
    print(tally)
    return 1 if tally.defects else 0


def _told(result: Result, asked: argparse.Namespace) -> None:
    print(result, file=sys.stderr, flush=True)
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
        (asked.keep / f"{asked.seed}-{result.mutant.name}").write_bytes(result.mutant.data)


def fuzzed(
    wanted: Iterable[int],
    make: Callable[[int], Mutant] = mutant,
    *,
    jobs: int = 1,
    caged_every: int = 0,
    worker: str = WORKER,
    seconds: float | None = None,
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

        def one(number: int) -> Result:
            made = make(number)
            if not made.data:
                return Result(made, None)
            outcome = _read(made, place / made.name, watches, seconds or _clock(made.data))
            if caged_every and number % caged_every == 0 and not outcome.defect:
                outcome = caged(made, outcome)
            return Result(made, outcome)

        yield from pool.imap(one, wanted)


def _clock(data: bytes) -> float:
    """The seconds that a mutant may take: the usual ones, whatever a caller may grant to a scan; LibreOffice needs more."""
    limits = limits_for(data)
    return limits.seconds if limits.programs else USUAL.seconds


def _read(made: Mutant, path: Path, watches: SimpleQueue[Watch], seconds: float) -> Outcome:
    path.write_bytes(made.data)
    watch = watches.get()
    try:
        return judged(watch.read(path, seconds=seconds))
    finally:
        watches.put(watch)
        path.unlink()


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hostile.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other files")
    parser.add_argument("--number", type=int, help="only the file of this number")
    parser.add_argument("--format", action="append", default=[], choices=[family.format for family in FAMILIES])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="workers at a time")
    parser.add_argument(
        "--caged-every", type=int, default=CAGED_EVERY, help="of so many files one is read in the cage too; 0: none"
    )
    parser.add_argument("--worker", default=WORKER, help="the module that reads, for trying the fuzzer itself")
    parser.add_argument("--keep", type=Path, help="a folder for the files that show a defect")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
