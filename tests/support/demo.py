"""One small demo county: built once by the command itself; each process of a test run works on its own copy."""

import atexit
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from support.once import made_once, own_environment

SCALE = "0.05"  # about 4,000 entries


class Account(NamedTuple):
    """A line of the demo's file of accounts."""

    login: str
    password: str
    name: str
    unit: str
    role: str


class Built(NamedTuple):
    """Where the county lies and what the command said."""

    folder: Path
    output: str
    errors: str

    @property
    def accounts(self) -> list[Account]:
        """Who can log in."""
        lines = (self.folder / "示范账号.txt").read_text("utf-8").splitlines()[1:]
        return [Account(*line.split("\t")) for line in lines]

    def account(self, role: str, unit: str = "") -> Account:
        """The first person of a role, of that unit (its code) where one is given."""
        found = [one for one in self.accounts if one.role == role and unit in ("", one.unit)]
        assert found, (
            f"the demo county has nobody who is {role} of {unit or 'any unit'}: see CAST in bihuan/demo/people.py"
        )
        return found[0]


def bihuan(*arguments: str, timeout: int = 300) -> "subprocess.CompletedProcess[str]":
    """Run the console script in a process of its own, with no settings of this one."""
    command = [sys.executable, "-m", "bihuan.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=own_environment(), check=False)


def demo_made() -> Path:
    """The county that all processes of a run share, built on first use."""
    return made_once("demo", demo_build)


@cache
def demo_built() -> Built:
    """This process's copy of the county."""
    made = demo_made()
    place = Path(tempfile.mkdtemp(prefix="bihuan-demo-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    folder = shutil.copytree(made / "county", place / "county")
    return Built(folder, *((made / name).read_text("utf-8") for name in ("output", "errors")))


def demo_build(place: Path) -> None:
    """The county and what the command said."""
    done = bihuan("demo", "--no-serve", "--dir", str(place / "county"), "--scale", SCALE, timeout=480)
    assert done.returncode == 0, done.stderr
    (place / "output").write_text(done.stdout, "utf-8")
    (place / "errors").write_text(done.stderr, "utf-8")
