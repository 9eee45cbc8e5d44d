"""The directory of a zip, judged before anything is unpacked: one rule a function, the first that is broken is the error.

A zip says twice what it holds, in front of each entry and in the directory at its end; who believes the one sees other files
than who believes the other.
Sources: PKWARE APPNOTE 6.3.10, 4.3 and 4.4; CVE-2007-4559 and its kin for names; D. Fifield, A better zip bomb (WOOT 2019) for overlaps.
"""

import re
import stat
import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final
from zipfile import ZipInfo

from bihuan.datamodel import BihuanError

PART_LIMIT: Final = 20 * 1024 * 1024  # one XML part, unpacked
ENTRY_LIMIT: Final = 10_000
DIRECTORY_LIMIT: Final = ENTRY_LIMIT * 400
TOTAL_LIMIT: Final = 1024 * 1024 * 1024  # all entries together, as the directory tells their sizes
RATIO_LIMIT, RATIO_FREE = 200, 50 * 1024 * 1024  # told size over packed size, once the told size is above the second

_END, _END64_LOCATOR, _END_LENGTH, _COMMENT_LIMIT = b"PK\x05\x06", b"PK\x06\x07", 22, 65_535
_LOCAL = struct.Struct("<4s5H3I2H")
_ENCRYPTED, _SIZES_FOLLOW, _MASKED = 0x1 | 0x40 | 0x2000, 0x8, 0xFFFFFFFF
_AES = 99
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
_GET_AGAIN = "请确认文件来源，重新取得后再读"

Entries = Sequence[ZipInfo]
Fault = tuple[str, str, str]  # code, what, hint


def directory_length_check(data: bytes, where: str) -> None:
    """Refuse a directory too long to be even listed; looks only at the last bytes of the file."""
    count, length = _directory_told(data)
    if count > ENTRY_LIMIT or length > DIRECTORY_LIMIT:
        what = f"压缩包里有 {count} 个文件，目录长 {length // 1024} KiB，超过上限 {ENTRY_LIMIT} 个"
        raise BihuanError("read.too_many_parts", what, where=where, hint=_GET_AGAIN)


def directory_check(entries: Entries, data: bytes, where: str) -> None:
    """Raise the first broken rule as a ``BihuanError``; nothing is unpacked."""
    for rule in (_too_many, _unsafe, _encrypted, _macros, _duplicate, _lying, _overlapping, _too_large, _swollen):
        for code, what, hint in rule(entries, data):
            raise BihuanError(code, what, where=where, hint=hint)


def _directory_told(data: bytes) -> tuple[int, int]:
    """Entries and bytes of the directory, as the end of the zip tells them; the larger of its two tellings."""
    at = data.rfind(_END, max(0, len(data) - _END_LENGTH - _COMMENT_LIMIT))
    if at < 0 or at + _END_LENGTH > len(data):
        return 0, 0
    count, length = struct.unpack_from("<HI", data, at + 10)
    if data[max(0, at - 20) : at].startswith(_END64_LOCATOR):
        (end64,) = struct.unpack_from("<Q", data, at - 12)
        if end64 + 56 <= len(data):
            count, length = struct.unpack_from("<QQ", data, end64 + 32)
    return count, length


def _too_many(entries: Entries, _data: bytes) -> Iterator[Fault]:
    if len(entries) > ENTRY_LIMIT:
        yield "read.too_many_parts", f"压缩包里有 {len(entries)} 个文件，超过上限 {ENTRY_LIMIT}", _GET_AGAIN


def _unsafe(entries: Entries, _data: bytes) -> Iterator[Fault]:
    for entry in entries:
        if _UNSAFE_NAME.search(entry.orig_filename):
            yield "read.unsafe_name", f"压缩包里有指向别处的文件名 {entry.orig_filename!r}", _GET_AGAIN
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield "read.unsafe_link", f"压缩包里的 {entry.filename} 是指向别处的链接", _GET_AGAIN


def _encrypted(entries: Entries, _data: bytes) -> Iterator[Fault]:
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED or entry.compress_type == _AES:
            yield "read.encrypted", f"压缩包加了密码（{entry.filename}）", "请去掉密码后再读"


def _macros(entries: Entries, _data: bytes) -> Iterator[Fault]:
    for entry in entries:
        if entry.filename.lower().endswith("vbaproject.bin"):
            yield (
                "read.macros",
                f"文件带宏程序（{entry.filename}），没有读",
                "请用 Word 或 WPS 另存为不带宏的 docx、xlsx",
            )


def _duplicate(entries: Entries, _data: bytes) -> Iterator[Fault]:
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            yield "read.duplicate_parts", f"压缩包里有两个 {entry.filename}，不知道以哪个为准", _GET_AGAIN
        seen.add(entry.filename)


def _swollen(entries: Entries, data: bytes) -> Iterator[Fault]:
    told = sum(entry.file_size for entry in entries)
    if told > TOTAL_LIMIT or (told > RATIO_FREE and told > RATIO_LIMIT * len(data)):
        yield "read.bomb", f"压缩包只有 {len(data) // 1024} KiB，展开后却有 {told // 1024**2} MiB，没有展开", _GET_AGAIN


def _too_large(entries: Entries, _data: bytes) -> Iterator[Fault]:
    for entry in entries:
        if entry.file_size > PART_LIMIT and entry.filename.endswith((".xml", ".rels")):
            yield part_too_large(entry.filename)


def part_too_large(part: str, limit: int = PART_LIMIT) -> Fault:
    """The fault of a part that would unpack to more than the limit."""
    what = f"其中的 {part} 展开后超过 {limit // 1024**2} MiB，没有展开"
    return "read.too_large", what, "请确认文件来源，或拆成几份再读"


def _lying(entries: Entries, data: bytes) -> Iterator[Fault]:
    for entry in entries:
        if not _agrees(entry, data):
            yield "read.lying_header", f"压缩包里 {entry.filename} 的两处记载不一致", _GET_AGAIN


def _agrees(entry: ZipInfo, data: bytes) -> bool:
    """Whether the header in front of the entry tells the sizes that the directory tells (or leaves them to be told after it)."""
    if not 0 <= entry.header_offset <= len(data) - _LOCAL.size:
        return False
    mark, _, flags, method, _, _, _, packed, size, _, _ = _LOCAL.unpack_from(data, entry.header_offset)
    if mark != b"PK\x03\x04" or method != entry.compress_type:
        return False
    return bool(flags & _SIZES_FOLLOW) or (
        packed in (entry.compress_size, _MASKED) and size in (entry.file_size, _MASKED)
    )


def _overlapping(entries: Entries, data: bytes) -> Iterator[Fault]:
    places = sorted((entry.header_offset, _end(entry, data), entry.filename) for entry in entries)
    for (_, end, one), (start, _, other) in pairwise(places):
        if end > start:
            yield "read.overlapping_parts", f"压缩包里 {one} 和 {other} 占用同一段内容", _GET_AGAIN


def _end(entry: ZipInfo, data: bytes) -> int:
    """Where the packed bytes end; the lengths of name and extra field are those in front of the entry."""
    name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
    return entry.header_offset + _LOCAL.size + int(name) + int(extra) + entry.compress_size
