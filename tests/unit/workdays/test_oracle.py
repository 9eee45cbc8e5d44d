"""5,000 generated clocks against an oracle that walks day by day and shares no code with the package."""

import calendar as gregorian
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import chinese_calendar
import pytest

from bihuan.workdays import (
    Arrangement,
    Calendar,
    Clock,
    Extension,
    Layer,
    Pause,
    Rest,
    Shift,
    Term,
    TermUnit,
    calendar_national,
    due_compute,
    due_left,
)

ONE = timedelta(days=1)
SEASONS = [(1, 1), (2, 1), (4, 1), (4, 25), (6, 1), (9, 20), (12, 20)]  # where days off crowd


class Oracle:
    """Counts a clock out one day at a time. Days of known years come from chinesecalendar."""

    def __init__(self, clock: Clock, last_year: int, off: set[date], work: set[date]) -> None:
        self.clock, self.last_year, self.off, self.work = clock, last_year, off, work

    def working(self, day: date) -> bool:
        if day in self.work or day in self.off:
            return day in self.work
        if day.year <= self.last_year:
            # what the year's own notice and those before it say of the last days of December is not what the next one says
            own = day.year == self.last_year and day.month == 12 and day.day >= 29
            return day.weekday() < 5 if own else chinese_calendar.is_workday(day)
        fixed = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
        return day.weekday() < 5 and (day.month, day.day) not in fixed

    def open(self, day: date) -> bool:
        return day.year > self.last_year or (day.year == self.last_year and day.month == 12 and day.day >= 29)

    def paused(self, day: date) -> bool:
        return any(p.start <= day and (p.until is None or day <= p.until) for p in self.clock.pauses)

    def held(self, day: date) -> bool:
        return any(p.start <= day and p.until is None for p in self.clock.pauses)

    def needed(self) -> int:
        clock, number = self.clock, self.clock.term.amount
        if clock.term.unit is TermUnit.MONTHS:
            year, month = clock.start.year, clock.start.month
            for _ in range(number):
                year, month = (year + 1, 1) if month == 12 else (year, month + 1)
            day = min(clock.start.day, gregorian.monthrange(year, month)[1])
            number = (date(year, month, day) - clock.start).days
        return number + sum(extension.amount for extension in clock.extensions)

    def run(self) -> tuple[date | None, bool, int]:
        """The due day, whether it is provisional, and what an open pause left."""
        clock, left = self.clock, self.needed()
        only_worked = clock.term.unit is TermUnit.WORKDAYS
        day = clock.start - ONE if clock.same_day else clock.start
        opened = only_worked and self.open(clock.start)
        while left:
            day += ONE
            if self.held(day):
                opened = only_worked and (opened or self.open(day))
                return None, opened, left
            opened = opened or (only_worked and self.open(day))
            if not self.paused(day) and (self.working(day) or not only_worked):
                left -= 1
        while clock.roll and not self.working(day):
            opened = opened or self.open(day)
            day += ONE
        return day, (opened or self.open(day)) if clock.roll or only_worked else False, 0

    def left(self, due: date, as_of: date) -> int:
        """Working days ahead, or behind as a negative number."""
        if as_of >= due:
            return -sum(self.working(due + timedelta(days=n)) for n in range(1, (as_of - due).days + 1))
        days = [as_of + timedelta(days=n) for n in range(1, (due - as_of).days + 1)]
        return sum(self.working(day) and not self.paused(day) for day in days if day > self.clock.start)


def made(random: Random) -> tuple[Calendar, Oracle]:
    last_year = random.choice([2019, 2023, 2025, 2026])
    year = random.choice(
        [random.randint(2009, last_year), last_year, last_year + 1]
    )  # chinesecalendar lacks the end of 2005
    month, day = random.choice(SEASONS)
    start = date(year, month, day) + timedelta(days=random.randint(0, 30))
    unit = random.choice(list(TermUnit))
    amount = random.randint(1, 6) if unit is TermUnit.MONTHS else random.choice([1, 3, 5, 7, 10, 15, 20, 30, 60])
    pauses = tuple(made_pause(random, start) for _ in range(random.choice([0, 0, 1, 1, 2, 3])))
    extensions = tuple(
        Extension(random.randint(1, 20), start + timedelta(days=random.randint(1, 40)))
        for _ in range(random.choice([0, 0, 1, 2]))
    )
    clock = Clock(start, Term(amount, unit), pauses, extensions, random.random() < 0.3, random.random() < 0.7)
    off = {start + timedelta(days=random.randint(0, 60)) for _ in range(random.choice([0, 0, 2, 5]))}
    work = (
        {start + timedelta(days=random.randint(0, 60)) for _ in range(random.choice([0, 1, 2]))} - off if off else set()
    )
    arrangements = [item for item in calendar_national().arrangements if item.year <= last_year]
    calendar = Calendar(arrangements)
    if off:
        rests, shifts = tuple(Rest("开镰节", d, d) for d in off), tuple(Shift("开镰节", d) for d in work)
        calendar = calendar.layered(Layer("青禾自治县", (Arrangement(year, rests, shifts),)))
    return calendar, Oracle(clock, last_year, off, work)


def made_pause(random: Random, start: date) -> Pause:
    first = start + timedelta(days=random.randint(-5, 40))
    until = None if random.random() < 0.15 else first + timedelta(days=random.randint(0, 15))
    return Pause(first, until, "补充材料")


@pytest.mark.parametrize("seed", range(50))
def test_a_hundred_generated_clocks_end_where_the_oracle_says(seed: int) -> None:
    random = Random(f"clock {seed}")
    for _ in range(100):
        calendar, oracle = made(random)
        due = due_compute(calendar, oracle.clock)
        assert (due.day, due.provisional, due.left) == oracle.run(), oracle.clock


@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_generated_clocks_have_left_what_the_oracle_says(seed: int) -> None:
    random = Random(f"left {seed}")
    for _ in range(100):
        calendar, oracle = made(random)
        oracle.clock = replace(oracle.clock, pauses=tuple(p for p in oracle.clock.pauses if p.until))
        due = due_compute(calendar, oracle.clock)
        assert due.day is not None
        as_of = due.day + timedelta(days=random.randint(-40, 20))
        told = due_left(calendar, oracle.clock, due, as_of)
        assert (-told.days if as_of > due.day else told.days) == oracle.left(due.day, as_of), (oracle.clock, as_of)
