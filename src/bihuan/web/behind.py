"""The entries behind a figure as a table: what each adds, and the sum of what they add."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bihuan.apps.figures.selectors import figure_rows
from bihuan.apps.ledgers.listing import key_words
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.selectors import unit_list
from bihuan.indicators import FigureQuery
from bihuan.indicators.behind import BEFORE, NOW, TARGET, RowBehind, rows_readd

PARTS = (NOW, BEFORE, TARGET)


@dataclass(frozen=True)
class Side:
    """One side of a figure (numerator, denominator, or the value itself): how many entries, what they add up to."""

    name: str
    rows: int
    total: Decimal


@dataclass(frozen=True)
class BehindShown:
    """One entry behind a figure with the names people know."""

    row: RowBehind
    ledger: str
    unit: str
    key: str


def rows_added(query: FigureQuery) -> tuple[list[Side], list[RowBehind]]:
    """The entries behind a figure, and for each part and side their number and sum, added up again here.

    Of a rank only the unit's own entries are listed, not its neighbours'.
    """
    rows = [row for row in figure_rows(query) if row.part in PARTS]
    counts = Counter((row.part, row.side) for row in rows)
    sides = [
        Side(side_name(part, side), count, rows_readd(rows, part=part, side=side))
        for (part, side), count in counts.items()
    ]
    return sides, rows


def side_name(part: str, side: str) -> str:
    """本期 goes without saying."""
    return side if part == NOW else part + side


def columns_of(rows: Iterable[RowBehind]) -> list[BehindShown]:
    """The rows of one page with the names of their ledgers and units."""
    units = {unit.code: unit.name for unit in unit_list()}
    ledgers = catalog().ledgers
    return [
        BehindShown(
            row, ledgers[row.ledger].name, units.get(row.unit, row.unit), key_words(ledgers[row.ledger], row.key)
        )
        for row in rows
    ]
