"""工作日历: national arrangements by year with local layers over them. Whether a day is worked, why, and how many lie between."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from bihuan.datamodel import BihuanError
from bihuan.workdays.arrangement import ONE, Arrangement, Layer
from bihuan.workdays.day import WORKED, Day, DayKind

SATURDAY = 5
REACH = (12, 29)  # a year's notice has moved days of the year before from 29 December on (2007, 2018), never earlier
FAR = 100  # years that a count may run past the last notice
# 全国年节及纪念日放假办法 as in force from 2025; 春节, 清明, 端午 and 中秋 have no fixed date
FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}


class Calendar:
    """Answers about days. Immutable: ``merged`` and ``layered`` give a new one.

    A year without a notice is provisional: Monday to Friday are worked, except the statutory holidays of a fixed date; nothing is
    swapped, and the movable festivals are not guessed. So are the last days of December until the next year's notice is there.
    """

    def __init__(self, arrangements: Iterable[Arrangement], layers: Iterable[Layer] = ()) -> None:
        self.arrangements = tuple(sorted(arrangements, key=lambda item: item.year))
        self.layers = tuple(layers)
        self._by_year = {item.year: item for item in self.arrangements}
        self._worked: dict[int, tuple[int, ...]] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years that a notice covers."""
        return tuple(self._by_year)

    @property
    def last_year(self) -> int | None:
        """The last year that a notice covers; None when there is none."""
        return max(self._by_year, default=None)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the digests of all years and layers, in their order: the version of every date computed from it."""
        told = [item.digest for item in self.arrangements]
        told += [f"{layer.name} {item.digest}" for layer in self.layers for item in layer.arrangements]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    def merged(self, arrangements: Iterable[Arrangement]) -> "Calendar":
        """With these years added; a year that was there is replaced whole."""
        return Calendar({**self._by_year, **{item.year: item for item in arrangements}}.values(), self.layers)

    def layered(self, layer: Layer) -> "Calendar":
        """With a local layer on top; a layer of the same name is replaced where it stands."""
        if any(other.name == layer.name for other in self.layers):
            return Calendar(self.arrangements, [layer if other.name == layer.name else other for other in self.layers])
        return Calendar(self.arrangements, [*self.layers, layer])

    def provisional(self, day: date) -> bool:
        """Whether a notice that is still to come may change the day."""
        if day.year not in self._by_year:
            return True
        return (day.month, day.day) >= REACH and day.year + 1 not in self._by_year

    def first_open(self, start: date, end: date) -> date | None:
        """The first day from start to end that is provisional; None when all of them are settled."""
        if start.year == end.year and end.year in self._by_year and (end.month, end.day) < REACH:
            return None
        ends = {day for year in range(start.year, end.year + 1) for day in (date(year, 1, 1), date(year, *REACH))}
        return min((day for day in {start, end} | ends if start <= day <= end and self.provisional(day)), default=None)

    def day(self, day: date) -> Day:
        """What the day is, why, and who said so."""
        kind, name, source = self._named.get(day) or self._ordinary(day)
        return Day(day, kind, name, source, self.provisional(day))

    def working(self, day: date) -> bool:
        """Whether the day is worked."""
        return (self._named.get(day) or self._ordinary(day))[0] in WORKED

    def days(self, start: date, end: date) -> Iterator[Day]:
        """Each day from start to end, both included."""
        for ahead in range((end - start).days + 1):
            yield self.day(start + timedelta(days=ahead))

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to ``end``: 0 on the same day, negative when ``end`` lies before."""
        if start > end:
            return -self.between(end, start)
        whole = sum(len(self._year(year)) for year in range(start.year, end.year))
        return whole + self._into_year(end) - self._into_year(start)

    def nth_after(self, start: date, number: int) -> date:
        """The ``number``-th working day after ``start``; the start itself is day 0."""
        if number < 1:
            raise BihuanError("workdays.bad_number", f"第 {number} 个工作日没有意义", hint="天数应为正整数")
        left = number + self._into_year(start)
        for year in range(start.year, start.year + FAR):
            worked = self._year(year)
            if left <= len(worked):
                return date.fromordinal(worked[left - 1])
            left -= len(worked)
        raise BihuanError(
            "workdays.too_far", f"{number} 个工作日超出了可以计算的范围", hint=f"期限请控制在 {FAR} 年以内"
        )

    def last_within(self, start: date, number: int) -> date:
        """The last day that lies no more than ``number`` working days after ``start``: the eve of the next working day."""
        return self.nth_after(start, number + 1) - ONE

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it."""
        return day if self.working(day) else self.nth_after(day, 1)

    def worked_in(self, year: int) -> int:
        """How many days of the year are worked."""
        return len(self._year(year))

    def _into_year(self, day: date) -> int:
        """Working days of the day's year up to and including the day."""
        return bisect_right(self._year(day.year), day.toordinal())

    def _year(self, year: int) -> tuple[int, ...]:
        """Ordinals of the worked days of a year, made once."""
        if year not in self._worked:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            self._worked[year] = tuple(n for n in range(first, last + 1) if self.working(date.fromordinal(n)))
        return self._worked[year]

    @cached_property
    def _named(self) -> dict[date, tuple[DayKind, str, str]]:
        """Every day that a notice or a layer names; a later layer outranks an earlier one."""
        found: dict[date, tuple[DayKind, str, str]] = {}
        for item in self.arrangements:
            found.update(_told(item, DayKind.HOLIDAY, DayKind.SHIFTED))
        for layer in self.layers:
            for item in layer.arrangements:
                found.update(_told(item, DayKind.LOCAL_OFF, DayKind.LOCAL_WORK, layer.name))
        return found

    def _ordinary(self, day: date) -> tuple[DayKind, str, str]:
        fixed = FIXED.get((day.month, day.day))
        if fixed and day.year not in self._by_year:
            return DayKind.FIXED, fixed, ""
        return (DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKDAY), "", ""


def _told(item: Arrangement, off: DayKind, work: DayKind, by: str = "") -> dict[date, tuple[DayKind, str, str]]:
    source = str(item.notice) or by
    told = {day: (off, rest.name, source) for rest in item.rests for day in rest.days()}
    return told | {shift.day: (work, shift.name, source) for shift in item.shifts}


def month_add(day: date, months: int) -> date:
    """The same day of a later month; where that month has no such day, its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - ONE).day
    return date(year, month + 1, min(day.day, last))
