"""What may be kept as evidence: told by the content, never by the name; a name that says otherwise is refused by name."""

from dataclasses import dataclass

from bihuan.datamodel import BihuanError
from bihuan.limited.limits import MIB
from bihuan.reading.file import File
from bihuan.reading.formats import kind_of


@dataclass(frozen=True)
class EvidenceKind:
    """One kind of file: what it is called, the extensions it may bear (the first is its own), how it is sent."""

    key: str
    label: str
    ends: tuple[str, ...]
    mime: str


KINDS = {
    kind.key: kind
    for kind in (
        EvidenceKind("jpeg", "JPEG 照片", ("jpg", "jpeg", "jfif"), "image/jpeg"),
        EvidenceKind("png", "PNG 图片", ("png",), "image/png"),
        EvidenceKind("webp", "WebP 图片", ("webp",), "image/webp"),
        EvidenceKind("pdf", "PDF", ("pdf",), "application/pdf"),
        EvidenceKind("ofd", "OFD", ("ofd",), "application/ofd"),
        EvidenceKind(
            "docx", "Word 文档", ("docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        ),
        EvidenceKind("doc", "Word 97 文档", ("doc", "wps"), "application/msword"),
        EvidenceKind(
            "xlsx", "Excel 工作簿", ("xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        EvidenceKind("xls", "Excel 97 工作簿", ("xls", "et"), "application/vnd.ms-excel"),
    )
}
PICTURES = ("jpeg", "png", "webp")
LARGEST = 50 * MIB
ACCEPT = ",".join(f".{end}" for kind in KINDS.values() for end in kind.ends)
_TAKEN = "可传：照片（jpg、png、webp）、PDF、OFD、Word、Excel"


def kind_sniff(data: bytes, name: str) -> EvidenceKind:
    """The kind that the content shows; a named error for one that is not taken, and for a name that says another."""
    if not data:
        raise BihuanError("evidence.empty", "文件是空的", where=name, hint="请检查是否选错了文件")
    size_bounded(len(data), name)
    kind = KINDS.get(picture_kind(data) or document_kind(data, name))
    if kind is None:
        raise BihuanError("evidence.kind", "这种文件不能作佐证", where=name, hint=_TAKEN)
    end = name.rpartition(".")[2].lower() if "." in name else ""
    if end not in kind.ends:
        raise BihuanError(
            "evidence.name_lies",
            f"文件名以“.{end}”结尾，内容却是{kind.label}" if end else f"文件名没有扩展名，内容是{kind.label}",
            where=name,
            hint=f"如果内容没有错，把扩展名改为 .{kind.ends[0]} 再传",
        )
    return kind


def size_bounded(size: int, name: str) -> None:
    """Refuse a file over the bound before it is looked at."""
    if size > LARGEST:
        raise BihuanError("evidence.large", f"文件超过 {LARGEST // MIB} MiB", where=name, hint="请压缩或拆分后再传")


def picture_kind(data: bytes) -> str:
    """By the first bytes; blank for what is no picture that is taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def document_kind(data: bytes, name: str) -> str:
    """By the readers' own table of formats, which judges a zip before anything in it is unpacked; refusals there are refusals here."""
    found = kind_of(File(data, name, name))
    if found is None:
        return ""
    if found.format == "xlsx" and not data.startswith(b"PK"):
        return "xls"
    return "doc" if found.format == "wps" else found.format
