"""Files that stand in a watched folder: which may be documents, and which were taken in as they are."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from bihuan.apps.library.arriving import Arrived, below
from bihuan.apps.library.models import LibraryDocument, WatchedFile

Stamp = tuple[int, int]  # bytes, and when it was changed in nanoseconds


class Dropped(NamedTuple):
    """A file as it stood when it was looked at."""

    path: Path
    name: str
    stamp: Stamp

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return hashlib.sha256(os.fsencode(self.path)).hexdigest()

    def steady(self) -> bool:
        """Whether it stands there still, just so."""
        return stamp_of(self.path) == self.stamp


def files_dropped(folder: Path) -> list[Dropped]:
    """What stands in a folder. Links are passed over: they may lead to what nobody means to give."""
    os.scandir(folder).close()  # below() is silent about a folder that cannot be opened
    found = ((path, name, stamp_of(path)) for path, name in below(folder) if not path.is_symlink())
    return sorted(Dropped(path, name, stamp) for path, name, stamp in found if stamp)


def stamp_of(path: Path) -> Stamp | None:
    """How large a file is and when it was changed; None where it is gone."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns


def stamps_known(keys: Sequence[str] | None = None) -> dict[str, Stamp]:
    """What was taken in, by key; of these keys or of all."""
    rows = WatchedFile.objects.values_list("key", "size", "changed")
    if keys is not None:
        rows = rows.filter(key__in=keys)
    return {key: (size, changed) for key, size, changed in rows.iterator()}


@transaction.atomic
def files_remember(files: Iterable[Dropped], arrived: Arrived) -> None:
    """Remember what was taken; what came in before from the same file is an earlier version of it."""
    taken = {one.key: one for one in files if one.path in set(arrived.taken)}
    before = {row.key: row for row in _rows(sorted(taken))}
    new = {row.source: row for row in arrived.rows}
    for key, one in taken.items():
        row = before.get(key) or WatchedFile(key=key)
        document = new.get(one.name[-500:])
        if document and row.document_id:
            LibraryDocument.objects.filter(pk=row.document_id).update(newer=document)
        row.size, row.changed = one.stamp
        row.document = document or row.document
        row.save()


def _rows(keys: Sequence[str]) -> list[WatchedFile]:
    return list(WatchedFile.objects.select_related("document").filter(key__in=keys))
