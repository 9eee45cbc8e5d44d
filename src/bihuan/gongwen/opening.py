"""A docx → what a verification needs: its text, the numbers inside the bookmarks, the manifests as they now are."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bihuan.datamodel import BihuanError, Manifest
from bihuan.gongwen.manifests import NAMESPACE, manifest_digest, manifest_parse
from bihuan.gongwen.marks import claim_of_bookmark, report_of_bookmark
from bihuan.gongwen.ooxml import Element, wtag

MAX_PART = 20 * 1024 * 1024


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
                self.write("\n" if element.get(wtag("type")) in (None, "textWrapping") else "")
            case Tags.BOOKMARK:
                self.open[element.get(wtag("id"), "")] = (element.get(wtag("name"), ""), self.length)
            case Tags.BOOKMARK_END:
                name, start = self.open.pop(element.get(wtag("id"), ""), ("", 0))
                self.spans[name] = (start, self.length)
            case Tags.PARAGRAPH:
                self.walk(element)
                self.write("\n")
            case Tags.PROPERTIES | Tags.RUN_PROPERTIES | Tags.DELETED | Tags.MOVED:
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


def docx_open(path: Path) -> SealedDocx:
    """Read a docx that was perhaps edited since; raises a named ``BihuanError`` for what is no docx or is broken."""
    with package_open(path) as archive:
        document = part_parse(archive, "word/document.xml", path)
        manifests = list(manifest_texts(archive, path))
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


def manifest_texts(archive: zipfile.ZipFile, path: Path) -> Iterator[str]:
    """The JSON of each manifest part, in the order of their numbers."""
    names = [name for name in archive.namelist() if name.startswith("customXml/item") and "Props" not in name]
    for name in sorted(names, key=lambda name: (len(name), name)):
        root = part_parse(archive, name, path)
        if root.tag == f"{{{NAMESPACE}}}manifest":
            yield root.text or ""


def package_open(path: Path) -> zipfile.ZipFile:
    """The zip package; refuses what is none and what unpacks beyond bounds."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise BihuanError("docx.not_docx", "这不是 docx 文件", where=path.name, hint="请另存为 .docx 后再试") from error
    for entry in archive.infolist():
        if entry.file_size > MAX_PART:
            archive.close()
            raise BihuanError("docx.too_large", f"部件 {entry.filename} 解压后超过 20 MiB", where=path.name)
    return archive


def part_parse(archive: zipfile.ZipFile, name: str, path: Path) -> Element:
    """One XML part."""
    try:
        return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise BihuanError("docx.broken_part", f"部件 {name} 已损坏", where=path.name, hint="请用原文件重试") from error
