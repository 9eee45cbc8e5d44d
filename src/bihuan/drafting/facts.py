"""What drafting is told besides figures: who reports, dated events, open and solved problems, figures given from above."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bihuan.datamodel import Measure
from bihuan.drafting.dates import Milestone


@dataclass(frozen=True, slots=True)
class Reporter:
    """The unit that reports. ``ranked_in`` names the wholes within which its computed rank holds: 全市 for a county of a city."""

    code: str
    names: tuple[str, ...]
    ranked_in: tuple[str, ...] = ()
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """存在问题 as the ledger keeps it; ``solved_on`` is None while it is open."""

    title: str
    raised_on: date
    solved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure given from above with its source: a city's rank, a superior's completion rate."""

    indicator: str
    measure: Measure
    among: str
    year: int
    value: Decimal
    reported_on: date
    source: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All of them, as known on the as-of day."""

    milestones: tuple[Milestone, ...] = ()
    problems: tuple[Problem, ...] = ()
    cited: tuple[Cited, ...] = field(default=())

    def cited_of(self, indicator: str, measure: Measure, among: str, year: int, as_of: date) -> Cited | None:
        """The figure from above reported last on or before the as-of day."""
        found = [
            item
            for item in self.cited
            if (item.indicator, item.measure, item.among, item.year) == (indicator, measure, among, year)
            and item.reported_on <= as_of
        ]
        return max(found, key=lambda item: item.reported_on, default=None)
