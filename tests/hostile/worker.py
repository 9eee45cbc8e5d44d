"""A long-lived reader: paths on standard input, one JSON line each on standard output. It reports itself and never hides a defect.

Its heap is bounded as a limited child's is, so that a file which would be stopped there is a failure here.
"""

import json
import resource
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from bihuan.commitments import Reading, report_read
from bihuan.datamodel import BihuanError

MEMORY = 512 * 2**20


def serve(read: Callable[[Path], Reading]) -> None:
    """Answer until standard input ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        print(json.dumps(outcome(read, Path(line.rstrip("\n")))), flush=True)


def outcome(read: Callable[[Path], Reading], path: Path) -> dict[str, Any]:
    """What became of one file: ``code`` of the named error or empty, ``defect`` a traceback or empty, seconds, peak bytes."""
    _peak_reset()
    started = time.perf_counter()
    code = what = defect = ""
    chars = 0
    try:
        reading = read(path)
        _usable(reading)
        chars = reading.source.chars
    except BihuanError as error:
        code, what = error.code, str(error)
    except Exception:
        defect = traceback.format_exc()
    seconds = time.perf_counter() - started
    return {"code": code, "what": what, "defect": defect, "chars": chars, "seconds": seconds, "peak": _peak()}


def _usable(reading: Reading) -> None:
    """A result can be written as ``bihuan read`` writes it, and speaks only of what is in the text."""
    json.dumps(reading.to_json(), default=str, ensure_ascii=False).encode()
    reading.text.encode()
    for report in reading.documents:
        for one in (report, *report.sections, *report.quantities, *report.commitments):
            if not 0 <= one.start <= one.end <= len(reading.text):
                raise ValueError(f"{one.start}..{one.end} is no place in a text of {len(reading.text)}")


def _peak_reset() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    """The most memory resident since the reset; since the start where there is no /proc."""
    with suppress(OSError):
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    serve(report_read)
