"""Running heads, feet and page numbers: at the edge of the page, a number by itself or the same words page after page."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bihuan.reading.document import Aside
from bihuan.reading.page.geometry import Line, Page, rows_of, usual

_EDGE_ROWS: Final = 2
_NUMBER: Final = re.compile(
    r"[—–\-－·~～_\s]{0,6}(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,6}(?=\s*页))\s*页?"
    r"(?:\s*[/，,]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[—–\-－·~～_\s]{0,6}"
)
_DIGITS: Final = re.compile(r"\d+")
_NEAR: Final = 4.0  # points by which a running head may move from page to page
_APART: Final = 1.25  # times the usual step from line to line: how far a head stands off the text
_MARGIN: Final = 0.15  # of the page's height: where a number by itself is the page's

Row = list[Line]
Key = tuple[str, int]


def beside_take(pages: Sequence[Page]) -> list[Aside]:
    """Take what stands beside the text off the pages."""
    rows = [rows_of(page.lines) for page in pages]
    steps = [below[0].top - above[0].top for page in rows for above, below in pairwise(page)]
    repeated = Counter(key for page in rows for key in {_key(row) for row in _standing_off(page, usual(steps))})
    asides = []
    for page, page_rows in zip(pages, rows, strict=True):
        for row in _edges(page_rows):
            if not row[0].place and (_is_number(row, page) or _repeats(repeated, _key(row))):
                place = "页眉" if row[0].bottom < page.height / 2 else "页脚"
                asides.append(Aside("\t".join(line.text for line in row), f"第{page.number}页{place}"))
                page.lines = [line for line in page.lines if not any(line is other for other in row)]
    return asides


def _edges(rows: list[Row]) -> list[Row]:
    """The outermost rows."""
    return rows if len(rows) <= 2 * _EDGE_ROWS else [*rows[:_EDGE_ROWS], *rows[-_EDGE_ROWS:]]


def _standing_off(rows: list[Row], step: float) -> list[Row]:
    """The outermost rows that have more than a line's step between them and the text."""
    return [*_off_inside(rows, step), *_off_inside(rows[::-1], step)]


def _off_inside(rows: list[Row], step: float) -> list[Row]:
    for count in range(min(_EDGE_ROWS, len(rows) - 1), 0, -1):
        if abs(rows[count][0].top - rows[count - 1][0].top) > _APART * step:
            return rows[:count]
    return []


def _key(row: Row) -> Key:
    """The words without their numbers, and the height."""
    return _DIGITS.sub("#", "".join(line.text for line in row)), round(row[0].top / _NEAR)


def _repeats(repeated: Counter[Key], key: Key) -> bool:
    return sum(repeated[key[0], key[1] + step] for step in (-1, 0, 1)) > 1


def _is_number(row: Row, page: Page) -> bool:
    outside = row[0].bottom < _MARGIN * page.height or row[0].top > (1 - _MARGIN) * page.height
    return outside and _NUMBER.fullmatch("".join(line.text for line in row)) is not None
