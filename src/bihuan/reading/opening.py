"""The doors: one file into one document, or a zip of files into a document each."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from bihuan.datamodel import BihuanError
from bihuan.reading.bundle import bundle_members
from bihuan.reading.document import Document, paragraphs_join
from bihuan.reading.file import File
from bihuan.reading.formats import kind_of

_UNPACK = "请解压后指定其中一份"


def document_open(path: Path) -> Document:
    """Read one file, or the only readable one of a zip, into normalised text; whatever cannot be read is a named error."""
    return document_of(Path(path).read_bytes(), str(path))


def document_of(data: bytes, where: str) -> Document:
    """The same for bytes at hand; ``where`` is what an error calls them."""
    return _only(documents_of(data, where), where)


def documents_open(path: Path) -> Iterator[Document | BihuanError]:
    """Read a file, or every file of a zip in the order of their names: each a document, or the error that names it."""
    return documents_of(Path(path).read_bytes(), str(path))


def documents_of(data: bytes, where: str) -> Iterator[Document | BihuanError]:
    """The same for bytes at hand."""
    whole = File(data, where, where.replace("\\", "/").rpartition("/")[2])
    try:
        for file in _files(whole):
            yield file if isinstance(file, BihuanError) else _outcome(file)
    except BihuanError as error:
        yield _as_value(error)


def _files(whole: File) -> Iterator[File | BihuanError]:
    """The file itself, or what the zip holds."""
    if kind_of(whole) is None and whole.archive is not None:
        yield from bundle_members(whole.archive, whole.name)
    else:
        yield whole


def _outcome(file: File) -> Document | BihuanError:
    try:
        return _read(file)
    except BihuanError as error:
        return _as_value(error)


def _as_value(error: BihuanError) -> BihuanError:
    """The error without the frames that it passed, which would keep the bytes of its file in memory."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _read(file: File) -> Document:
    if not file.data.strip():
        raise BihuanError("read.empty", "文件是空的", where=file.where, hint="请检查是否选错了文件")
    kind = kind_of(file)
    if kind is None:
        raise BihuanError("read.nested_archive", "压缩包里又有压缩包，没有展开", where=file.where, hint="请解压后再读")
    content = kind.read(file)
    text, paragraphs = paragraphs_join(content.pieces)
    if not text.strip():
        raise BihuanError("read.empty", "文件里没有文字", where=file.where, hint="如果正文是图片，请先识别成文字")
    return Document(
        file.name, sha256(file.data).hexdigest(), content.format or kind.format, text, paragraphs, tuple(content.asides)
    )


def _only(outcomes: Iterable[Document | BihuanError], where: str) -> Document:
    """The one document among these; where there is none, the first error says why."""
    read: list[Document] = []
    errors: list[BihuanError] = []
    for outcome in outcomes:
        if isinstance(outcome, BihuanError):
            errors.append(outcome)
        else:
            read.append(outcome)
        if len(read) > 1:
            named = "、".join(document.name.partition("/")[2] for document in read)
            raise BihuanError("read.several_files", f"压缩包里不止一份报告（{named}）", where=where, hint=_UNPACK)
    if not read:
        raise errors[0] if errors else BihuanError("read.unknown", "压缩包里没有文件", where=where, hint=_UNPACK)
    return read[0]
