"""What every object on an OFD page has: a box, a matrix, numbers that may be none (GB/T 33190, 8.5)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from lxml import etree

POINT: Final = 72 / 25.4  # in a millimetre
FURTHEST: Final = 1e6  # millimetres; products of larger ones may pass what a float holds

Numbers = Sequence[float]


@dataclass(frozen=True, slots=True)
class Placing:
    """From an object's own millimetres to the points of its page."""

    left: float
    top: float
    matrix: Numbers

    @classmethod
    def of(cls, element: etree._Element) -> Self:
        """By the object's Boundary and CTM; ``ValueError`` for numbers that are none."""
        left, top, _, _ = numbers(element.get("Boundary", ""), 4)
        return cls(left, top, numbers(element.get("CTM", "1 0 0 1 0 0"), 6))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the object stands on the page."""
        a, b, c, d, e, f = self.matrix
        return (self.left + a * x + c * y + e) * POINT, (self.top + b * x + d * y + f) * POINT

    @property
    def slant(self) -> float:
        """Sine of the angle by which the object is turned."""
        a, b = self.matrix[:2]
        return abs(b) / (math.hypot(a, b) or 1.0)

    @property
    def scale(self) -> tuple[float, float]:
        """Points across and down for a millimetre of the object."""
        a, b, c, d = self.matrix[:4]
        return math.hypot(a, b) * POINT, math.hypot(c, d) * POINT


def objects(page: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every visible object of a kind in the layers of a page, however deep in blocks."""
    for element in page.iterfind(f"{{*}}Content/{{*}}Layer//{{*}}{name}"):
        if element.get("Visible", "true") not in {"false", "0"}:
            yield element


def numbers(told: str, count: int) -> Numbers:
    """So many finite numbers, apart by blanks."""
    found = [number(word) for word in told.split()]
    if len(found) != count:
        raise ValueError(told)
    return found


def number(told: str) -> float:
    """One finite number, no further than any page reaches."""
    found = float(told)
    if not abs(found) <= FURTHEST:
        raise ValueError(told)
    return found
