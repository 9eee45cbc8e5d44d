"""Returned workbooks, kept for a day in the data folder for whoever sent the original."""

import hashlib
import re
import secrets
import time
from pathlib import Path

from django.conf import settings

from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

KEPT = 24 * 3600  # seconds


def return_keep(actor: Actor, data: bytes) -> str:
    """Keep a workbook; returns the key that only this actor can fetch it by."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    for old in place.glob("*.xlsx"):
        if old.stat().st_mtime < time.time() - KEPT:
            old.unlink(missing_ok=True)
    key = secrets.token_hex(16)
    file_of(actor, key).write_bytes(data)
    return key


def return_read(actor: Actor, key: str) -> bytes:
    """The workbook; another's is as unknown as one that is not there."""
    file = file_of(actor, key) if re.fullmatch("[0-9a-f]{32}", key) else None
    if file is None or not file.is_file():
        raise BihuanError("returned.unknown", "没有这份退回的工作簿，可能已过一天", hint="重新导入一次")
    return file.read_bytes()


def folder() -> Path:
    """Where they lie."""
    place: Path = settings.BIHUAN.dir / "returned"
    return place


def file_of(actor: Actor, key: str) -> Path:
    """The file of a key and an actor."""
    return folder() / f"{hashlib.sha256(f'{actor.name} {key}'.encode()).hexdigest()}.xlsx"
