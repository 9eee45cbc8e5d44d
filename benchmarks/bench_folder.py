"""``bihuan read FOLDER`` on two cores beside one: the real command, start-up and all, in turn, on a folder of varied reports."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import docx_save, varieties
from benchmarks.rows import BenchRow
from bihuan.limited.crew import cores

FILES = 600
CHARS = 5_000  # of each: the usual length of a bureau's report
DOCX_EVERY = 6
PAIRS = 3
BAR = 1.8


def run() -> list[BenchRow]:
    """The median of the pairs' ratios: what else the machine does changes less within a pair than between pairs."""
    if cores() < 2:
        return []
    with tempfile.TemporaryDirectory(prefix="bihuan-bench-") as name:
        folder = folder_written(Path(name))
        seconds([str(folder), "--jobs", "2"])  # compiled and in the file cache from here on
        pairs = [tuple(seconds([str(folder), "--jobs", jobs]) for jobs in ("1", "2")) for _ in range(PAIRS)]
    ratio = statistics.median(one / two for one, two in pairs)
    one, two = (statistics.median(column) for column in zip(*pairs, strict=True))
    return [
        BenchRow(
            f"folder of {FILES} reports of {CHARS:,} characters, two cores ÷ one",
            f"{ratio:.2f} ×",
            f"{one:.1f} s on one, {two:.1f} s on two",
            f"≥ {BAR:g} ×",
            ratio >= BAR,
        )
    ]


def folder_written(folder: Path) -> Path:
    """Text files, and a Word file every few."""
    for number, text in enumerate(varieties(FILES, CHARS)):
        if number % DOCX_EVERY:
            (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        else:
            docx_save(text, folder / f"{number:04}.docx")
    return folder


def seconds(words: list[str]) -> float:
    """How long the command takes; one that fails stops the benchmark."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "bihuan.cli", "read", *words, "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return time.perf_counter() - begun
