"""Columns: where a page is read down one side before the other, and across its whole width elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bihuan.reading.page.geometry import Line, Page

_MOST_EDGES: Final = 16  # places tried as a gutter
_ENOUGH: Final = 6  # lines of prose that make a column
_NARROWEST: Final = 7.0  # sizes of print: what is narrower is a cell
_GUTTER: Final = 0.7
_FULL_SHARE: Final = 0.4  # of a side's lines end at its right edge when it is prose
_MOST_LINES: Final = 1_000  # on one page: what has more is no prose in columns
_DEEPEST: Final = 2  # columns in columns: four side by side
_CROSSING: Final = 2  # what a line across the gutter counts for against it


@dataclass(slots=True)
class Column:
    """Lines to be read downwards on one page; ``kind`` tells which columns of other pages are its like."""

    page: int
    kind: str
    lines: list[Line]


def pages_columns(pages: Sequence[Page]) -> list[Column]:
    """All columns in reading order; a page with few lines has the gutter of the others."""
    gutters = [_gutter(page.lines) for page in pages]
    known = Counter(round(gutter) for gutter in gutters if gutter is not None)
    columns: list[Column] = []
    for page, gutter in zip(pages, gutters, strict=True):
        if gutter is None:
            gutter = next((float(place) for place, _ in known.most_common(2) if _is_free(page.lines, place)), None)
        columns += _split(page.lines, gutter, page.number, "")
    return columns


def _split(lines: list[Line], gutter: float | None, page: int, kind: str) -> list[Column]:
    if gutter is None or len(kind) > _DEEPEST:
        return [Column(page, kind, lines)] if lines else []
    columns: list[Column] = []
    for band in _bands(lines, gutter):
        left, right = _sides(band, gutter)
        if len(left) + len(right) < len(band):
            columns.append(Column(page, kind, band))
        else:
            columns += [
                *_split(left, _gutter(left), page, kind + "l"),
                *_split(right, _gutter(right), page, kind + "r"),
            ]
    return columns


def _bands(lines: list[Line], gutter: float) -> list[list[Line]]:
    """Neighbours that all cross the gutter, or all do not."""
    bands: list[list[Line]] = []
    crossed: bool | None = None
    for line in sorted(lines, key=lambda line: line.top):
        crosses = line.left < gutter < line.edge
        if crosses is not crossed:
            bands.append([])
            crossed = crosses
        bands[-1].append(line)
    return bands


def _sides(lines: list[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    return [line for line in lines if line.edge <= gutter], [line for line in lines if line.left >= gutter]


def _gutter(lines: list[Line], deeper: int = _DEEPEST) -> float | None:
    """Where the right column begins, when there are two; each may hold columns again, so many times."""
    if len(lines) > _MOST_LINES:
        return None
    ends = Counter(round(line.edge) for line in lines)
    begins = Counter(round(line.left) for line in lines)
    places = [end + 2.0 for end, _ in ends.most_common(_MOST_EDGES)]
    places += [begin - 2.0 for begin, count in begins.most_common(_MOST_EDGES) if count > 1]
    best = max(places, key=lambda place: _worth(lines, place, deeper), default=0.0)
    return best if places and _worth(lines, best, deeper) > 0 else None


def _worth(lines: list[Line], gutter: float, deeper: int) -> int:
    left, right = _sides(lines, gutter)
    if not (left and right) or max(len(left), len(right)) < _ENOUGH:
        return 0
    narrowest = _NARROWEST * left[0].size
    if gutter - min(line.left for line in left) < narrowest or max(line.right for line in right) - gutter < narrowest:
        return 0  # the one side is an indent
    worth = len(left) + len(right) - _CROSSING * (len(lines) - len(left) - len(right))
    return worth if worth > 0 and _apart(left, right) and all(_is_prose(side, deeper) for side in (left, right)) else 0


def _is_free(lines: list[Line], gutter: float) -> bool:
    left, right = _sides(lines, gutter)
    if not (left and right):
        return len(left) == len(lines)
    return len(left) + len(right) > len(lines) / 2 and _apart(left, right)


def _apart(left: list[Line], right: list[Line]) -> bool:
    """Side by side with a gutter between, not one below the other."""
    wide = min(line.left for line in right) - max(line.edge for line in left) > _GUTTER * left[0].size
    above = max(line.bottom for line in left) <= min(line.top for line in right)
    below = max(line.bottom for line in right) <= min(line.top for line in left)
    return wide and not above and not below


def _is_prose(side: list[Line], deeper: int) -> bool:
    """Lines that run to one right edge, or columns of such lines; a few short ones prove nothing."""
    if len(side) < _ENOUGH:
        return True
    end, size = max(line.edge for line in side), sorted(line.size for line in side)[len(side) // 2]
    if end - min(line.left for line in side) < _NARROWEST * size:
        return False
    full = sum(line.right > end - 1.5 * size for line in side) >= _FULL_SHARE * len(side)
    return full or (deeper > 0 and _gutter(side, deeper - 1) is not None)
