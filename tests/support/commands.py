"""The console script as a person runs it: a process of its own, its exit status, what it printed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from support.once import own_environment


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
