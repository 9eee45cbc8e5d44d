"""The demo county for whoever sets a folder up: built by the command in a process of its own, beside the ledgers and never in them."""

import json
import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings

from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell, untold

FOLDER, MARKER, ACCOUNTS = "示范县", "demo.json", "示范账号.txt"
HANDED_ON = ("BIHUAN_PACKS", "BIHUAN_SQL")  # settings of this process that hold for the command too
SAID = "错误："  # how the command begins its one line
_building = threading.Lock()


def county_place() -> Path:
    """Where it is built: a folder of its own in the data folder."""
    place: Path = settings.BIHUAN.dir.resolve() / FOLDER
    return place


def county_building() -> bool:
    """Whether it is being built now."""
    return _building.locked()


def county_there() -> bool:
    """Whether it stands there, whole."""
    return not county_building() and (county_place() / MARKER).is_file()


def county_opening() -> str:
    """The command that opens it."""
    return f"bihuan serve --dir {shlex.quote(str(county_place()))} --port 8001"


def demo_county_build(*, actor: Actor, tell: Tell = untold) -> Path:
    """Build the county and say where it lies; whatever fails, nothing half-made is left and the reason is an error."""
    actor.require(Right.PACKS)
    place = county_place()
    if not _building.acquire(blocking=False):
        raise BihuanError("demo.building", "示范县正在建", hint="等它建好")
    try:
        if (place / MARKER).is_file():
            raise BihuanError("demo.there", "示范县已经建好了", where=str(place), hint="要重建，先删掉这个文件夹")
        tell(0, 0, "准备示范县")
        status, said = command_run(place, tell)
    finally:
        _building.release()
    if status:
        why = said.strip().rpartition("\n")[2].removeprefix(SAID) or f"程序中途停了（{status}）"
        raise BihuanError("demo.failed", f"示范县没有建成：{why}", hint="这里的台账没有动")
    return place


def command_run(place: Path, tell: Tell) -> tuple[int, str]:
    """``bihuan demo`` to its end: status, and what it said on standard error. If this process ends first, the next word fails it."""
    command = [
        sys.executable,
        "-P",
        "-X",
        "utf8",
        "-m",
        "bihuan.cli",
        "demo",
        "--no-serve",
        "--steps",
        "--dir",
        str(place),
    ]
    command += ["--scale", str(settings.BIHUAN.demo_scale)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_") or name in HANDED_ON}
    with TemporaryFile("w+", encoding="utf-8") as errors:
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8", env=kept
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                done, total, what = json.loads(line)
                tell(done, total, what)
        errors.seek(0)
        return process.returncode, errors.read()
