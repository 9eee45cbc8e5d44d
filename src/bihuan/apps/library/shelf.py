"""The index of this data folder: opened once a process, seen anew when it was written, made anew when it is lost."""

import math
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from bihuan.apps.library.alone import alone
from bihuan.apps.library.models import LibraryDocument
from bihuan.datamodel import BihuanError
from bihuan.search.finding import Finder
from bihuan.search.index import Indexes, index_busy, index_unusable, indexes_empty, indexes_make, indexes_open
from bihuan.search.wholeness import Guard

_EVERY: Final = 1.0  # seconds between two looks at the files
_Stamp = tuple[object, ...]


@dataclass(slots=True)
class _Held:
    """The index as this process has it open; the first of its stamp says which making of it that is."""

    stamp: _Stamp
    indexes: Indexes
    finder: Finder
    guard: Guard
    looked: float = -math.inf
    sound: bool = True

    def whole(self) -> bool:
        """Whether its files are as they were; looked at no oftener than each second."""
        now = time.monotonic()
        if now - self.looked >= _EVERY:
            self.looked, self.sound = now, self.guard.whole()
        return self.sound


_held: dict[Path, _Held] = {}
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
        if held is None or held.stamp[0] != seen[0]:
            held = _opened(folder, seen)
        elif held.stamp != seen:
            held.finder, held.stamp = Finder(held.indexes), seen
        if held is None:
            return Finder(indexes_empty())
        _held[folder] = held
        if not held.whole():
            raise index_unusable()
        return held.finder


def _opened(folder: Path, seen: _Stamp) -> _Held | None:
    """The index as this process sees it from now on; None of a library that holds nothing yet."""
    _held.pop(folder, None)
    try:
        indexes = indexes_open(folder)
        return _Held(seen, indexes, Finder(indexes), Guard(folder))
    except BihuanError:
        if LibraryDocument.objects.exists():
            raise
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
    """An empty index; every document waits for it, and is known to before the index is empty."""
    LibraryDocument.objects.exclude(indexed="").update(indexed="")
    with _lock:
        _held.pop(index_folder(), None)
        return indexes_make(index_folder())


def _stamp(folder: Path) -> _Stamp:
    """Which making of the index, and which state of it."""

    def of(name: str) -> int:
        try:
            return (folder / name).stat().st_mtime_ns
        except OSError:
            return 0

    return of("made.json"), of("pieces/meta.json"), of("facts/meta.json")
