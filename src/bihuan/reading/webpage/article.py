"""Which part of a page is the report: the innermost box with nearly all of its prose, and its title above it."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from bihuan.reading.document import Aside, Content, Piece
from bihuan.reading.furniture import furniture_clear
from bihuan.reading.webpage.blocks import Block, Box

_SHARE: Final = 0.9  # of the page's prose
_STOPS: Final = "。，；"
_TITLE_REACH: Final = 12  # blocks above the report in which its title is looked for
_HEAD: Final = 6  # blocks at the report's head among which its title may stand already
_OUTSIDE: Final = "正文之外"


def article_content(blocks: Sequence[Block], page: Box, title: str = "") -> Content:
    """The report as paragraphs; all else on the page as asides. ``title`` is what the page calls itself."""
    article = _article(blocks, page)
    shown = range(article.first, article.last)
    kept = [blocks[at] for at in shown if _belongs(blocks[at])]
    above = _title(blocks, article, kept, title)
    asides = [
        Aside(block.text, "网页" + (block.beside or _OUTSIDE))
        for at, block in enumerate(blocks)
        if block is not above and (at not in shown or not _belongs(block))
    ]
    return Content([*([(above.text, "标题")] if above else []), *_pieces(kept)], asides)


def _pieces(blocks: list[Block]) -> Iterator[Piece]:
    paragraphs = tables = 0
    for block in blocks:
        tables += block.row == 1
        paragraphs += not block.row
        yield block.text, f"表{tables}第{block.row}行" if block.row else f"第{paragraphs}段"


def _article(blocks: Sequence[Block], page: Box) -> Box:
    """Inwards as long as one box has the prose; outwards again as long as nothing but text is added."""
    sums = [0, *accumulate(map(_prose, blocks))]
    path = [page]
    while inner := next((box for box in path[-1].inner if _weight(box, sums) >= _SHARE * sums[-1] > 0), None):
        path.append(inner)
    while len(path) > 1 and all(map(_belongs, _added(blocks, path[-2], path[-1]))):
        path.pop()
    return path[-1]


def _weight(box: Box, sums: list[int]) -> int:
    return sums[box.last] - sums[box.first]


def _added(blocks: Sequence[Block], outer: Box, inner: Box) -> Sequence[Block]:
    return [*blocks[outer.first : inner.first], *blocks[inner.last : outer.last]]


def _prose(block: Block) -> int:
    """Characters that may be the report's: sentences count in full, words without a stop a fifth, links not at all."""
    if not _belongs(block):
        return 0
    length = len(block.text) - block.linked
    return length if any(stop in block.text for stop in _STOPS) else length // 5


def _belongs(block: Block) -> bool:
    return not block.beside and 2 * block.linked <= len(block.text) and bool(furniture_clear(block.text).strip())


def _title(blocks: Sequence[Block], article: Box, kept: list[Block], told: str) -> Block | None:
    """The nearest heading above the report that it does not itself begin with."""
    above = blocks[max(0, article.first - _TITLE_REACH) : article.first]
    headings = [block for block in above if block.is_heading or (len(block.text) >= 6 and _compact(block.text) in told)]
    if not headings or not _belongs(headings[-1]):
        return None
    head = _compact("".join(block.text for block in kept[:_HEAD]))
    return None if _compact(headings[-1].text) in head else headings[-1]


def _compact(text: str) -> str:
    return "".join(text.split())
