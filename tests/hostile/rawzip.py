"""Zips written byte by byte, so that they can say what no honest program would write."""

import struct
import zlib
from dataclasses import dataclass, field

_DATE = 0x5821  # 2024-01-01: the same bytes on every day


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``told_*`` override what the directory says, ``local_*`` what stands in front of the packed bytes."""

    name: bytes
    data: bytes = b""
    method: int = 8
    flags: int = 0
    attributes: int = 0
    local: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)


def zip_written(entries: list[Entry]) -> bytes:
    """A zip of these entries, each packed and followed by the directory."""
    out, directory = bytearray(), bytearray()
    for entry in entries:
        offset = len(out)
        packed = deflated(entry.data) if entry.method == 8 else entry.data
        values = {"crc": zlib.crc32(entry.data), "packed": len(packed), "size": len(entry.data), "method": entry.method}
        out += _local(entry, {**values, **entry.local}) + packed
        directory += _central(entry, {**values, "offset": offset, **entry.told})
    return bytes(out + directory + end_record(len(entries), len(directory), len(out)))


def deflated(data: bytes) -> bytes:
    """Raw deflate, as a zip holds it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def end_record(count: int, length: int, offset: int) -> bytes:
    """The record at the end of every zip."""
    few = min(count, 0xFFFF)
    return struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, few, few, length, offset, 0)


def _local(entry: Entry, values: dict[str, int]) -> bytes:
    return (
        struct.pack(
            "<4s5H3I2H",
            b"PK\x03\x04",
            20,
            entry.flags,
            values["method"],
            0,
            _DATE,
            values["crc"],
            values["packed"],
            values["size"],
            len(entry.name),
            0,
        )
        + entry.name
    )


def _central(entry: Entry, values: dict[str, int]) -> bytes:
    return (
        struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02",
            (3 << 8) | 20,
            20,
            entry.flags,
            values["method"],
            0,
            _DATE,
            values["crc"],
            values["packed"],
            values["size"],
            len(entry.name),
            0,
            0,
            0,
            0,
            entry.attributes,
            values["offset"],
        )
        + entry.name
    )
