"""Feeds files to a worker, with a clock beside it; a worker that hangs or dies is replaced, and the file is told of."""

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bihuan.limited.process import LEAN

SECONDS = 10.0
MEMORY = 512 * 2**20
WORKER = "hostile.worker"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``defect`` is empty when it ended in a result or a named error within time and memory."""

    readings: int = 0
    chars: int = 0
    codes: Sequence[str] = ()
    what: str = ""
    defect: str = ""
    seconds: float = 0.0
    peak: int = 0
    grown: int = 0

    @property
    def code(self) -> str:
        """The named error of a file of which nothing was read."""
        return "" if self.readings else next(iter(self.codes), "")


class Watch:
    """One worker at a time, started when first needed; its files of its own lie in ``place``."""

    def __init__(self, place: Path, worker: str = WORKER) -> None:
        self._place = place
        self._module = worker
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
        """End the worker and what it started; the next file gets a new one."""
        if self._worker is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._worker.pid, signal.SIGKILL)
            self._worker.communicate()
            self._worker = None

    def _ready(self) -> subprocess.Popen[str]:
        if self._worker is None:
            self._worker = subprocess.Popen(
                [sys.executable, "-B", "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=self._place,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                    "TMPDIR": str(self._place),
                    **LEAN,
                },
                start_new_session=True,
            )
        return self._worker


def _judged(outcome: Outcome) -> Outcome:
    if not outcome.defect and outcome.peak > MEMORY:
        return replace(outcome, defect=f"{outcome.peak // 2**20} MiB of memory")
    return outcome
