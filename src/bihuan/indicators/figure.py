"""A question put to an indicator and its answer, which keeps what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from bihuan.datamodel import Measure, Period


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """``indicator`` is a name or ``name[field=choice]``; ``unit`` a unit's code; ``as_of`` bounds what counts as known."""

    indicator: str
    unit: str
    period: Period
    as_of: date
    measure: Measure = Measure.VALUE


@dataclass(frozen=True, slots=True)
class Figure:
    """The answer. ``value`` is None where a denominator or base is zero, or nothing is recorded: ``note`` says which.

    Money is in yuan, rates and changes in percent. Rates have the indicator's own rounding, quotients of measures twelve significant
    digits where they do not end; ``rows`` counts the entries
    behind the value and ``digest`` is the SHA-256 over their sorted (id, digest) pairs.
    """

    query: FigureQuery
    value: Decimal | None
    measure_word: str
    label: str
    definition: str
    scope: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    rows: int = 0
    digest: str = ""
    note: str = ""


class Figures(Protocol):
    """Whoever can answer: the drafting and the pages ask many questions at once and get the answers in their order."""

    def __call__(self, queries: Sequence[FigureQuery]) -> list[Figure]: ...
