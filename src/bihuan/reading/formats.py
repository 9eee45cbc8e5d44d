"""Every format in one table: how its content shows it, and who reads it. The first that fits decides; a name only between twins."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import OFD_ROOT
from bihuan.reading.compound import CompoundUse
from bihuan.reading.document import Content, Format
from bihuan.reading.docx import docx_content
from bihuan.reading.file import File
from bihuan.reading.html import html_content, html_is
from bihuan.reading.ocr import image_content, image_is
from bihuan.reading.ofd import ofd_content
from bihuan.reading.office import office_content
from bihuan.reading.package import Use, package_use
from bihuan.reading.pdf import pdf_is, pdf_read
from bihuan.reading.txt import txt_content
from bihuan.reading.xlsx import xlsx_content

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


def called(end: str, fits: Fits) -> Fits:
    """Of the files that fit, those whose name ends so: where two formats differ in nothing else."""
    return lambda file: file.name.lower().endswith(end) and fits(file)


def compound(use: CompoundUse) -> Fits:
    """OLE compound files for one use."""
    return lambda file: file.compound == use


def package(use: Use) -> Fits:
    """Office packages for one use."""
    return lambda file: file.archive is not None and package_use(file.archive) == use


def holds(part: str) -> Fits:
    """Zips with a part of this name."""
    return lambda file: file.archive is not None and file.archive.has(part)


_SAVE_AS_DOCX: Final = "请用 Word 或 WPS 打开，另存为 docx 后再读"
_UNPACK: Final = "请解压后再读其中的文件"
_ARCHIVES: Final = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"MSCF\x00\x00\x00\x00",
    *(b"BZh%d1AY&SY" % level for level in range(1, 10)),
)


def plain(file: File) -> bool:
    """Files that are no zip."""
    return file.archive is None


def tar(file: File) -> bool:
    """Tar archives, which have no head."""
    return file.data[257:262] == b"ustar"


def _bytes(is_so: Callable[[bytes], bool]) -> Fits:
    """Files whose bytes a reader recognises."""
    return lambda file: is_so(file.data)


def _pdf(file: File) -> Content:
    format_, content = pdf_read(file.data, file.where)
    return replace(content, format=format_)


def _ofd(file: File) -> Content:
    assert file.archive is not None
    return ofd_content(file.archive, file.where)


# What shows itself by its first bytes stands before the zips: a PDF may carry a zip at its end.
FORMATS: Final[tuple[Kind | Refusal, ...]] = (
    Refusal(compound("encrypted"), "read.encrypted", "文件加了打开密码", "请去掉密码后再读"),
    Refusal(compound("macros"), "read.macros", "文件带宏程序，没有读", "请用 Word 或 WPS 另存为不带宏的文件"),
    Refusal(compound("slides"), "read.other_office", "这是演示文稿，不是报告", _SAVE_AS_DOCX),
    Refusal(compound("other"), "read.other_office", "这是旧版 Office 的别种文件，不是报告", _SAVE_AS_DOCX),
    Refusal(compound("broken"), "read.doc_broken", "旧版 Office 文件已损坏，打不开", _SAVE_AS_DOCX),
    Kind("wps", called(".wps", compound("word")), office_content),  # Kingsoft writes what Word 97 wrote
    Kind("doc", compound("word"), office_content),
    Kind("xlsx", compound("sheet"), xlsx_content),  # xls, and Kingsoft's et
    Kind("rtf", begins(b"{\\rtf"), office_content),
    Refusal(begins(*_ARCHIVES), "read.other_archive", "这是 zip 以外的压缩包（7z、rar、gz 等）", _UNPACK),
    Refusal(tar, "read.other_archive", "这是 tar 压缩包", _UNPACK),
    Refusal(
        begins(b"MIME-Version:", b"From: <Saved by"),
        "read.mht",
        "这是单个文件的网页（mht），目前还不能读",
        _SAVE_AS_DOCX,
    ),
    Kind("ofd", holds(OFD_ROOT), _ofd),
    Kind("docx", package("word"), docx_content),
    Refusal(holds("xl/workbook.bin"), "read.other_office", "这是 xlsb 工作簿", "请用 Excel 或 WPS 另存为 xlsx 后再读"),
    Kind("xlsx", package("sheet"), xlsx_content),
    Refusal(package("slides"), "read.other_office", "这是演示文稿，不是报告", _SAVE_AS_DOCX),
    Refusal(holds("mimetype"), "read.other_office", "这是 OpenDocument 一类的文件，不能读", _SAVE_AS_DOCX),
    Refusal(holds("[Content_Types].xml"), "read.unknown", "这个文件像 docx，但里面没有正文", _SAVE_AS_DOCX),
    Kind("html", _bytes(html_is), lambda file: html_content(file.data, file.where)),
    Kind("pdf", _bytes(pdf_is), _pdf),
    Kind("scan", _bytes(image_is), lambda file: image_content(file.data, file.where)),
    Kind("txt", plain, txt_content),
)


def kind_of(file: File) -> Kind | None:
    """Who reads this file; None for a zip of files. A format that nobody reads is a named error."""
    line = next((line for line in FORMATS if line.fits(file)), None)
    if isinstance(line, Refusal):
        raise BihuanError(line.code, line.what, where=file.where, hint=line.hint)
    return line
