"""Originals: a file that comes in is kept as it is, under its SHA-256, before anything is read from it."""

import hashlib
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from bihuan.datamodel import BihuanError


def original_keep(path: Path) -> str:
    """Copy the file to ``originals/<sha256>`` of the data folder, on disk for certain; returns the digest."""
    folder: Path = settings.BIHUAN.dir / "originals"
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        target = folder / digest
        if not target.exists():
            source.seek(0)
            handle, name = tempfile.mkstemp(dir=folder, prefix=".incoming-")
            try:
                with os.fdopen(handle, "wb") as copy:
                    shutil.copyfileobj(source, copy)
                    copy.flush()
                    os.fsync(copy.fileno())
                Path(name).replace(target)
                folder_sync(folder)
            except BaseException:
                with suppress(OSError):
                    Path(name).unlink(missing_ok=True)
                raise
    return digest


def original_path(sha256: str) -> Path:
    """Where the original of that digest stands; a digest that no original has is a named error."""
    path: Path = settings.BIHUAN.dir / "originals" / sha256
    if not re.fullmatch("[0-9a-f]{64}", sha256) or not path.is_file():
        raise BihuanError("original.missing", "找不到这个文件的原件", where=sha256[:16], hint="请重新上传")
    return path


def folder_sync(folder: Path) -> None:
    """Make a rename in the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
