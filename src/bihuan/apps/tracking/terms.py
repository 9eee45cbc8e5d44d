"""A pack's clock and an entry's dates → a clock that runs, and the day it ends. No database, no today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from bihuan.packs.schema import LedgerClock
from bihuan.workdays import (
    Calendar,
    Clock,
    Due,
    Extension,
    Left,
    LeftState,
    Pause,
    Step,
    Term,
    TermUnit,
    due_compute,
    due_left,
)

UNITS = {"working": TermUnit.WORKDAYS, "calendar": TermUnit.DAYS, "months": TermUnit.MONTHS}


@dataclass(frozen=True)
class EntryClock:
    """One clock of one entry by one calendar. ``values`` are the entry's stored values by field; pauses and extensions are its own.

    A due date that is the one the clock gives follows the clock; any other was given by hand and is left as given.
    """

    spec: LedgerClock
    values: Mapping[str, Any]
    calendar: Calendar
    pauses: Sequence[Pause] = ()
    extensions: Sequence[Extension] = ()
    began: str = ""

    @property
    def kept(self) -> date | None:
        """The due date that the entry holds."""
        return day_of(self.values.get(self.spec.due))

    @property
    def stopped(self) -> date | None:
        """The day it was stopped by being done."""
        return day_of(self.values.get(self.spec.stops))

    @cached_property
    def clock(self) -> Clock | None:
        """The running clock; None while its start is blank."""
        start = day_of(self.values.get(self.spec.starts))
        if start is None:
            return None
        days = term_days(self.spec, self.values)
        term = Term(max(days, 1), UNITS[self.spec.term.count])
        return Clock(
            start, term, tuple(self.pauses), tuple(self.extensions), same_day=days == 0, began=self.began, key=self.spec.key
        )  # fmt: skip

    @cached_property
    def computed(self) -> Due | None:
        """What the clock gives by the calendar."""
        return due_compute(self.calendar, self.clock) if self.clock else None

    @property
    def day(self) -> date | None:
        """The day that the clock gives; None while it has not begun or stands still."""
        return self.computed.day if self.computed else None

    @property
    def paused(self) -> bool:
        """Whether a pause is open."""
        return any(pause.until is None for pause in self.pauses) and self.stopped is None

    @property
    def given(self) -> bool:
        """Whether the due date was given by hand."""
        return self.kept is not None and not self.paused and self.kept != self.day

    @property
    def provisional(self) -> bool:
        """Whether a notice to come may move the date."""
        return bool(self.computed and self.computed.provisional and not self.given)

    def left(self, as_of: date) -> Left | None:
        """Working days left as of a day; None when there is no date."""
        if self.paused and self.clock and self.computed:
            return Left(LeftState.FROZEN, self.computed.left, self.clock.label)
        if self.kept is None:
            return None
        clock = self.clock or Clock(min(as_of, self.kept), Term(1))
        return due_left(self.calendar, clock, Due(self.kept, False, ()), as_of)

    @property
    def steps(self) -> tuple[Step, ...]:
        """How the date was found, line by line; for one given by hand, that it was."""
        if self.computed is None:
            return ()
        if not self.given:
            return self.computed.steps
        told = Step("given", self.kept or date.min, f"时限 {self.kept} 是登记时给定或由人改定的，不随工作日历重算")
        own = [step for step in self.computed.steps if step.kind in ("start", "pause", "extension")]
        return (*own, told)

    def lengthened(self, days: int) -> date | None:
        """A given due date moved on by so many of the clock's days."""
        if self.kept is None:
            return None
        working = self.spec.term.count == "working"
        return self.calendar.nth_after(self.kept, days) if working and days else self.kept + timedelta(days)


def term_days(spec: LedgerClock, values: Mapping[str, Any]) -> int:
    """The term's days for this entry: the first choice that has a term of its own, else the usual ones."""
    for field, days in spec.term.by.items():
        if (choice := values.get(field)) in days:
            return days[choice]
    return spec.term.days


def day_of(value: Any) -> date | None:
    """A stored day: ISO text, or a date as a driver gives it."""
    if value is None or value == "":
        return None
    return value if isinstance(value, date) else date.fromisoformat(value)
