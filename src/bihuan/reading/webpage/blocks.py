"""The lines of a page as a person sees them: paragraphs, rows of tables, list items with their numbers."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bihuan.reading.webpage.lists import bullet_label, list_labels
from bihuan.reading.webpage.sight import beside, unseen
from bihuan.reading.webpage.tables import layout_tables, table_rows

_BLOCK: Final = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|header|hr|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|h[1-6]"
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_HAN: Final = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f]")
_SPACES: Final = {
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2009\u202f"), " "),
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), ""),  # without a shape
}


@dataclass(slots=True)
class Block:
    """One line of the page; ``linked`` counts its characters inside links, ``row`` is its row in a table, from 1."""

    text: str
    linked: int = 0
    beside: str = ""  # 导航, 页眉, 页脚, 边栏: what the page itself calls it
    row: int = 0
    is_heading: bool = False


@dataclass(slots=True)
class Box:
    """An element that holds ``blocks[first:last]``."""

    first: int
    last: int = 0
    inner: list["Box"] = field(default_factory=list)


def page_blocks(body: etree._Element) -> tuple[list[Block], Box]:
    """All blocks in reading order, and how they are boxed; as deep as the parser lets a page nest, 256."""
    walk = _Walk(layout_tables(body))
    walk.element(body)
    return walk.blocks, walk.box.inner[0]


class _Walk:
    """Goes through the page once; what is open is held by the calls that opened it."""

    def __init__(self, layouts: set[etree._Element]) -> None:
        self.blocks: list[Block] = []
        self.box = Box(0)
        self._layouts = layouts
        self._labels: dict[etree._Element, str] = {}
        self._line: list[str] = []
        self._linked = 0
        self._label = self._beside = ""
        self._in_link = self._in_heading = self._in_pre = False

    def element(self, element: etree._Element) -> None:
        """One element with all that is in it."""
        if unseen(element):
            return
        label = bullet_label(element)
        if label is not None:
            self._line.append(label)
        elif element.tag == "br":
            if not self._in_heading:  # a title's line breaks are layout
                self._end_line()
        elif element.tag == "table" and element not in self._layouts:
            self._table(element)
        elif _BLOCK.fullmatch(element.tag):
            self._block(element)
        else:
            outer, self._in_link = self._in_link, self._in_link or (element.tag == "a" and "href" in element.attrib)
            self._inside(element)
            self._in_link = outer

    def _inside(self, element: etree._Element) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self._add(child.tail)

    def _block(self, element: etree._Element) -> None:
        self._end_line()
        outer = self.box, self._beside, self._in_heading, self._in_pre
        self.box = Box(len(self.blocks))
        outer[0].inner.append(self.box)
        self._beside = self._beside or beside(element)
        self._in_heading = self._in_heading or element.tag in _HEADINGS
        self._in_pre = self._in_pre or element.tag == "pre"
        self._labels |= list_labels(element)
        self._label = self._labels.pop(element, self._label)
        self._inside(element)
        self._end_line()
        self.box.last = len(self.blocks)
        self.box, self._beside, self._in_heading, self._in_pre = outer

    def _table(self, element: etree._Element) -> None:
        self._end_line()
        for number, cells in enumerate(table_rows(element), 1):
            walks = [_Walk(self._layouts) for _ in cells]
            for walk, cell in zip(walks, cells, strict=True):
                walk._block(cell)
            text = "\t".join(" ".join(block.text for block in walk.blocks) for walk in walks)
            linked = sum(block.linked for walk in walks for block in walk.blocks)
            if text.strip():
                self.blocks.append(Block(text, linked, self._beside, number))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        first, *others = text.split("\n") if self._in_pre else (text,)
        self._piece(first)
        for line in others:
            self._end_line()
            self._piece(line)

    def _piece(self, text: str) -> None:
        self._line.append(text)
        self._linked += len("".join(text.split())) if self._in_link else 0

    def _end_line(self) -> None:
        text = "".join(self._line).translate(_SPACES)
        text = _BLANKS.sub(_blank, text).strip()
        if text:
            self.blocks.append(Block(self._label + text, self._linked, self._beside, 0, self._in_heading))
            self._label = ""
        self._line, self._linked = [], 0


def _blank(match: re.Match[str]) -> str:
    """A line feed of the source between Chinese characters is no space."""
    text, start, end = match.string, match.start(), match.end()
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return "" if "\n" in match[0] and _HAN.search(around) else " "
