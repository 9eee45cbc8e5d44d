"""Counting a term out over a calendar, around its pauses, to the day it runs out."""

from dataclasses import dataclass
from datetime import date, timedelta

from bihuan.workdays.arrangement import ONE
from bihuan.workdays.calendar import Calendar, month_add
from bihuan.workdays.clock import Clock, TermUnit


@dataclass(frozen=True)
class Counted:
    """Where counting came to: the day the term ran out, or the open pause that stopped it with what was left of the term."""

    total: int  # days of the term with its extensions, in the clock's own unit
    ended: date | None
    held_from: date | None = None
    left: int = 0


def term_count(calendar: Calendar, clock: Clock) -> Counted:
    """Walk from pause to pause, taking the days between them off the term."""
    total = left = term_days(clock)
    if total == 0:
        return Counted(0, clock.start)
    at = day_zero(clock)
    for start, until in pauses_merged(clock):
        free = days_between(calendar, clock, at, max(start - ONE, at))
        if free >= left:
            break
        left -= free
        if until is None:
            return Counted(total, None, start, left)
        at = max(at, until)
    return Counted(total, days_ahead(calendar, clock, at, left))


def day_zero(clock: Clock) -> date:
    """The day before day 1."""
    return clock.start - ONE if clock.same_day else clock.start


def term_days(clock: Clock) -> int:
    """The term with its extensions in days of its own kind; months become the days up to the same day of the last one."""
    amount = clock.term.amount
    if clock.term.unit is TermUnit.MONTHS:
        amount = (month_add(clock.start, amount) - clock.start).days
    return amount + sum(extension.amount for extension in clock.extensions)


def pauses_merged(clock: Clock) -> list[tuple[date, date | None]]:
    """The paused days as runs in order that neither touch nor overlap; nothing follows an open one."""
    runs: list[tuple[date, date | None]] = []
    for pause in sorted(clock.pauses, key=lambda pause: pause.start):
        if runs:
            start, until = runs[-1]
            if until is None:
                break
            if pause.start <= until + ONE:
                runs[-1] = (start, None if pause.until is None else max(until, pause.until))
                continue
        runs.append((pause.start, pause.until))
    return runs


def days_between(calendar: Calendar, clock: Clock, after: date, upto: date) -> int:
    """Countable days after one day up to another."""
    return calendar.between(after, upto) if clock.counts_workdays else (upto - after).days


def days_ahead(calendar: Calendar, clock: Clock, after: date, number: int) -> date:
    """The ``number``-th countable day after a day."""
    return calendar.nth_after(after, number) if clock.counts_workdays else after + timedelta(days=number)
