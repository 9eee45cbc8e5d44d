"""The rulings of an OFD page: tables are drawn as paths, and their straight lines part the cells."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

from bihuan.reading.ofdobject import Placing, number, objects
from bihuan.reading.page import Rule

RULE_LIMIT: Final = 4_000  # on one page: a page of small cells has some hundreds
_OPERANDS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}  # GB/T 33190, 9.2
_LEAN: Final = 1.0  # points by which a straight line may lean

Point = tuple[float, float]


def page_rules(page: etree._Element) -> list[Rule]:
    """Lines across and down; ``ValueError`` for numbers that are none."""
    rules = (rule for path in objects(page, "PathObject") for rule in _rules(path))
    return list(islice(rules, RULE_LIMIT))


def _rules(path: etree._Element) -> Iterator[Rule]:
    placing = Placing.of(path)
    for one, other in _segments(path.findtext("{*}AbbreviatedData") or ""):
        (x0, y0), (x1, y1) = placing.point(*one), placing.point(*other)
        if min(abs(x1 - x0), abs(y1 - y0)) <= _LEAN < max(abs(x1 - x0), abs(y1 - y0)):
            yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _segments(told: str) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path; a curve only moves the pen."""
    words = iter(told.split())
    begin = pen = (0.0, 0.0)
    for name in words:
        operands = [number(word) for word in islice(words, _OPERANDS.get(name, 0))]
        point = (operands[-2], operands[-1]) if len(operands) > 1 else begin
        if name in {"L", "C"}:
            yield pen, point
        pen = point
        begin = point if name in {"S", "M"} else begin
