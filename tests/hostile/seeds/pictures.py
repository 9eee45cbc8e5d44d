"""PNG of three lines of digits and JPEG of black bars, written byte by byte so that no library's packing shows in them."""

import struct
import zlib
from itertools import pairwise, product

WIDTH, HEIGHT = 208, 296  # as a page is
_SIDE = 64
_SCALE = 6
_DIGITS = {  # rows of five dots
    "0": (0x0E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E),
    "1": (0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E),
    "2": (0x0E, 0x11, 0x01, 0x06, 0x08, 0x10, 0x1F),
    "4": (0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02),
    "7": (0x1F, 0x01, 0x02, 0x04, 0x04, 0x08, 0x08),
}
_PRINT = ((34, "2024"), (118, "1270"), (202, "4127"))


def page() -> bytes:
    """Rows of grey: three lines of digits, so that the engine has something to recognise."""
    grey = bytearray(b"\xff" * (WIDTH * HEIGHT))
    for top, digits in _PRINT:
        for place, digit in enumerate(digits):
            for row, column in product(range(7 * _SCALE), range(5 * _SCALE)):
                if _DIGITS[digit][row // _SCALE] >> (4 - column // _SCALE) & 1:
                    grey[(top + row) * WIDTH + 28 + place * 38 + column] = 0
    return bytes(grey)


def png() -> bytes:
    """A PNG whose picture data is stored, not packed."""
    grey = page()
    rows = b"".join(b"\0" + grey[at : at + WIDTH] for at in range(0, len(grey), WIDTH))
    packed = (
        b"\x78\x01\x01"
        + struct.pack("<HH", len(rows), len(rows) ^ 0xFFFF)
        + rows
        + struct.pack(">I", zlib.adler32(rows))
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b"")))


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG with its right sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg() -> bytes:
    """A baseline JPEG of whole grey blocks: only the mean of each block is told (ITU-T T.81)."""
    means = [0 if block // 8 % 2 else 127 for block in range(_SIDE)]
    bits = "".join(_difference(new - old) + "0" for old, new in pairwise([0, *means]))
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    return b"\xff\xd8" + b"".join(
        (
            _segment(0xDB, b"\0" + bytes([8] * 64)),
            _segment(0xC0, struct.pack(">BHHB3B", 8, _SIDE, _SIDE, 1, 1, 0x11, 0)),
            _segment(0xC4, b"\0" + bytes([0, 0, 0, 9, *[0] * 12]) + bytes(range(9))),
            _segment(0xC4, b"\x10" + bytes([1, *[0] * 15]) + b"\0"),
            _segment(0xDA, bytes([1, 1, 0, 0, 63, 0])),
            scan,
            b"\xff\xd9",
        )
    )


def _segment(mark: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data


def _difference(value: int) -> str:
    """Its length as a code of four bits, then the value itself, negative ones as their complement."""
    length = abs(value).bit_length()
    told = value if value >= 0 else value + (1 << length) - 1
    return f"{length:04b}" + (f"{told:0{length}b}" if length else "")


PNG = {"png": png}
JPEG = {"jpeg": jpeg}
