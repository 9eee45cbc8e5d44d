"""The time a number speaks of: this year as a rule, last year, a part of the year, or a single day that no ledger total answers."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bihuan.datamodel import Period

_YEAR = r"(?P<year>(?:19|20)\d{2})年"
_THIS = r"(?P<this>今年|本年|(?<!\d年)全年|年内|(?<!\d)年度)"
_LAST = r"(?P<last>(?<![比较同与是为到于])(?:去年|上年)(?:同期)?)"
_TOKENS = re.compile(f"{_YEAR}|{_THIS}|{_LAST}")
_AS_OF = re.compile(r"截[至止][到至]?(?:(?:19|20)\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|[^,，。]{0,3}底)?")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_SINCE = re.compile(r"\d{1,2}月(?:份|中旬|上旬|下旬|初|底)?以来")
_YEARS = re.compile(r"(?:19|20)\d{2}年[^,，。;；]{0,8}?以来|近[两三四五]年|[两三四五]年(?:来|间|内)?[应共累]|五年来")
_BY_MONTH = re.compile(r"\d{1,2}月(?:底|末)?(?:之)?前")
_ANEW = re.compile(r"全年|今年以来|本年度?|累计|年初以来")
_MONTHS = re.compile(r"(?:1|一)月?(?:-|—|–|~|至|到)+(\d{1,2})月")
_MONTH = re.compile(r"(?<![\d\-—–~至到])(\d{1,2})月(?:份|底)?(?!\d|以来)")
_PARTS = {"上半年": "H1", "下半年": "H2", "一季度": "Q1", "二季度": "Q2", "第三季度": "Q3", "四季度": "Q4"}


@dataclass(frozen=True, slots=True)
class Time:
    """The period of this year's figure and the day it is known at; ``why`` says why no period answers."""

    period: Period | None
    as_of: date
    why: str = ""


def time_of(before: str, clause: str, *, year: int, draft_year: int, as_of: date) -> Time:
    """The time that the words before a number (and in its clause) set, moved from last year's report to the draft's year."""
    words = _AS_OF.sub("", before)
    if _DAY.search(words):
        return Time(None, as_of, "这句话说的是上年某一天的事，台账的全年数不能证明它")
    if _SINCE.search(words):
        return Time(None, as_of, "这句话的时段从某月起算，与全年口径不同")
    if _YEARS.search(words):
        return Time(None, as_of, "这句话说的是几年的累计数，与全年口径不同")
    if _BY_MONTH.search(words):
        return Time(None, as_of, "这句话说的是期限，不是已完成的时段")
    target = draft_year + _years_away(words, year)
    return _within(words, target, as_of if target == draft_year else _same_day(as_of, target))


def _years_away(words: str, year: int) -> int:
    """0 for the report's own year, -1 for the year before it: the last time word before the number decides."""
    away = 0
    for match in _TOKENS.finditer(words):
        away = int(match["year"]) - year if match["year"] else -1 if match["last"] else 0
    return away


def _within(words: str, year: int, as_of: date) -> Time:
    """A part of the year where the words name one; the last one named decides."""
    named = max(_parts_named(words, year, as_of), key=lambda found: found[0], default=None)
    anew = max((match.start() for match in _ANEW.finditer(words)), default=-1)
    return (
        named[1]
        if named and (named[0] > anew or named[1].period == Period.of_year(year))
        else Time(Period.of_year(year), as_of)
    )


def _parts_named(words: str, year: int, as_of: date) -> Iterator[tuple[int, Time]]:
    """Every part of the year that the words name, with the place where."""
    for word, name in _PARTS.items():
        if word in words:
            yield words.rfind(word), Time(Period.parse(f"{year}{name}"), as_of)
    for match in _MONTHS.finditer(words):
        yield match.start(), Time(Period.of_year(year), min(as_of, _month_end(year, int(match[1]))))
    if "前三季度" in words:
        yield words.rfind("前三季度"), Time(Period.of_year(year), min(as_of, _month_end(year, 9)))
    for match in _MONTH.finditer(words):
        if 1 <= int(match[1]) <= 12:
            yield match.start(), Time(Period.of_months(year, int(match[1]), 1), as_of)


def _month_end(year: int, month: int) -> date:
    month = min(max(month, 1), 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def _same_day(as_of: date, year: int) -> date:
    """The year before is compared on the same day; any other year is complete."""
    if year != as_of.year - 1:
        return date(year, 12, 31)
    return date(year, as_of.month, min(as_of.day, calendar.monthrange(year, as_of.month)[1]))
