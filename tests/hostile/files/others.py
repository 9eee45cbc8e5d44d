"""Files that are not what their name says, text that is none, pictures too large to draw, and torn ones."""

import struct
import zlib

from hostile.files.case import HARMLESS, Case
from hostile.parts import TEXT, docx_parts, zip_of

LINES = "\n".join(TEXT)
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(48) + b"PE\x00\x00" + bytes(range(256))
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\x00\x3e\x00" + bytes(range(256))
RTF = b"{\\rtf1\\ansi{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata 0105000002000000}}\\par a}"


def png(width: int, height: int) -> bytes:
    """A picture that says it is this large and holds one line."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(width + 1))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def torn(data: bytes) -> bytes:
    """The first half."""
    return data[: len(data) // 2]


OTHERS = [
    Case("program.txt", "read.binary", lambda: EXE),
    Case("program.docx", "read.binary", lambda: ELF),
    Case("script.docx", HARMLESS, lambda: b"#!/bin/sh\nrm -rf /\n"),
    Case("word.txt", HARMLESS, lambda: zip_of(docx_parts())),
    Case("text.docx", HARMLESS, lambda: LINES.encode()),
    Case("nul.txt", "read.binary", lambda: b"abc\x00def\n" * 1000),
    Case("noise.txt", "read.binary", lambda: bytes((number * 197 + number // 7) % 256 for number in range(5000))),
    Case("broken_gb18030.txt", "read.binary", lambda: LINES.encode("gb18030") + b"\x81\x20\xff\xff"),
    Case("two_marks.txt", HARMLESS, lambda: b"\xff\xfe" + b"\xef\xbb\xbf" + LINES.encode()),
    Case("mark_only.txt", "read.empty", lambda: b"\xef\xbb\xbf"),
    Case("odd_utf16.txt", "read.binary", lambda: LINES.encode("utf-16") + b"\x00"),
    Case(
        "one_line_200MB.txt",
        "read.too_large",
        lambda: LINES.replace("\n", "").encode() * (200 * 2**20 // len(LINES.encode())),
    ),
    Case("objects.rtf", HARMLESS, lambda: RTF),
    Case("nothing.docx", "read.empty", lambda: b""),
    Case("blanks.txt", "read.empty", lambda: b" \r\n\t" * 1000),
    Case("torn.docx", "read.docx_broken", lambda: torn(zip_of(docx_parts()))),
]
