"""Pictures that say they are larger than any page, torn ones; without the extra each is only told to be a picture."""

import struct

from bihuan.reading.ocr import scan_missing
from hostile.files.case import Case
from hostile.files.others import png, torn


def named(code: str) -> str:
    """The error where pictures can be read; where they cannot, nobody looks into them."""
    return "read.scanned" if scan_missing() else code


def bmp(width: int, height: int) -> bytes:
    """A BMP that says it is this large and holds nothing."""
    return b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)


def tiff_circle() -> bytes:
    """A TIFF whose second page is its first."""
    tags = [
        (256, 4, 1, 8),
        (257, 4, 1, 8),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 64),
    ]
    return (
        b"II*\0"
        + struct.pack("<IH", 8, len(tags))
        + b"".join(struct.pack("<HHII", *tag) for tag in tags)
        + struct.pack("<I", 8)
    )


PICTURES = [
    Case("huge.png", named("read.too_large"), lambda: png(60_000, 60_000)),
    Case("large.png", named("read.too_large"), lambda: png(9_000, 9_000)),
    Case("huge.bmp", named("read.too_large"), lambda: bmp(60_000, 60_000)),
    Case("torn.png", named("read.image_broken"), lambda: torn(png(300, 300))),
    Case("head_only.jpg", named("read.image_broken"), lambda: b"\xff\xd8\xff\xe0"),
]
