"""The left and right edge that a column's lines keep to; a short page borrows from its like."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bihuan.reading.page.columns import Column
from bihuan.reading.page.geometry import Line, usual

_ENOUGH: Final = 5  # lines, before a column's own edges are to be trusted
_MANY: Final = 10
_REACH: Final = 3.0  # heights of print: what a page of indented or short lines may lack, or one line stick out


@dataclass(frozen=True, slots=True)
class Frame:
    """Edges of the text area, and the usual step from line to line."""

    left: float
    right: float
    pitch: float


def columns_frames(columns: Sequence[Column]) -> list[Frame]:
    """A frame for each column."""
    own = [_own([line for line in column.lines if not line.is_row] or column.lines) for column in columns]
    return [
        _widened(frame, column.lines, _like(columns, own, column) or _beside(columns, own, column))
        for frame, column in zip(own, columns, strict=True)
    ]


def _own(lines: list[Line]) -> Frame:
    size = usual([line.size for line in lines], [len(line.text) for line in lines])
    steps = [below.top - above.top for above, below in pairwise(lines)]
    pitch = usual([step for step in steps if 0.5 * size < step < 4 * size])
    return Frame(
        _edge(sorted(line.left for line in lines), size), -_edge(sorted(-line.edge for line in lines), size), pitch
    )


def _edge(values: list[float], size: float) -> float:
    """The outermost value; of many, one near it that does not stand alone: short lines that end alike make no edge."""
    if len(values) < _MANY:
        return values[0]
    for value, following in pairwise(value for value in values if value - values[0] < _REACH * size):
        if following - value < 0.5 * size:
            return value
    return values[0]


def _like(columns: Sequence[Column], own: list[Frame], column: Column) -> list[Frame]:
    """Frames of full columns of this kind: on pages of the same side of the sheet, else on any."""
    full = [
        (other.page, frame)
        for other, frame in zip(columns, own, strict=True)
        if other.kind == column.kind and len(other.lines) >= _ENOUGH
    ]
    return [frame for page, frame in full if (page - column.page) % 2 == 0] or [frame for _, frame in full]


def _beside(columns: Sequence[Column], own: list[Frame], column: Column) -> list[Frame]:
    """Frames as wide as those of other columns, ending where this one ends."""
    right = max(line.right for line in column.lines)
    return [
        Frame(right - (frame.right - frame.left), right, frame.pitch)
        for other, frame in zip(columns, own, strict=True)
        if column.kind and len(other.kind) == len(column.kind) and len(other.lines) >= _ENOUGH
    ]


def _widened(frame: Frame, lines: list[Line], like: list[Frame]) -> Frame:
    if not like:
        return frame
    reach = _REACH * lines[0].size
    lefts, rights = sorted(other.left for other in like), sorted(other.right for other in like)
    left, right = lefts[len(lefts) // 2], rights[len(rights) // 2]
    few = len(lines) < _ENOUGH
    return Frame(
        left if left < frame.left and (few or frame.left - left < reach) else frame.left,
        right if right > frame.right and (few or right - frame.right < reach) else frame.right,
        usual([other.pitch for other in like]) if few or not frame.pitch else frame.pitch,
    )
