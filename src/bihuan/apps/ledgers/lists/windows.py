"""Spans of days by the words that offices use (本月, 本季度, 去年同期), counted from a day that is given."""

from collections.abc import Callable
from datetime import date, timedelta

from bihuan.apps.ledgers.cells import CellFault
from bihuan.datamodel import BihuanError, Period

Window = tuple[date, date]
WORDS = {
    "today": "今天", "this_week": "本周", "this_month": "本月", "last_month": "上月", "this_quarter": "本季度", "this_year": "今年",
    "year_to_date": "今年以来", "last_year": "去年", "last_year_same": "去年同期", "next_7_days": "今后 7 天",
}  # fmt: skip


def window_words(word: str) -> str:
    """The word or period as a person reads it; an unknown one raises CellFault."""
    if word in WORDS:
        return WORDS[word]
    try:
        return Period.parse(word).name
    except BihuanError as error:
        raise CellFault(f"{error.what}，{error.hint}") from error


def window(word: str, today: date) -> Window:
    """First and last day of a word, or of a period's name (2024Q3)."""
    return _SPANS[word](today) if word in _SPANS else (Period.parse(word).start, Period.parse(word).end)


def _month(day: date) -> Window:
    period = Period.of_months(day.year, day.month, 1)
    return period.start, period.end


def _quarter(day: date) -> Window:
    period = Period.of_months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    return period.start, period.end


def _week(day: date) -> Window:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def year_before(day: date) -> date:
    """The same day of last year; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


_SPANS: dict[str, Callable[[date], Window]] = {
    "today": lambda day: (day, day),
    "this_week": _week,
    "this_month": _month,
    "last_month": lambda day: _month(day.replace(day=1) - timedelta(days=1)),
    "this_quarter": _quarter,
    "this_year": lambda day: (date(day.year, 1, 1), date(day.year, 12, 31)),
    "year_to_date": lambda day: (date(day.year, 1, 1), day),
    "last_year": lambda day: (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
    "last_year_same": lambda day: (date(day.year - 1, 1, 1), year_before(day)),
    "next_7_days": lambda day: (day, day + timedelta(days=7)),
}
