"""Which part of a page is the report: the innermost box with nearly all of its prose, and the title above it."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from bihuan.reading.document import Aside, Content, Piece
from bihuan.reading.furniture import furniture_clear
from bihuan.reading.head import TITLE_END
from bihuan.reading.webpage.blocks import Block, Box

_SHARE: Final = 0.9  # of the page's prose
_STOPS: Final = "。，；"
_TITLE: Final = re.compile(rf"^[^，。；]*{TITLE_END}$")
_TITLE_REACH: Final = 12  # blocks above the report in which its title is looked for
_TITLE_SHORTEST: Final = 6  # characters: a shorter line is not known by what the page calls itself
_HEAD: Final = 6  # blocks at the report's head among which its title may stand already
_OUTSIDE: Final = "正文之外"


def article_content(blocks: Sequence[Block], page: Box, told: str = "") -> Content:
    """The report as paragraphs; all else on the page as asides. ``told`` is what the page calls itself."""
    texts = [_is_text(block) for block in blocks]
    article = _article(blocks, texts, page)
    kept = [at for at in range(article.first, article.last) if texts[at]]
    title = _title(blocks, texts, article, told)
    if _compact(blocks, title) in _compact(blocks, kept[:_HEAD]):
        title = []
    shown = {*title, *kept}
    asides = [
        Aside(block.text, "网页" + (block.beside or _OUTSIDE)) for at, block in enumerate(blocks) if at not in shown
    ]
    pieces = [*((blocks[at].text, "标题") for at in title), *_pieces(blocks[at] for at in kept)]
    return Content(pieces, asides)


def _pieces(blocks: Iterator[Block]) -> Iterator[Piece]:
    paragraphs = tables = 0
    for block in blocks:
        tables += block.row == 1
        paragraphs += not block.row
        yield block.text, f"表{tables}第{block.row}行" if block.row else f"第{paragraphs}段"


def _is_text(block: Block) -> bool:
    """Whether a block may be the report's: not a menu, and not what stands around a report on a web page."""
    return not block.beside and 2 * block.linked <= len(block.text) and bool(furniture_clear(block.text).strip())


def _article(blocks: Sequence[Block], texts: list[bool], page: Box) -> Box:
    """Inwards as long as one box of several lines has the prose; outwards again as long as no menu is added."""
    sums = [0, *accumulate(_prose(block) if text else 0 for block, text in zip(blocks, texts, strict=True))]
    fine = [text or bool(block.beside) for block, text in zip(blocks, texts, strict=True)]
    path = [page]
    while inner := next((box for box in path[-1].inner if _holds(box, sums)), None):
        path.append(inner)
    while len(path) > 1 and all(fine[path[-2].first : path[-1].first] + fine[path[-1].last : path[-2].last]):
        path.pop()
    return path[-1]


def _holds(box: Box, sums: list[int]) -> bool:
    return box.last - box.first > 1 and sums[box.last] - sums[box.first] >= _SHARE * sums[-1]


def _prose(block: Block) -> int:
    """Characters outside of links; words without a stop count a fifth."""
    length = len(block.text) - block.linked
    return 5 * length if any(stop in block.text for stop in _STOPS) else length


def _title(blocks: Sequence[Block], texts: list[bool], article: Box, told: str) -> list[int]:
    """The nearest lines above the report that are a heading, are called so by the page, or read like a title."""
    lines: list[int] = []
    for at in range(article.first - 1, max(0, article.first - _TITLE_REACH) - 1, -1):
        block = blocks[at]
        named = len(block.text) >= _TITLE_SHORTEST and _compact(blocks, [at]) in told
        if texts[at] and (block.is_heading or named or _TITLE.match(block.text)):
            lines.insert(0, at)
        elif lines:
            break
    return lines


def _compact(blocks: Sequence[Block], places: Sequence[int]) -> str:
    return "".join("".join(blocks[at].text for at in places).split())
