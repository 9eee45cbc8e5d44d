"""A docx → what a verification needs: its text, the numbers inside the bookmarks, the manifests as they now are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bihuan.datamodel import BihuanError, Manifest
from bihuan.gongwen.manifests import NAMESPACE, manifest_digest, manifest_parse
from bihuan.gongwen.marks import claim_of_bookmark, report_of_bookmark
from bihuan.gongwen.ooxml import Element, wtag
from bihuan.gongwen.writing import DOCUMENT
from bihuan.reading.archive import Archive, archive_open

ZIP_HEAD = b"PK\x03\x04"
ITEMS_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class SealedNumber:
    """A number as it now stands in the docx: ``text == report.text[start:end]``."""

    claim: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SealedReport:
    """One report: paragraphs joined by a line feed, numbers by claim id, and its manifest with the digest of its JSON."""

    text: str
    numbers: dict[str, SealedNumber]
    manifest: Manifest | None = None
    manifest_sha256: str = ""


@dataclass(frozen=True, slots=True)
class SealedDocx:
    """A docx as opened. One report, or the reports of a compilation; the properties speak of the first."""

    reports: tuple[SealedReport, ...]

    @property
    def text(self) -> str:
        """Body text of the first report."""
        return self.reports[0].text

    @property
    def numbers(self) -> dict[str, SealedNumber]:
        """Numbers of the first report by claim id; a claim whose bookmark was deleted is absent."""
        return self.reports[0].numbers

    @property
    def manifest(self) -> Manifest | None:
        """Manifest of the first report; None for a docx that carries none."""
        return self.reports[0].manifest

    @property
    def manifest_sha256(self) -> str:
        """Digest over the manifest's JSON as it now stands in the file."""
        return self.reports[0].manifest_sha256


@dataclass(slots=True)
class _Reader:
    """Collects text and bookmarks in document order."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    in_title: bool = False  # its line breaks are layout, not text
    open: dict[str, tuple[str, int]] = field(default_factory=dict)  # bookmark id → name, start
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)  # bookmark name → span

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def walk(self, element: Element) -> None:
        for child in element:
            self.visit(child)

    def visit(self, element: Element) -> None:
        match element.tag:
            case Tags.TEXT:
                self.write(element.text or "")
            case Tags.TAB:
                self.write("\t")
            case Tags.BREAK | Tags.RETURN:
                self.write("\n" if breaks_line(element) and not self.in_title else "")
            case Tags.BOOKMARK:
                self.open[element.get(wtag("id"), "")] = (element.get(wtag("name"), ""), self.length)
            case Tags.BOOKMARK_END:
                name, start = self.open.pop(element.get(wtag("id"), ""), ("", 0))
                self.spans[name] = (start, self.length)
            case Tags.PARAGRAPH:
                self.in_title = is_title(element)
                self.walk(element)
                self.write("\n")
            case Tags.PROPERTIES | Tags.RUN_PROPERTIES | Tags.DELETED | Tags.MOVED | Tags.FALLBACK:
                pass
            case _:
                self.walk(element)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Tags:
    """The elements that carry text or bound it."""

    TEXT, TAB, BREAK, RETURN = wtag("t"), wtag("tab"), wtag("br"), wtag("cr")
    BOOKMARK, BOOKMARK_END, PARAGRAPH = wtag("bookmarkStart"), wtag("bookmarkEnd"), wtag("p")
    PROPERTIES, RUN_PROPERTIES = wtag("pPr"), wtag("rPr")
    DELETED, MOVED = wtag("del"), wtag("moveFrom")
    FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def breaks_line(element: Element) -> bool:
    """A page or column break is no text."""
    return element.get(wtag("type")) in (None, "textWrapping")


def is_title(paragraph: Element) -> bool:
    """Whether the paragraph has the style Title."""
    style = paragraph.find(f"{wtag('pPr')}/{wtag('pStyle')}")
    return style is not None and style.get(wtag("val")) == "Title"


def docx_open(path: Path) -> SealedDocx:
    """Read a docx that was perhaps edited since; raises a named ``BihuanError`` for what is no docx or is broken."""
    data = path.read_bytes()
    if not data.startswith(ZIP_HEAD):
        raise not_docx(path)
    archive = archive_open(data, path.name)
    if not archive.has(DOCUMENT):
        raise not_docx(path)
    document = archive.xml(DOCUMENT)
    manifests = list(manifest_texts(archive))
    reader = _Reader()
    reader.walk(document)
    return SealedDocx(tuple(reports(reader, manifests, path)))


def reports(reader: _Reader, manifests: list[str], path: Path) -> Iterator[SealedReport]:
    """The report of the whole docx, or those that a compilation bounds by bookmarks."""
    whole = (0, len(reader.text))
    bounds = {report_of_bookmark(name): span for name, span in reader.spans.items()}
    bounded = {number: span for number, span in bounds.items() if number is not None}
    for place, number in enumerate(sorted(bounded) or [0]):
        start, end = bounded.get(number, whole)
        manifest = manifests[place] if place < len(manifests) else None
        yield SealedReport(
            text=reader.text[start:end].removesuffix("\n"),
            numbers=numbers(reader, number, start),
            manifest=manifest_parse(manifest, where=path.name) if manifest is not None else None,
            manifest_sha256=manifest_digest(manifest) if manifest is not None else "",
        )


def numbers(reader: _Reader, report: int, origin: int) -> dict[str, SealedNumber]:
    """The report's numbers by claim id, offsets counted from its first character."""
    result = {}
    for name, (start, end) in reader.spans.items():
        found = claim_of_bookmark(name)
        if found is not None and found[0] == report:
            text = reader.text[start:end]
            result[found[1]] = SealedNumber(found[1], text, start - origin, end - origin)
    return result


def manifest_texts(archive: Archive) -> Iterator[str]:
    """The JSON of each manifest part, in the order of their numbers; other programs' parts are passed over."""
    names = (f"customXml/item{number}.xml" for number in range(1, ITEMS_LOOKED_AT))
    for name in filter(archive.has, names):
        root = archive.xml(name)
        if root.tag == f"{{{NAMESPACE}}}manifest":
            yield root.text or ""


def not_docx(path: Path) -> BihuanError:
    """The error for any other file."""
    return BihuanError("docx.not_docx", "这不是 docx 文件", where=path.name, hint="请用 Word 或 WPS 另存为 docx 后再试")
