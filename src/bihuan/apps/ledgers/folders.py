"""The data folder: made beside its place and put there whole, or brought up to date where it stands."""

import json
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bihuan import __version__
from bihuan.apps.ledgers.installs import packs_install
from bihuan.apps.ledgers.services import units_import
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

MARKER = "bihuan.json"
SUBFOLDERS = ("originals", "out", "packs", "snapshots")


def folder_init(*, folder: Path, packs: Sequence[Path], units: Path | None, actor: Actor) -> list[str]:
    """Make the data folder, or bring an existing one up to date; returns the ledgers installed now.

    A new folder is built beside its place and renamed: whatever fails, nothing half-made is left.
    """
    if (folder / MARKER).is_file():
        folder_use(folder)
        return folder_fill(packs, units, actor)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BihuanError(
            "folder.not_empty", "这里已有别的文件，不能建立数据文件夹", where=str(folder), hint="换一个空的位置"
        )
    return folder_create(folder, packs, units, actor)


def folder_create(folder: Path, packs: Sequence[Path], units: Path | None, actor: Actor) -> list[str]:
    """Build the folder beside its place, then rename it."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = folder.parent / f".{folder.name}.{os.getpid()}.making"
    shutil.rmtree(making, ignore_errors=True)
    try:
        for name in SUBFOLDERS:
            (making / name).mkdir(parents=True)
        folder_use(making)
        ledgers = folder_fill(packs, units, actor)
        connection.close()
        key = making / "secret_key"
        key.touch(mode=0o600)
        key.write_text(settings.SECRET_KEY, encoding="ascii")
        marker = {"bihuan": __version__, "made": datetime.now(UTC).isoformat(timespec="seconds")}
        (making / MARKER).write_text(json.dumps(marker) + "\n", encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    except BaseException:
        connection.close()
        shutil.rmtree(making, ignore_errors=True)
        raise
    finally:
        folder_use(folder)
    return ledgers


def folder_fill(packs: Sequence[Path], units: Path | None, actor: Actor) -> list[str]:
    """Migrate the database, install packs, import units."""
    call_command("migrate", verbosity=0, interactive=False)
    ledgers = packs_install(folders=packs, actor=actor) if packs else []
    if units is not None:
        units_import(path=units, actor=actor)
    return ledgers


def folder_use(folder: Path) -> None:
    """Point this process at a data folder: settings, and SQLite's file where the database is one."""
    connection.close()
    settings.BIHUAN.dir = folder
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(folder / "bihuan.sqlite3")
