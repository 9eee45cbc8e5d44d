"""Memory while ``bihuan read FOLDER`` goes through 30,000 documents: the largest of its processes, at a tenth, at half, at the end."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import varieties
from benchmarks.rows import BenchRow

FILES = 30_000
CHARS = 1_000
VARIETIES = 1_000
MIB_BAR = 400
GROWTH_BAR = 1.1  # the most held by the end over the most held by half


def run() -> list[BenchRow]:
    """The kernel's own count of the most that any process has held so far."""
    if not Path("/proc/self/status").exists():  # only Linux tells
        return []
    with tempfile.TemporaryDirectory(prefix="bihuan-bench-") as name:
        tenth, half, end = peaks(folder_written(Path(name)), (FILES // 10, FILES // 2, FILES - 100))
    return [
        BenchRow(
            f"memory over {FILES:,} documents, the largest process",
            f"{end:.0f} MiB, {end / half:.2f} × of half way",
            f"{tenth:.0f} MiB at a tenth, {half:.0f} MiB at half",
            f"≤ {MIB_BAR} MiB, ≤ {GROWTH_BAR:g} ×",
            end <= MIB_BAR and end <= GROWTH_BAR * half,
        )
    ]


def folder_written(folder: Path) -> Path:
    """Many names for fewer files."""
    for number, text in enumerate(varieties(VARIETIES, CHARS)):
        first = folder / f"{number:05}.txt"
        first.write_text(text, encoding="utf-8")
        for copy in range(number + VARIETIES, FILES, VARIETIES):
            (folder / f"{copy:05}.txt").hardlink_to(first)
    return folder


def peaks(folder: Path, marks: tuple[int, ...]) -> Iterator[float]:
    """MiB of the largest process when so many documents have come out."""
    command = [sys.executable, "-m", "bihuan.cli", "read", str(folder), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reader:
        assert reader.stdout
        for count, _ in enumerate(reader.stdout, 1):
            if count in marks:
                yield max(map(_mib, _family(reader.pid)))


def _family(pid: int) -> list[int]:
    """A process and its workers."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    return [pid, *(int(child) for listed in children for child in listed.read_text().split())]


def _mib(pid: int) -> float:
    """The most memory that a process has held: VmHWM, in KiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
