"""压缩包: a zip made while it is sent, nothing of it on disk and no more than a slice of it in memory.

Originals are packed already (docx, pdf), so nothing is compressed again.
"""

import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

SLICE: Final = 256 * 1024  # bytes
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The first piece at once, then slices: each that is sent costs the server a turn, however small it is."""
    waiting, begun = bytearray(), False
    for piece in pieces:
        waiting += piece
        if waiting and (not begun or len(waiting) >= SLICE):
            yield bytes(waiting)
            waiting, begun = bytearray(), True
    if waiting:
        yield bytes(waiting)


class _Sink:
    """Where the archive writes, and what it wrote is taken from. It cannot go back, so the archive never tries."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes, /) -> int:
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        written, self._written = bytes(self._written), bytearray()
        return written


class ZipStream:
    """A zip in the making: yield from ``file`` and ``text`` for each member, then from ``end``."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._archive = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_STORED, allowZip64=True)

    def file(self, name: str, path: Path) -> Iterator[bytes]:
        """A file under this name; ``OSError`` before anything is written where it cannot be opened."""
        with path.open("rb") as source:
            told = path.stat()
            info = zipfile.ZipInfo(name, max(time.localtime(told.st_mtime)[:6], _EARLIEST))
            info.file_size = told.st_size
            with self._archive.open(info, "w") as member:
                while data := source.read(SLICE):
                    member.write(data)
                    yield self._sink.taken()
        yield self._sink.taken()

    def text(self, name: str, data: bytes) -> Iterator[bytes]:
        """A small member at hand."""
        self._archive.writestr(zipfile.ZipInfo(name, time.localtime()[:6]), data)
        yield self._sink.taken()

    def end(self) -> Iterator[bytes]:
        """The directory that closes it."""
        self._archive.close()
        yield self._sink.taken()
