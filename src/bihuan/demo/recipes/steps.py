"""Small steps that recipes share: working days by the national calendar, counts of what went round again, month ends, chained lists."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import chain, pairwise

from bihuan.demo.draws import AS_OF, Draw, Row
from bihuan.workdays import Calendar, calendar_national

Lists = Mapping[str, Callable[[int], list[Row]]]


@cache
def national() -> Calendar:
    """The calendar that the county works by."""
    return calendar_national()


def workdays_after(day: date, number: int) -> date:
    """The working day so many after a day."""
    return national().nth_after(day, number)


def counted(draw: Draw, share: float) -> int | None:
    """Once in that share of the draws, now and then twice; blank where it never happened."""
    return (2 if draw.chance(0.15) else 1) if draw.chance(share) else None


def month_ends(year: int) -> list[date]:
    """The last day of each month that is over."""
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    return [end - timedelta(1) for _, end in pairwise(firsts) if end - timedelta(1) <= AS_OF]


def passed(day: date | None) -> date | None:
    """The day, unless it is still to come."""
    return day if day is not None and day <= AS_OF else None


def lists_merged(*tables: Lists) -> dict[str, Callable[[int], list[Row]]]:
    """The tables together; of a ledger that several write, the rows one after the other."""
    names = dict.fromkeys(name for table in tables for name in table)
    return {name: chained([table[name] for table in tables if name in table]) for name in names}


def chained(makers: list[Callable[[int], list[Row]]]) -> Callable[[int], list[Row]]:
    """One maker of the rows of several."""
    return lambda year: list(chain.from_iterable(make(year) for make in makers))
