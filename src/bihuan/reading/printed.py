"""Lines as they stand on printed pages, joined to the paragraphs that they were broken from."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import Final
from unicodedata import east_asian_width

from bihuan.reading.document import Aside, Content, Piece
from bihuan.reading.flat import MARK

_PAGE_NUMBER: Final = re.compile(
    r"[—–\-－·~_\s]*\d{1,4}[—–\-－·~_\s]*|第\s*\d+\s*页(?:\s*[/，,]?\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+"
)
_UNBROKEN: Final = re.compile(r"[“（《(「]*(?:[!-~]+|.)[，。；：、！？”）》)」%‰]*")  # what a line break does not cut
_STOPS: Final = "。！？；：!?;:"
_REPEATED: Final = 3  # pages
_INDENT: Final = 1.2  # of the size
_LARGER: Final = 1.12


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its box, y downwards, the size of its characters, its text and its page."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    page: int


def lines_content(lines: Sequence[Line]) -> Content:
    """Paragraphs in reading order; page numbers and running heads stand beside them."""
    ordered = sorted(lines, key=attrgetter("page", "y0", "x0"))
    furniture = set(_furniture(ordered))
    asides = [Aside(line.text, f"第{line.page}页") for line in ordered if line in furniture]
    return Content(list(_pieces([line for line in ordered if line not in furniture])), asides)


def _furniture(lines: list[Line]) -> Iterator[Line]:
    """First and last lines of pages that are page numbers, or the same on most pages."""
    pages = [list(page) for _, page in groupby(lines, key=attrgetter("page"))]
    edges = [line for page in pages for line in {page[0], page[-1]}]
    seen = Counter(map(_repeatable, edges))
    for line in edges:
        often = seen[_repeatable(line)]
        if _PAGE_NUMBER.fullmatch(line.text) or (often >= _REPEATED and often > len(pages) / 2):
            yield line


def _repeatable(line: Line) -> tuple[str, int]:
    """What a running line has in common from page to page."""
    return re.sub(r"\d+", "0", line.text), round(line.y0)


def _pieces(lines: list[Line]) -> Iterator[Piece]:
    if not lines:
        return
    measure = _Measure.of(lines)
    text, page, count = lines[0].text, lines[0].page, 1
    for above, below in pairwise(lines):
        if not measure.parted(above, below):
            text += _joint(text, below.text) + below.text
            continue
        yield text, f"第{page}页第{count}段"
        count = count + 1 if below.page == page else 1
        text, page = below.text, below.page
    yield text, f"第{page}页第{count}段"


def _joint(above: str, below: str) -> str:
    """A space where a line break parts two Latin words."""
    return " " if above[-1].isascii() and above[-1].isalpha() and below[0].isascii() and below[0].isalpha() else ""


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where the body's lines begin and end, how large they are and how far apart."""

    left: float
    right: float
    size: float
    pitch: float

    @classmethod
    def of(cls, lines: list[Line]) -> "_Measure":
        size = median(line.size for line in lines)
        body = [line for line in lines if line.size <= size * _LARGER] or lines
        pitches = [b.y0 - a.y0 for a, b in pairwise(lines) if a.page == b.page and b.y0 > a.y0]
        left = min(line.x0 for line in body)
        return cls(left, max(line.x1 for line in body), size, median(pitches) if pitches else size)

    def parted(self, above: Line, below: Line) -> bool:
        """Whether a paragraph begins with the lower line."""
        if "\t" in above.text or "\t" in below.text or self._apart(above, below):
            return True
        if above.size > self.size * _LARGER:  # a title over several lines
            return False
        if below.x0 > self.left + _INDENT * self.size or (above.text[-1] in _STOPS and MARK.match(below.text)):
            return True
        unbroken = _UNBROKEN.match(below.text)
        needed = _width(unbroken[0] if unbroken else "", below.size)
        return self.right - above.x1 > needed + 0.6 * self.size

    def _apart(self, above: Line, below: Line) -> bool:
        ratio = above.size / below.size if below.size else 1
        return not 1 / _LARGER < ratio < _LARGER or (
            above.page == below.page and below.y0 - above.y0 > 1.7 * self.pitch
        )


def _width(text: str, size: float) -> float:
    return sum(size if east_asian_width(char) in "WFA" else size / 2 for char in text)
