"""OLE compound files and the old Excel workbooks inside them, made by code (MS-CFB, MS-XLS)."""

import struct

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _LEAST = 512, 4096  # shorter streams would go into a stream of small ones


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams; each is filled up with zeros to 4096 bytes."""
    padded = {
        name: data.ljust(max(_LEAST, -(-len(data) // _SECTOR) * _SECTOR), b"\0") for name, data in streams.items()
    }
    fat, starts = [_FAT], {}
    for name, data in padded.items():
        starts[name] = len(fat)
        count = len(data) // _SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
    directory = len(fat)
    entries = [
        _entry("Root Entry", 5, child=1),
        *(_entry(n, 2, starts[n], len(d), i < len(padded) and i + 1) for i, (n, d) in enumerate(padded.items(), 1)),
    ]
    held = b"".join(entries)
    held = held.ljust(-(-len(held) // _SECTOR) * _SECTOR, b"\0")
    fat += [*range(directory + 1, directory + len(held) // _SECTOR), _END]
    assert len(fat) <= _SECTOR // 4
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    return _header(directory) + table + b"".join(padded.values()) + held


def workbook(*rows: tuple[str | float, ...], sheet: str = "Sheet1") -> bytes:
    """An .xls (BIFF8) of one sheet: texts and numbers."""
    cells = (_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    inside = _bof(0x10) + b"".join(cells) + _record(0x0A)
    name = sheet.encode("utf-16-le")
    bound = struct.pack("<IBBBB", 0, 0, 0, len(sheet), 1) + name
    at = len(_bof(5)) + len(_record(0x85, bound)) + len(_record(0x0A))
    return compound({"Workbook": _bof(5) + _record(0x85, struct.pack("<I", at) + bound[4:]) + _record(0x0A) + inside})


def _header(directory: int) -> bytes:
    head = struct.pack("<8s16sHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, directory, 0, _LEAST, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, start: int = _END, size: int = 0, right: int = 0, child: int = _FREE) -> bytes:
    spelt = name.encode("utf-16-le")
    links = struct.pack("<III", _FREE, right or _FREE, child)
    return (
        spelt.ljust(64, b"\0")
        + struct.pack("<HBB", len(spelt) + 2, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x1F00, 1997, 0, 6))


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x203, place + struct.pack("<d", value))
