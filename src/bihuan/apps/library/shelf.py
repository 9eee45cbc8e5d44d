"""The index of this data folder: opened once a process, seen anew when it was written, made anew when it is lost."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files import locks

from bihuan.apps.library.models import LibraryDocument
from bihuan.datamodel import BihuanError
from bihuan.search.finding import Finder
from bihuan.search.index import Indexes, index_busy, indexes_empty, indexes_make, indexes_open

_EVERY: Final = 0.1  # seconds between two tries to be alone
_held: dict[Path, tuple[tuple[object, ...], Indexes, Finder]] = {}
_lock = threading.Lock()


def index_folder() -> Path:
    """Where the index stands."""
    folder: Path = settings.BIHUAN.dir / "library-index"
    return folder


def finder() -> Finder:
    """The newest state of the index; ``search.index`` while there is none that can be read."""
    folder = index_folder()
    seen = _stamp(folder)
    with _lock:
        held = _held.get(folder)
        if held and held[0] == seen:
            return held[2]
        _held.pop(folder, None)
        if held and held[0][0] == seen[0] and (newer := _newer(held[1])):
            _held[folder] = (seen, held[1], newer)
            return newer
        try:
            indexes = indexes_open(folder)
        except BihuanError:
            if LibraryDocument.objects.exists():
                raise
            return Finder(indexes_empty())
        _held[folder] = (seen, indexes, Finder(indexes))
        return _held[folder][2]


def _newer(indexes: Indexes) -> Finder | None:
    """The newest state as seen by who had an older one; who cannot read it opens all anew, and learns what is wrong."""
    try:
        return Finder(indexes)
    except BihuanError:
        return None


@contextmanager
def index_alone(patience: float = 0) -> Iterator[None]:
    """Who makes or writes the index is alone; ``search.busy`` where another still does after so many seconds. It ends with its process."""
    until = time.monotonic() + patience
    with (settings.BIHUAN.dir / "library-index.lock").open("ab") as file:
        while not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            if time.monotonic() >= until:
                raise index_busy()
            time.sleep(_EVERY)
        try:
            yield
        finally:
            locks.unlock(file)


def indexes() -> Indexes:
    """The index to write to, for who is alone; made anew, and every document with it, when there is none that can be read."""
    try:
        return indexes_open(index_folder())
    except BihuanError:
        return indexes_anew()


def indexes_anew() -> Indexes:
    """An empty index; every document waits for it."""
    with _lock:
        _held.pop(index_folder(), None)
        made = indexes_make(index_folder())
    LibraryDocument.objects.exclude(indexed="").update(indexed="")
    return made


def _stamp(folder: Path) -> tuple[object, ...]:
    """Which making of the index, and which state of it."""

    def of(name: str) -> int:
        try:
            return (folder / name).stat().st_mtime_ns
        except OSError:
            return 0

    return of("made.json"), of("pieces/meta.json"), of("facts/meta.json")
