"""A long-lived reader: paths on standard input, one JSON line each on standard output. It reports itself and never hides a defect.

Its heap is bounded as a limited child's is, so that a file which would be stopped there is a failure here.
"""

import json
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from bihuan.commitments import Reading, report_read, reports_read
from bihuan.datamodel import BihuanError

MEMORY = 512 * 2**20


Reads = Callable[[Path], Iterable[Reading | BihuanError]]


def serve(read: Reads) -> None:
    """Answer until standard input ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        print(json.dumps(outcome(read, Path(line.rstrip("\n")))), flush=True)


def read_all(path: Path) -> Iterable[Reading | BihuanError]:
    """The file, or every file of a zip of several."""
    try:
        return [report_read(path)]
    except BihuanError as error:
        return reports_read(path) if error.code == "read.several_files" else [error]


def outcome(read: Reads, path: Path) -> dict[str, Any]:
    """What became of one file: readings and characters, named errors, a traceback or empty, seconds, peak bytes and how many were new."""
    before = _peak_reset()
    started = time.perf_counter()
    errors: list[BihuanError] = []
    readings = chars = 0
    defect = ""
    try:
        for one in read(path):
            if isinstance(one, BihuanError):
                errors.append(one)
                continue
            _usable(one)
            readings, chars = readings + 1, chars + one.source.chars
    except Exception:
        defect = traceback.format_exc()
    return {
        "readings": readings,
        "chars": chars,
        "codes": [error.code for error in errors],
        "what": " ".join(map(str, errors)),
        "defect": defect,
        "seconds": time.perf_counter() - started,
        "peak": (peak := _peak()),
        "grown": peak - before,
    }


def _usable(reading: Reading) -> None:
    """A result can be written as ``bihuan read`` writes it, and speaks only of what is in the text."""
    json.dumps(reading.to_json(), default=str, ensure_ascii=False).encode()
    reading.text.encode()
    for report in reading.documents:
        for one in (report, *report.sections, *report.quantities, *report.commitments):
            if not 0 <= one.start <= one.end <= len(reading.text):
                raise ValueError(f"{one.start}..{one.end} is no place in a text of {len(reading.text)}")


def _peak_reset() -> int:
    """Forget the peak; what is resident now."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return _peak()


def _peak() -> int:
    """The most memory resident since the reset; since the start where there is no /proc."""
    with suppress(OSError):
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    serve(read_all)
