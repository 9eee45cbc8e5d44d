"""The packed streams of a PDF, measured before PDFium unpacks them: a page is drawn from the whole of its stream at once."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from bihuan.datamodel import BihuanError

MIB: Final = 2**20
WORDS_LIMIT: Final = 8 * MIB  # of one stream of drawing orders
WORDS_TOTAL: Final = 40 * MIB  # of all of them
DATA_LIMIT: Final = 160 * MIB  # of one picture or font: A4 at 600 dots an inch in colour has 105 million bytes
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_CHUNK: Final = 64 * 1024
_NOT_WORDS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f-\xff]")


def streams_check(data: bytes, where: str) -> None:
    """Refuse streams that unpack to more than a report can need."""
    total = 0
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        length, limit = _measured(view[match.end() :])
        total += length if limit == WORDS_LIMIT else 0
        if length > limit or total > WORDS_TOTAL:
            what = f"PDF 里的内容解开后超过 {(limit if length > limit else WORDS_TOTAL) // MIB} MiB"
            raise BihuanError("read.too_large", what, where=where, hint="请确认文件来源，或拆成几份再读")


def _measured(packed: memoryview) -> tuple[int, int]:
    """How long a stream is unpacked, and how long it may be; one that is not deflated is as long as the file lets it."""
    length, limit = 0, WORDS_LIMIT
    with suppress(zlib.error):
        for piece in _unpacked(packed):
            if length == 0 and _NOT_WORDS.search(piece):
                limit = DATA_LIMIT
            length += len(piece)
            if length > limit:
                break
    return length, limit


def _unpacked(packed: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for start in range(0, len(packed), _CHUNK):
        rest: bytes | memoryview = packed[start : start + _CHUNK]
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, MIB)
            rest = unpacker.unconsumed_tail
        if unpacker.eof:
            return
