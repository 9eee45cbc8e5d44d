"""The index of this data folder: opened once a process, seen anew when it was written, made anew when it is lost."""

import threading
from contextlib import AbstractContextManager
from pathlib import Path

from django.conf import settings

from bihuan.apps.library.alone import alone
from bihuan.apps.library.models import LibraryDocument
from bihuan.datamodel import BihuanError
from bihuan.search.finding import Finder
from bihuan.search.index import Indexes, index_busy, indexes_empty, indexes_make, indexes_open

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


def index_alone(patience: float = 0) -> AbstractContextManager[None]:
    """Who makes or writes the index is alone; ``search.busy`` where another still does after so many seconds."""
    return alone("library-index", index_busy(), patience)


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
