"""Plain text: UTF-8, UTF-16 or GB18030, recognised by content."""

import re
from typing import Final

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Content
from bihuan.reading.file import File

TEXT_LIMIT: Final = 20 * 1024 * 1024  # bytes: as much as one XML part may hold
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def txt_content(file: File) -> Content:
    """The lines of a text file, each with its line number; anything that is not text is a named error."""
    if len(file.data) > TEXT_LIMIT:
        what = f"文本有 {len(file.data) // 1024**2} MiB，超过上限 {TEXT_LIMIT // 1024**2} MiB"
        raise BihuanError("read.too_large", what, where=file.where, hint="请拆成几份再读")
    text = text_decode(file.data)
    if text is None or _CONTROL.search(text):
        raise BihuanError(
            "read.binary",
            "这不是文本文件，也不是认识的文档格式",
            where=file.where,
            hint="请另存为 docx 或 UTF-8 文本后再读",
        )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Content([(line, f"第{number}行") for number, line in enumerate(lines, 1)])


def text_decode(data: bytes, told: str = "") -> str | None:
    """The text by its mark, as UTF-8, in the encoding it is told to have, or as GB18030; None when it is none of them."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _try(data, encoding)
    for encoding in ("utf-8", *_utf16_guess(data), *([told] if told else []), "gb18030"):
        text = _try(data, encoding)
        if text is not None and "\x00" not in text:
            return text
    return None


def _utf16_guess(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows by its line feeds: a zero byte on one side of each."""
    if b"\n\x00" in data and len(data) % 2 == 0:
        return ("utf-16-le", "utf-16-be")
    return ()


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
