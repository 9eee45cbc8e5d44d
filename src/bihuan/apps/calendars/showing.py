"""A year of a calendar for the eye: months as weeks of days, and the runs of days off and the days worked in exchange as a list."""

import calendar as gregorian
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bihuan.workdays import Calendar, Day, DayKind

MARKS = {
    DayKind.HOLIDAY: "休",
    DayKind.SHIFTED: "班",
    DayKind.LOCAL_OFF: "地休",
    DayKind.LOCAL_WORK: "地班",
    DayKind.FIXED: "休",
}
LOOKS = {
    DayKind.WEEKEND: ("weekend",),
    DayKind.HOLIDAY: ("off",),
    DayKind.FIXED: ("off",),
    DayKind.SHIFTED: ("work",),
    DayKind.LOCAL_OFF: ("off", "local"),
    DayKind.LOCAL_WORK: ("work", "local"),
}
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class DayShown:
    """A day in a grid: ``mark`` is the word on it (休, 班, 地休, 地班); nothing for ordinary days and weekends."""

    day: Day
    today: bool

    @property
    def mark(self) -> str:
        """The word on the day."""
        return MARKS.get(self.day.kind, "")

    @property
    def look(self) -> str:
        """Classes of the day: off, work, local, weekend, maybe (暂计)."""
        return " ".join([*LOOKS.get(self.day.kind, ()), *(["maybe"] if self.day.provisional else [])])

    @property
    def told(self) -> str:
        """The day in full, for whoever does not see the grid."""
        weekday = WEEKDAYS[self.day.day.weekday()]
        provisional = "，暂计" if self.day.provisional else ""
        return f"{self.day.day} 星期{weekday} {self.day.why}{provisional}"


@dataclass(frozen=True)
class MonthShown:
    """A month as weeks from Monday to Sunday; None where a day is of another month."""

    month: int
    weeks: list[list[DayShown | None]]
    worked: int


@dataclass(frozen=True)
class RunShown:
    """A run of days off of one name, or one day worked."""

    start: Day
    end: Day
    days: int


def months_shown(calendar: Calendar, year: int, today: date) -> list[MonthShown]:
    """The twelve months of a year."""
    return [month_shown(calendar, year, month, today) for month in range(1, 13)]


def month_shown(calendar: Calendar, year: int, month: int, today: date) -> MonthShown:
    """One month."""
    weeks = [
        [DayShown(calendar.day(date(year, month, number)), date(year, month, number) == today) if number else None
         for number in week]
        for week in gregorian.Calendar().monthdayscalendar(year, month)
    ]  # fmt: skip
    worked = sum(shown.day.working for week in weeks for shown in week if shown)
    return MonthShown(month, weeks, worked)


def runs_shown(calendar: Calendar, year: int) -> Iterator[RunShown]:
    """Every run of days off and every day worked in exchange, in order; ordinary days and weekends are left out."""
    named = (day for day in calendar.days(date(year, 1, 1), date(year, 12, 31)) if day.kind in MARKS)
    ordered = enumerate(named)
    for _, group in groupby(ordered, key=lambda pair: (pair[1].day.toordinal() - pair[0], pair[1].kind, pair[1].name)):
        run = [day for _, day in group]
        yield RunShown(run[0], run[-1], len(run))
