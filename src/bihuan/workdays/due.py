"""到期日: the day that a clock's term ends, whether it may still move, and the steps that explain it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from bihuan.workdays.calendar import Calendar
from bihuan.workdays.clock import Clock
from bihuan.workdays.counting import Counted, term_count
from bihuan.workdays.steps import Step, steps_of


@dataclass(frozen=True)
class Due:
    """When a clock ends. ``day`` is None while a pause that is still open holds it; then ``left`` is what remains of the term.

    ``provisional``: a notice that is still to come may move the day. ``told``: the steps, or what makes them when they are asked for.
    """

    day: date | None
    provisional: bool
    told: tuple[Step, ...] | Callable[[], tuple[Step, ...]] = field(default=(), compare=False, repr=False)
    left: int = 0

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How the day was computed, line by line; the dates of ten thousand matters are compared without."""
        return self.told if isinstance(self.told, tuple) else self.told()

    @property
    def frozen(self) -> bool:
        """Whether an open pause holds the clock."""
        return self.day is None


def due_compute(calendar: Calendar, clock: Clock) -> Due:
    """The day that the clock's term ends by this calendar, and how it was found."""
    counted = term_count(calendar, clock)
    day = counted.ended
    if day is not None and clock.roll:
        day = calendar.next_working(day)
    opened = first_open(calendar, clock, counted, day)
    return Due(day, opened is not None, partial(steps_of, calendar, clock, counted, day, opened), counted.left)


def first_open(calendar: Calendar, clock: Clock, counted: Counted, day: date | None) -> date | None:
    """The first provisional day that the result hangs on: all of a term in working days, of other terms only the roll at the end."""
    end = day or counted.held_from or clock.start
    if clock.counts_workdays:
        return calendar.first_open(min(clock.start, end), end)
    return calendar.first_open(counted.ended, end) if counted.ended and clock.roll else None
