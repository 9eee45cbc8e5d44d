"""What is costly to make is made once for all processes of a test run; who changes it works on a copy."""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

SHARED = "TESTS_SHARED_FOLDER"  # the first process of a run names it, the workers inherit it


def shared_folder() -> Path:
    """A folder of this run, thrown away when its first process ends."""
    if SHARED not in os.environ:
        os.environ[SHARED] = tempfile.mkdtemp(prefix="bihuan-shared-")
        atexit.register(shutil.rmtree, os.environ[SHARED], ignore_errors=True)
    return Path(os.environ[SHARED])


def own_environment(**settings: str) -> dict[str, str]:
    """For a command of its own: this process's environment with none of Bihuan's settings but these, and one place for compiled SQL."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIHUAN_", "DJANGO_"))}
    given = {f"BIHUAN_{name.upper()}": value for name, value in settings.items()}
    return {**kept, "BIHUAN_SQL": str(shared_folder() / "sql"), **given}


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder that ``make`` fills: by whoever comes first, while the others wait. Nobody may change it."""
    place = shared_folder() / name
    with (shared_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            half = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=shared_folder()))
            make(half)
            half.rename(place)
    return place
