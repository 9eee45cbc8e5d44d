"""The door: a file's bytes, the reader that its content asks for, one document."""

from hashlib import sha256
from pathlib import Path

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Document, paragraphs_join
from bihuan.reading.file import File
from bihuan.reading.formats import kind_of


def document_open(path: Path) -> Document:
    """Read one file into normalised text; whatever cannot be read is a named error."""
    return _read(File(Path(path).read_bytes(), str(path)))


def _read(file: File) -> Document:
    if not file.data.strip():
        raise BihuanError("read.empty", "文件是空的", where=file.where, hint="请检查是否选错了文件")
    kind = kind_of(file)
    content = kind.read(file)
    text, paragraphs = paragraphs_join(content.pieces)
    if not text.strip():
        raise BihuanError("read.empty", "文件里没有文字", where=file.where, hint="如果正文是图片，请先识别成文字")
    return Document(file.name, sha256(file.data).hexdigest(), kind.format, text, paragraphs, tuple(content.asides))
