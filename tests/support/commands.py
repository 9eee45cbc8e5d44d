"""The console script as a person runs it: a process of its own, its exit status, what it printed."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from support.once import own_environment

T = TypeVar("T")


class Said(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON value that it must be."""
        return json.loads(self.out)


def bihuan(*words: object, folder: Path, before: Callable[[], None] | None = None, **environment: str) -> Said:
    """Run ``bihuan`` on a data folder; ``before`` runs in the child first (limits)."""
    done = subprocess.run(
        [sys.executable, "-m", "bihuan.cli", *map(str, words)],
        env={**own_environment(dir=str(folder)), **environment},
        preexec_fn=before,
        capture_output=True,
        text=True,
        cwd=folder.parent,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


@contextmanager
def running(*words: object, folder: Path, heard: bool = True, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    """A ``bihuan`` that goes on until it ends or the test has enough of it; one that is not ``heard`` may say as much as it likes."""
    command = [sys.executable, "-m", "bihuan.cli", *map(str, words)]
    own = {**own_environment(dir=str(folder)), **environment}
    out = subprocess.PIPE if heard else subprocess.DEVNULL
    process = subprocess.Popen(command, env=own, stdout=out, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def soon(told: Callable[[], T], seconds: float = 60) -> T:
    """What is true before long, else what it is then."""
    until = time.monotonic() + seconds
    while not (answer := told()) and time.monotonic() < until:
        time.sleep(0.2)
    return answer
