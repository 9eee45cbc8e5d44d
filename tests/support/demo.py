"""One small demo county for all tests of a process: built once by the command itself, thrown away at the end."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

SCALE = "0.05"  # about 4,000 entries


class Built(NamedTuple):
    """Where the county lies and what the command said."""

    folder: Path
    output: str
    errors: str


def bihuan(*arguments: str, timeout: int = 120) -> "subprocess.CompletedProcess[str]":
    """Run the console script in a process of its own, with no settings of this one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_")}
    command = [sys.executable, "-m", "bihuan.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment, check=False)


@cache
def demo_built() -> Built:
    """The county, built on first use."""
    place = Path(tempfile.mkdtemp(prefix="bihuan-demo-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    folder = place / "county"
    done = bihuan("demo", "--no-serve", "--dir", str(folder), "--scale", SCALE)
    assert done.returncode == 0, done.stderr
    return Built(folder, done.stdout, done.stderr)
