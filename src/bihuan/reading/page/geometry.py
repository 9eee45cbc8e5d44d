"""What stands where on a page: in points from the left and from the top, downwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_STOPS: Final = tuple("，。、；：”）")
_HANGING: Final = 0.9


class Glyph(NamedTuple):
    """One sign, its box and the size of its print."""

    sign: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def edge(self) -> float:
        """Where it ends; a stop may hang over the edge of its column."""
        return self.right - _HANGING * self.size if self.sign in _STOPS else self.right


class Rule(NamedTuple):
    """A straight ruling, across or down; an edge of a filled box is one too."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_across(self) -> bool:
        """Wider than high."""
        return self.right - self.left > self.bottom - self.top


@dataclass(slots=True)
class Line:
    """Signs that stand side by side; ``size`` is that of its print."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    place: str = ""  # of a row of a table: 表1第2行

    @property
    def is_row(self) -> bool:
        """Cells joined by tabs, which are no part of a paragraph."""
        return bool(self.place) or "\t" in self.text

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def edge(self) -> float:
        """Where it ends but for a last stop, which may hang over the edge."""
        return self.right - _HANGING * self.size if self.text.endswith(_STOPS) else self.right

    def beside(self, other: "Line") -> bool:
        """Whether both stand at one height."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > 0.5 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(slots=True)
class Page:
    """One page, numbered from 1."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    slanted: str = ""  # a watermark or a stamp, across the text


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines grouped by height, from top to bottom, each group from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        if rows and rows[-1][-1].beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def usual(values: Sequence[float], weights: Sequence[float] | None = None, *, step: float = 0.5) -> float:
    """The most frequent of some values that scatter by ``step``; 0 when there are none."""
    counts: dict[int, float] = {}
    for value, weight in zip(values, weights or [1.0] * len(values), strict=True):
        counts[round(value / step)] = counts.get(round(value / step), 0) + weight
    return max(counts, key=lambda key: counts[key]) * step if counts else 0.0
