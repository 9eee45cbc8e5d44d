"""docx: body paragraphs and table rows as a person sees them, automatic numbers included."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bihuan.reading.document import Content
from bihuan.reading.file import File
from bihuan.reading.numbering import Numbering
from bihuan.reading.package import package_main

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_UNSEEN = {_W + "del", _W + "moveFrom", _W + "pPr", _W + "rPr", _W + "instrText", _MC + "Fallback"}
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_WRAPPERS = {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "moveTo", _W + "customXml", _W + "smartTag"}


def docx_content(file: File) -> Content:
    """Each paragraph and table row in reading order; headers, footers and notes are page furniture."""
    archive = file.archive
    assert archive is not None  # what formats.py asked first
    main = package_main(archive) or ""
    body = archive.xml(main).find(_W + "body")
    if body is None:
        raise archive.broken(main)
    return Content(list(_Walk(Numbering.of(archive)).pieces(body)))


class _Walk:
    """Counts paragraphs and tables while it goes through the body once."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0

    def pieces(self, parent: etree._Element) -> Iterator[tuple[str, str]]:
        for child in parent:
            if child.tag == _W + "p":
                yield from self._paragraph(child)
            elif child.tag == _W + "tbl":
                yield from self._rows(child)
            elif child.tag in _WRAPPERS:
                yield from self.pieces(child)

    def _paragraph(self, element: etree._Element) -> Iterator[tuple[str, str]]:
        self._paragraphs += 1
        where = f"第{self._paragraphs}段"
        text = self._text(element)
        if _is_title(element):  # a title's line breaks are layout
            text = text.replace("\n", "")
        yield from ((line, where) for line in text.split("\n"))
        for box in element.iter(_W + "txbxContent"):
            if not any(ancestor.tag in _UNSEEN for ancestor in box.iterancestors()):
                yield from self.pieces(box)

    def _rows(self, table: etree._Element) -> Iterator[tuple[str, str]]:
        self._tables += 1
        number = self._tables
        for index, row in enumerate(table.iter(_W + "tr"), 1):
            cells = [self._cell(cell) for cell in row.iterchildren(_W + "tc")]
            yield "\t".join(cells), f"表{number}第{index}行"

    def _cell(self, cell: etree._Element) -> str:
        lines = (self._text(paragraph).replace("\n", " ") for paragraph in cell.iterchildren(_W + "p"))
        return " ".join(line for line in lines if line)

    def _text(self, paragraph: etree._Element) -> str:
        return self._numbering.label(paragraph) + "".join(_runs(paragraph))


def _runs(element: etree._Element) -> Iterator[str]:
    """Visible text below a paragraph; text boxes are read on their own."""
    for child in element:
        if child.tag in _UNSEEN or child.tag == _W + "txbxContent" or _hidden(child):
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _break(child)
        else:
            yield from _runs(child)


def _break(element: etree._Element) -> str:
    """A page or column break is furniture; a line break is a new line."""
    if element.get(_W + "type") in {"page", "column"}:
        return ""
    return _SIGNS[str(element.tag)]


def _hidden(element: etree._Element) -> bool:
    return element.tag == _W + "r" and element.find(f"{_W}rPr/{_W}vanish") is not None


def _is_title(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(_W + "val") == "Title"
