"""Whether the files of an index are as they were written. A few bytes that a bad disk changed open well and answer wrongly; each file ends
with a checksum of itself that nobody looks at otherwise."""

import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

_TAIL: Final = struct.Struct("<II")  # how long the foot before it is, and the sign that it is one
_SIGN: Final = 1337
_FOOT_MOST: Final = 10_000
_CHUNK: Final = 1 << 20
_PARTS: Final = ("pieces", "facts")


def indexes_whole(folder: Path) -> bool:
    """Whether every file of both indexes of a folder is whole; a gigabyte takes about a second. Nobody may write meanwhile."""
    try:
        return all(file_whole(file) for name in _PARTS for file in _files(folder / name))
    except (OSError, ValueError, KeyError, TypeError):
        return False


class Guard:
    """Notices that a file of an index is another than it was: what is once written of an index never changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, tuple[int, int]] = {}
        self._found = dict.fromkeys(_PARTS, True)

    def whole(self) -> bool:
        """Whether all are as they were first seen."""
        return all(self._same(name) for name in _PARTS)

    def _same(self, part: str) -> bool:
        # What is being written just now cannot be looked at and is as it was found last; what is lost is met by who opens it.
        with suppress(OSError, ValueError, KeyError, TypeError):
            self._found[part] = all(self._known(file) for file in _files(self._folder / part))
        return self._found[part]

    def _known(self, file: Path) -> bool:
        told = file.stat()
        stamp = (told.st_size, told.st_mtime_ns)
        if self._seen.setdefault(file, stamp) != stamp:
            if not file_whole(file):
                return False
            self._seen[file] = stamp  # put there again as it was
        return True


def _files(folder: Path) -> Iterator[Path]:
    """The files of the segments that the index consists of: what a killed writer left besides is none of it."""
    told = json.loads((folder / "meta.json").read_bytes())
    segments = {segment["segment_id"].replace("-", "") for segment in told["segments"]}
    for file in sorted(folder.iterdir()):
        if file.name.partition(".")[0] in segments:
            yield file


def file_whole(file: Path) -> bool:
    """Whether a file agrees with its checksum."""
    with file.open("rb") as stream:
        size = file.stat().st_size - _TAIL.size
        if size < 0:
            return False
        stream.seek(size)
        foot, sign = _TAIL.unpack(stream.read(_TAIL.size))
        if sign != _SIGN or foot > min(size, _FOOT_MOST):
            return False
        stream.seek(size - foot)
        told = json.loads(stream.read(foot))
        stream.seek(0)
        return bool(_checksum(stream, size - foot) == told["crc"])


def _checksum(stream: BinaryIO, left: int) -> int:
    sum_ = 0
    while left:
        chunk = stream.read(min(left, _CHUNK))
        if not chunk:
            raise ValueError("shorter than it was")
        sum_, left = zlib.crc32(chunk, sum_), left - len(chunk)
    return sum_
