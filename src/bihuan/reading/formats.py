"""One door for every format: the file's content decides who reads it, never its name."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import OFD_ROOT, archive_open
from bihuan.reading.document import Content, Document, Format, paragraphs_join
from bihuan.reading.docx import DOCX_BODY, docx_pieces
from bihuan.reading.html import html_content, html_is
from bihuan.reading.ocr import image_content, image_is
from bihuan.reading.ofd import ofd_content
from bihuan.reading.pdf import pdf_is, pdf_read
from bihuan.reading.txt import txt_pieces

_SAVE_AS_DOCX = "请用 Word 或 WPS 打开，另存为 docx 后再读"
_KNOWN_BY_HEAD = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "read.old_office",
        "这是旧版 Office（doc、wps、xls）或加密的文件",
        _SAVE_AS_DOCX,
    ),
    (b"{\\rtf", "read.rtf", "这是 RTF 文件，目前还不能读", _SAVE_AS_DOCX),
    (b"MIME-Version:", "read.mht", "这是单个文件的网页（mht），目前还不能读", _SAVE_AS_DOCX),
    (b"From: <Saved by", "read.mht", "这是单个文件的网页（mht），目前还不能读", _SAVE_AS_DOCX),
)
_KNOWN_IN_ZIP = (
    ("xl/workbook.xml", "read.workbook", "这是 Excel 工作簿，不是报告", "台账请用 bihuan ledger import 导入"),
)


def document_open(path: Path) -> Document:
    """Read one file into normalised text; whatever cannot be read is a named error."""
    data = Path(path).read_bytes()
    if not data.strip():
        raise BihuanError("read.empty", "文件是空的", where=str(path), hint="请检查是否选错了文件")
    format_, content = _content(data, str(path))
    text, paragraphs = paragraphs_join(content.pieces)
    if not text.strip():
        raise BihuanError("read.empty", "文件里没有文字", where=str(path), hint="如果正文是图片，请先识别成文字")
    return Document(Path(path).name, sha256(data).hexdigest(), format_, text, paragraphs, tuple(content.asides))


def _content(data: bytes, where: str) -> tuple[Format, Content]:
    for head, code, what, hint in _KNOWN_BY_HEAD:
        if data.startswith(head):
            raise BihuanError(code, what, where=where, hint=hint)
    if data.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(data)):
        return _zip_content(data, where)
    if html_is(data):
        return "html", html_content(data, where)
    if pdf_is(data):
        return pdf_read(data, where)
    if image_is(data):
        return "scan", image_content(data, where)
    return "txt", Content(txt_pieces(data, where))


def _zip_content(data: bytes, where: str) -> tuple[Format, Content]:
    with archive_open(data, where) as archive:
        if archive.has(OFD_ROOT):
            return "ofd", ofd_content(archive, where)
        for part, code, what, hint in _KNOWN_IN_ZIP:
            if archive.has(part):
                raise BihuanError(code, what, where=where, hint=hint)
        if not archive.has(DOCX_BODY):
            raise BihuanError("read.unknown", "这个压缩包不是 docx 文件", where=where, hint="请解压后再读其中的文件")
        return "docx", Content(docx_pieces(archive))
