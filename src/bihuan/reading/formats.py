"""Every format in one table: how its content shows it, and who reads it. The first line that fits decides; a name decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Content, Format
from bihuan.reading.docx import docx_content
from bihuan.reading.file import File
from bihuan.reading.package import Use, package_use
from bihuan.reading.txt import txt_content

Fits = Callable[[File], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """One format that is read."""

    format: Format
    fits: Fits
    read: Callable[[File], Content]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One format that is recognised and not read, and what to do about it."""

    fits: Fits
    code: str
    what: str
    hint: str


def begins(*heads: bytes) -> Fits:
    """Files whose content begins with one of these."""
    return lambda file: file.starts(*heads)


def package(use: Use) -> Fits:
    """Office packages for one use."""
    return lambda file: file.archive is not None and package_use(file.archive) == use


def holds(part: str) -> Fits:
    """Zips with a part of this name."""
    return lambda file: file.archive is not None and file.archive.has(part)


_SAVE_AS_DOCX: Final = "请用 Word 或 WPS 打开，另存为 docx 后再读"
_UNPACK: Final = "请解压后再读其中的文件"

# What shows itself by its first bytes stands before the zips: a PDF may carry a zip at its end.
REFUSED: Final = (
    Refusal(begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "read.old_office", "这是旧版 Office 文件", _SAVE_AS_DOCX),
    Refusal(begins(b"%PDF"), "read.pdf", "这是 PDF 文件，目前还不能读", _SAVE_AS_DOCX),
    Refusal(begins(b"{\\rtf"), "read.rtf", "这是 RTF 文件，目前还不能读", _SAVE_AS_DOCX),
    Refusal(holds("OFD.xml"), "read.ofd", "这是 OFD 文件，目前还不能读", "请导出为 docx 或 txt 后再读"),
    Refusal(package("sheet"), "read.workbook", "这是 Excel 工作簿，不是报告", "台账请用 bihuan ledger import 导入"),
)
KINDS: Final = (Kind("docx", package("word"), docx_content),)
TEXT: Final = Kind("txt", lambda file: True, txt_content)


def kind_of(file: File) -> Kind:
    """Who reads this file; a format that nobody reads is a named error."""
    for refusal in REFUSED:
        if refusal.fits(file):
            raise BihuanError(refusal.code, refusal.what, where=file.where, hint=refusal.hint)
    for kind in KINDS:
        if kind.fits(file):
            return kind
    if file.archive is not None:
        raise BihuanError("read.unknown", "这个压缩包不是 docx 文件", where=file.where, hint=_UNPACK)
    return TEXT
