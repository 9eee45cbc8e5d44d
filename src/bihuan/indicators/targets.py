"""目标: the target of a unit and year, from the ``targets`` ledger; the one set last on or before the as-of day holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bihuan.indicators.formulas import Base, Clock, field_places
from bihuan.indicators.source import Cell, Member, SqlSource
from bihuan.indicators.windows import Window
from bihuan.packs.schema import Indicator, Ledger

LEDGER = "targets"
LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the targets ledger."""

    indicator: str
    year: int
    unit: int
    set_on: date
    value: Decimal
    entry: Member
    key: str = ""


class Targets:
    """The targets of some units, read once for each as-of day."""

    def __init__(self, source: SqlSource, units: Iterable[int]) -> None:
        self._source = source
        self._units = sorted(set(units))
        self._known: dict[date, list[Target]] = {}

    def find(self, ref: str, indicator: Indicator, *, unit: int, year: int, as_of: date) -> Target | None:
        """The target that holds on the as-of day; the indicator may be written by reference, name or alias."""
        names = {
            ref,
            *({indicator.name, *indicator.aliases, *indicator.formerly} if "[" not in ref else {indicator.name}),
        }
        found = [row for row in self._on(as_of) if row.unit == unit and row.year == year and row.indicator in names]
        return max(found, key=lambda row: (row.set_on, row.entry), default=None)

    def _on(self, as_of: date) -> list[Target]:
        if as_of not in self._known:
            known = LEDGER in self._source.catalog.ledgers
            self._known[as_of] = [row for unit in self._units for row in self._read(unit, as_of)] if known else []
        return self._known[as_of]

    def _read(self, unit: int, as_of: date) -> list[Target]:
        ledger = self._source.catalog.ledgers[LEDGER]
        base = target_base(ledger)
        indicator, year = ledger.key.index("indicator"), ledger.key.index("year")
        return [
            Target(
                row.key[indicator],
                int(row.key[year]),
                row.unit,
                row.day,
                base.exact(row.amount),
                row.member,
                "|".join(row.key),
            )
            for row in self._source.listing(Cell(base, unit, Window(LONG_AGO, as_of, as_of)))
            if row.unit == unit
        ]


def target_base(ledger: Ledger) -> Base:
    """The rows of the targets ledger, each with its target."""
    return Base(LEDGER, "sum", "target_value", field_places(ledger, "target_value"), Clock(ledger.date), ())
