"""Feeds files to a worker, with a clock beside it; a worker that hangs or dies is replaced, and the file is told of."""

import json
import selectors
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 10.0
MEMORY = 512 * 2**20
_WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``defect`` is empty when it ended in a result or a named error within time and memory."""

    code: str = ""
    what: str = ""
    defect: str = ""
    chars: int = 0
    seconds: float = 0.0
    peak: int = 0


class Watch:
    """One worker at a time, started when first needed; its files of its own lie in ``place``."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._worker: subprocess.Popen[str] | None = None

    def read(self, path: Path, *, seconds: float = SECONDS) -> Outcome:
        """Let the worker read one file."""
        worker = self._ready()
        assert worker.stdin and worker.stdout
        worker.stdin.write(f"{path}\n")
        worker.stdin.flush()
        with selectors.DefaultSelector() as ready:
            ready.register(worker.stdout, selectors.EVENT_READ)
            if not ready.select(seconds):
                self.close()
                return Outcome(defect=f"no end within {seconds:g} s", seconds=seconds)
        line = worker.stdout.readline()
        if not line:
            status = worker.wait()
            self.close()
            return Outcome(defect=f"the worker died with status {status}")
        return _judged(Outcome(**json.loads(line)))

    def close(self) -> None:
        """End the worker; the next file gets a new one."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None

    def _ready(self) -> subprocess.Popen[str]:
        if self._worker is None:
            self._worker = subprocess.Popen(
                [sys.executable, "-B", str(_WORKER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=self._place,
            )
        return self._worker


def _judged(outcome: Outcome) -> Outcome:
    if not outcome.defect and outcome.peak > MEMORY:
        return Outcome(**{**_fields(outcome), "defect": f"{outcome.peak // 2**20} MiB of memory"})
    return outcome


def _fields(outcome: Outcome) -> dict[str, object]:
    return {name: getattr(outcome, name) for name in Outcome.__slots__}
