"""Days in a query. SQL is compiled once with marker days, and the days that are asked for are put in their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.datamodel import Period

AS_OF_MARK = date(1800, 1, 1)
_MARK = re.compile(r"MAKE_DATE\((1[678]\d\d), 1, 1\)|'(1[678]\d\d)-01-01'")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days that are counted, both included; ``as_of`` bounds what is known. A stock stands at ``stop``."""

    start: date
    stop: date
    as_of: date

    @classmethod
    def of(cls, period: Period, as_of: date) -> "Window":
        """The part of a period that the as-of day lets be known."""
        return cls(period.start, min(period.end, as_of), as_of)


def start_mark(number: int) -> date:
    """Stands for the first day of the window of that number in compiled SQL."""
    return date(1600 + number, 1, 1)


def stop_mark(number: int) -> date:
    """Stands for the last day of the window of that number in compiled SQL."""
    return date(1700 + number, 1, 1)


def days_fill(sql: str, windows: Sequence[Window], *, dialect: str) -> str:
    """Put the windows' days where the marks stand. The windows share one as-of day. Days are typed: nothing can be injected."""
    days = {AS_OF_MARK.year: windows[0].as_of}
    for number, window in enumerate(windows):
        days[start_mark(number).year], days[stop_mark(number).year] = window.start, window.stop
    literal = "'{}'" if dialect == "sqlite" else "DATE '{}'"
    return _MARK.sub(lambda match: literal.format(days[int(match[1] or match[2])].isoformat()), sql)
