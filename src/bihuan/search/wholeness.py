"""Whether the files of an index are as they were written. A few bytes that a bad disk changed open well and answer wrongly; each file ends
with a checksum of itself that nobody looks at otherwise."""

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_TAIL: Final = struct.Struct("<II")  # how long the foot before it is, and the sign that it is one
_SIGN: Final = 1337
_FOOT_MOST: Final = 10_000
_CHUNK: Final = 1 << 20


def indexes_whole(folder: Path) -> bool:
    """Whether every file of both indexes of a folder is whole; a gigabyte takes about a second. Nobody may write meanwhile."""
    try:
        return all(_whole(file) for name in ("pieces", "facts") for file in _files(folder / name))
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False


def _files(folder: Path) -> Iterator[Path]:
    """The files of the segments that the index consists of: what a killed writer left besides is none of it."""
    told = json.loads((folder / "meta.json").read_bytes())
    segments = {segment["segment_id"].replace("-", "") for segment in told["segments"]}
    for file in sorted(folder.iterdir()):
        if file.name.partition(".")[0] in segments:
            yield file


def _whole(file: Path) -> bool:
    with file.open("rb") as stream:
        size = file.stat().st_size - _TAIL.size
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
