"""报告期: a year down to a week, with its name, its neighbours and the same period of last year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bihuan.datamodel.errors import BihuanError

PeriodKind = Literal["year", "half", "quarter", "month", "week", "months"]

_MONTH = r"(?:0[1-9]|1[0-2])"
_NAME = re.compile(
    rf"(\d{{4}})(?:(?P<h>H[12])|(?P<q>Q[1-4])|-(?P<m>{_MONTH})(?:\.\.\1-(?P<last>{_MONTH}))?|-?(?P<w>W\d{{2}}))?"
)


@dataclass(frozen=True, order=True)
class Period:
    """A named span of days, both ends included.

    ``2024``, ``2024H1``, ``2024Q3``, ``2024-05``, ``2024-09..2024-12`` (whole months), ``2024W07`` (ISO week).
    """

    start: date
    end: date
    kind: PeriodKind
    name: str

    @classmethod
    def parse(cls, name: str) -> "Period":
        """Read a period's name; a named error says which forms exist."""
        match = _NAME.fullmatch(name.strip().upper())
        if match is None or (match["last"] or "99") < (match["m"] or ""):
            hint = "请写成 2024、2024H1、2024Q3、2024-05、2024-03..2024-08 或 2024W07"
            raise BihuanError("period.unreadable", f"报告期“{name}”无法识别", hint=hint)
        year = int(match[1])
        if match["h"]:
            return cls.of_months(year, 1 if match["h"] == "H1" else 7, 6)
        if match["q"]:
            return cls.of_months(year, 3 * int(match["q"][1]) - 2, 3)
        if match["m"]:
            return cls.of_months(year, int(match["m"]), int(match["last"] or match["m"]) - int(match["m"]) + 1)
        if match["w"]:
            return cls.of_week(year, int(match["w"][1:]))
        return cls.of_year(year)

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}")

    @classmethod
    def of_months(cls, year: int, first: int, months: int) -> "Period":
        """Whole months from month ``first``: a month, a quarter, a half-year or the year where they are one, else a span of months."""
        last = first + months - 1
        kind, name = _months_named(year, first, last)
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), kind, name)

    @classmethod
    def of_week(cls, year: int, week: int) -> "Period":
        """The ISO week, Monday to Sunday."""
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError as error:
            raise BihuanError("period.unreadable", f"{year}年没有第{week}周", hint="ISO 周为 01 至 52 或 53") from error
        return cls(monday, monday + timedelta(days=6), "week", f"{year:04d}W{week:02d}")

    def last_year(self) -> "Period":
        """上年同期: the period of the same name one year earlier."""
        if self.kind == "week":
            week = min(int(self.name[5:]), date(self._year - 1, 12, 28).isocalendar().week)
            return Period.of_week(self._year - 1, week)
        return Period.parse(self.name.replace(self.name[:4], f"{self._year - 1:04d}"))

    @property
    def _year(self) -> int:
        return int(self.name[:4])

    def months(self) -> "list[Period]":
        """The calendar months that the period touches, in order."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        return [Period.of_months(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]

    def __str__(self) -> str:
        return self.name


def _months_named(year: int, first: int, last: int) -> tuple[PeriodKind, str]:
    months = last - first + 1
    if months == 1:
        return "month", f"{year:04d}-{first:02d}"
    if months in (3, 6, 12) and last % months == 0:
        part = {3: f"Q{last // 3}", 6: f"H{last // 6}", 12: ""}[months]
        kinds: dict[int, PeriodKind] = {3: "quarter", 6: "half", 12: "year"}
        return kinds[months], f"{year:04d}{part}"
    return "months", f"{year:04d}-{first:02d}..{year:04d}-{last:02d}"


def day_last_year(day: date) -> date:
    """上年同日; 29 February falls on 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
