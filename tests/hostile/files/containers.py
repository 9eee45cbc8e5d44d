"""Zips that mean harm before a single part of them is looked at, and other containers."""

import io
import struct
import tarfile
import zlib

from hostile.files.case import Case
from hostile.parts import docx_parts, zip_of
from hostile.rawzip import Entry, deflated, end_record, zip_written

DOCX = docx_parts()
BODY = Entry(b"word/document.xml", DOCX["word/document.xml"])
MIB = 2**20


def with_entry(entry: Entry) -> bytes:
    """An honest docx but for one more entry."""
    return zip_written([*(Entry(name.encode(), data) for name, data in DOCX.items()), entry])


def named(name: bytes) -> bytes:
    """An honest docx with one entry of this name."""
    return with_entry(Entry(name, b"x"))


def nested(depth: int) -> bytes:
    """A zip in a zip in a zip…"""
    data = zip_of({"report.docx": zip_of(DOCX)})
    for level in range(depth - 1):
        data = zip_of({f"{level}.zip": data})
    return data


def overlapping(count: int) -> bytes:
    """Entries of different names that all unpack the same bytes."""
    packed = Entry(b"word/document.xml", bytes(MIB))
    honest = zip_written([packed])
    directory = honest[honest.index(b"PK\x01\x02") : honest.rindex(b"PK\x05\x06")]
    records = [directory.replace(b"word/document.xml", b"word/doc_%04d.xml" % number) for number in range(count)]
    front = honest[: honest.index(b"PK\x01\x02")]
    tail = b"".join([directory, *records])
    return front + tail + end_record(count + 1, len(tail), len(front))


def quoted(count: int) -> bytes:
    """Each entry's packed bytes hold the next entry's header in a stored block: the better zip bomb."""
    names = [b"part_%03d.xml" % number for number in range(count)]
    kernel = deflated(bytes(MIB))
    body, heads = b"", []
    packed, size, crc = kernel, MIB, zlib.crc32(bytes(MIB))
    body = kernel
    for name in reversed(names):
        head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0x5821, crc, len(packed), size, len(name), 0) + name
        heads.append((name, crc, len(packed), size, len(body)))
        body = head + body
        quote = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + head
        packed, size, crc = quote + packed, size + len(head), zlib.crc32(head + bytes(MIB))
    tail = b""
    for name, told_crc, told_packed, told_size, behind in heads:
        offset = len(body) - behind - 30 - len(name)
        values = (788, 20, 0, 8, 0, 0x5821, told_crc, told_packed, told_size, len(name), 0, 0, 0, 0, 0, offset)
        tail += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *values) + name
    return body + tail + end_record(count, len(tail), len(body))


def crowded(count: int) -> bytes:
    """Very many empty entries."""
    return zip_written([Entry(b"%d" % number, method=0) for number in range(count)])


def tarred() -> bytes:
    """A tar with a climbing name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as target:
        info = tarfile.TarInfo("../../etc/passwd")
        info.size = 5
        target.addfile(info, io.BytesIO(b"root:"))
    return out.getvalue()


CONTAINERS = [
    Case("bomb.docx", "read.bomb", lambda: with_entry(Entry(b"word/media/image1.bin", bytes(64 * MIB)))),
    Case(
        "bomb_told_only.docx",
        "read.bomb",
        lambda: with_entry(Entry(b"a.bin", b"x", local={"size": 2**32 - 2}, told={"size": 2**32 - 2})),
    ),
    Case("bomb_of_xml.docx", "read.too_large", lambda: zip_of({**DOCX, "word/styles.xml": bytes(200 * MIB)})),
    Case("nested_five.zip", "read.nested_archive", lambda: nested(5)),
    Case("nested_two.zip", "read.nested_archive", lambda: nested(2)),
    Case("overlapping.zip", "read.overlapping_parts", lambda: overlapping(1000)),
    Case("quoted_overlap.zip", "read.overlapping_parts", lambda: quoted(40)),
    Case("entries_100k.zip", "read.too_many_parts", lambda: crowded(100_000)),
    Case("entries_over_limit.zip", "read.too_many_parts", lambda: crowded(10_001)),
    Case("lying_packed_size.docx", "read.lying_header", lambda: with_entry(Entry(b"a", b"abc", local={"packed": 99}))),
    Case("lying_size.docx", "read.lying_header", lambda: with_entry(Entry(b"a", b"abc", local={"size": 2**30}))),
    Case("lying_method.docx", "read.lying_header", lambda: with_entry(Entry(b"a", b"abc", told={"method": 0}))),
    Case("lying_offset.docx", "read.lying_header", lambda: with_entry(Entry(b"a", b"abc", told={"offset": 7}))),
    Case("name_absolute.docx", "read.unsafe_name", lambda: named(b"/etc/cron.d/x")),
    Case("name_climbing.docx", "read.unsafe_name", lambda: named(b"word/../../../x")),
    Case("name_climbing_backslash.docx", "read.unsafe_name", lambda: named(b"word\\..\\..\\x")),
    Case("name_drive.docx", "read.unsafe_name", lambda: named(b"C:\\Windows\\x.dll")),
    Case("name_share.docx", "read.unsafe_name", lambda: named(b"\\\\server\\share\\x")),
    Case("name_nul.docx", "read.unsafe_name", lambda: named(b"word/document.xml\x00.exe")),
    Case("name_line_feed.docx", "read.unsafe_name", lambda: named(b"a\nb")),
    Case("link.docx", "read.unsafe_link", lambda: with_entry(Entry(b"a", b"/etc/passwd", attributes=0o120777 << 16))),
    Case("encrypted.zip", "read.encrypted", lambda: zip_written([Entry(b"a.docx", b"x" * 40, flags=1)])),
    Case("encrypted_aes.zip", "read.encrypted", lambda: zip_written([Entry(b"a.docx", b"x" * 40, method=99, flags=1)])),
    Case("encrypted_strong.zip", "read.encrypted", lambda: zip_written([Entry(b"a.docx", b"x" * 40, flags=0x41)])),
    Case("encrypted_directory.zip", "read.encrypted", lambda: zip_written([Entry(b"1", b"x" * 40, flags=0x2001)])),
    Case("double_body.docx", "read.duplicate_parts", lambda: with_entry(BODY)),
    Case("empty.zip", "read.unknown", lambda: end_record(0, 0, 0)),
    Case("report.tar", "read.other_archive", tarred),
    Case("report.7z", "read.other_archive", lambda: b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(64))),
    Case("report.rar", "read.other_archive", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(range(64))),
    Case("report.docx.gz", "read.other_archive", lambda: b"\x1f\x8b\x08\x00" + bytes(range(64))),
]
