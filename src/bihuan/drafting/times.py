"""The time a number speaks of: this year as a rule, another year, a part of the year, or a time that no ledger total answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bihuan.datamodel import Period
from bihuan.datamodel.periods import day_last_year

_SPELLED = "〇一二三四五六七八九"
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})|(?P<spelled>二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2}))年"
_THIS = r"(?P<this>今年|本年|(?<![\d去上]年)全年|年内|(?<!\d年)年度)"
_LAST = r"(?P<last>(?<![比较同与是为到于])(?:去年|上年)(?P<same>同期)?)"
YEAR = re.compile(_YEAR)
_TOKENS = re.compile(rf"(?:(?<![比较与同是])|(?<=比)(?=\d{{4}}年的?$)){_YEAR}|{_THIS}|{_LAST}")
_AS_OF = re.compile(r"截[至止][到至]?(?:(?:19|20)\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|[^,，。]{0,3}底)?")
_ANEW = re.compile(r"[,，;；][^,，;；]{0,6}?(?:今年以来|年初以来|全年|本年度?|当年|年内)|^(?:今年|全年|本年度)")
_SUMMED = re.compile(r"\d[^,，]*[,，]累计")
_UNANSWERED = (
    (re.compile(r"\d{1,2}月\d{1,2}日"), "这句话说的是上年某一天的事，台账的全年数不能证明它"),
    (re.compile(r"(?<![\d\-—–~至到])\d{1,2}月[,，]"), "这句话说的是上年某月的一件事，台账的合计不能证明它"),
    (re.compile(r"\d{1,2}月(?:底|末)?(?:之)?前"), "这句话说的是期限，不是已完成的时段"),
    (re.compile(r"\d{1,2}月(?:中旬|下旬|底|末)(?:以来|起)"), "这句话的时段从月中起算，与按月统计的口径不同"),
    (re.compile(r"(?:去年|上年)(?:\d{1,2}月)?[^,，]{0,2}(?:以来|起)"), "这句话的时段跨年，与全年口径不同"),
    (re.compile(r"(?:\d{1,2}月末|[上当]月|[上本当]周)[^,，]*$"), "这句话说的是某个时点或某周的数，与全年口径不同"),
    (re.compile(r"近[两三四五]年|[两三四五]年(?:来|间|内)?[应共累]|五年来|历年"), "这句话说的是几年的累计数，与全年口径不同"),
)  # fmt: skip
_FROM_YEAR = re.compile(rf"{_YEAR}[^,，。;；]{{0,8}}?(?:以来|起(?!诉|草))")
_PARTS = {"上半年": (1, 6), "下半年": (7, 6), "前三季度": (1, 9)} | {
    f"{n}季度": (3 * i + 1, 3) for i, n in enumerate("一二三四")
}
_PART = re.compile("|".join(("上半年", "下半年", "前三季度", "(?<!前)[一二三四]季度")))
_SENTENCE_OPENS = re.compile(
    r"[^\u4e00-\u9fff]{0,4}(?:今年|去年|\d{4}年)?(?:[上下]半年|前三季度|[一二三四]季度|\d{1,2}[-—–~至到]+\d{1,2}月)[,，]"
)
_MONTHS = re.compile(r"(?<![\d.])(\d{1,2}|一)月?(?:-|—|–|~|至|到)+(\d{1,2})月")
_MONTH = re.compile(r"(?<![\d\-—–~至到])(\d{1,2})月(?:份|底)?+(?!\d|以来|起|[上中下]旬|初|末)")
_SINCE = re.compile(r"(?<![\d\-—–~至到])(\d{1,2})月(?:份|上旬|初)?(?:以来|起)")


@dataclass(frozen=True, slots=True)
class Time:
    """The period of this year's figure and the day it is known at; ``why`` says why no period answers."""

    period: Period | None
    as_of: date
    why: str = ""


def time_of(before: str, *, years: Mapping[int, int], draft_year: int, as_of: date) -> Time:
    """The time that the words before a number set.

    ``years`` says what each year written in the sentence becomes in the draft. A year that is named is meant whole;
    上年同期 is compared on the same day.
    """
    words = _AS_OF.sub("", before)
    anew = anew_at(words)
    for pattern, why in _UNANSWERED:
        if pattern.search(words, anew):
            return Time(None, as_of, why)
    if any(years[written_year(match)] < draft_year for match in _FROM_YEAR.finditer(words, anew)):
        return Time(None, as_of, "这句话说的是几年的累计数，与全年口径不同")
    year, whole = _year_named(words, years, draft_year)
    known = as_of if year >= as_of.year else date(year, 12, 31) if whole else day_last_year(as_of)
    period = _part_named(words, year, anew)
    if period.start > known:
        return Time(None, as_of, "这句话的时段在统计时点之后")
    if period.start.month == 1 and period.kind == "months":
        return Time(Period.of_year(year), min(known, period.end))  # 1—9月: the year so far, as its targets are
    return Time(period, known)


def time_opening(sentence: str) -> str:
    """The part of the year that a sentence opens with (``上半年，…；…。``): it holds for the statements after a semicolon too."""
    match = _SENTENCE_OPENS.match(sentence)
    return match[0] if match else ""


def anew_at(words: str) -> int:
    """Where a later clause begins the whole year anew (``…，全年共…``): what stands before it no longer narrows the number."""
    return max((match.end() for match in _ANEW.finditer(words)), default=0)


def _year_named(words: str, years: Mapping[int, int], draft_year: int) -> tuple[int, bool]:
    """The year that the last time word before the number sets, and whether it is meant whole."""
    year, whole = draft_year, False
    for match in _TOKENS.finditer(words):
        if match["last"]:
            year, whole = draft_year - 1, not match["same"]
        elif match["this"]:
            year, whole = draft_year, False
        else:
            year, whole = years[written_year(match)], True
    return year, whole


def written_year(match: re.Match[str]) -> int:
    """The number of a year in digits or in Chinese numerals."""
    spelled = match["spelled"]
    return int(match["year"]) if not spelled else int("".join(str(max(_SPELLED.find(c), 0)) for c in spelled))


def _part_named(words: str, year: int, anew: int) -> Period:
    """The part of the year that the words name last, the whole year where a later clause begins it anew or sums it up."""
    place, period = max(_parts_named(words, year), key=lambda found: found[0], default=(-1, Period.of_year(year)))
    summed = _SUMMED.search(words, place + 3) and not _SINCE.match(words, place)
    return Period.of_year(year) if place < anew or summed else period


def _parts_named(words: str, year: int) -> Iterator[tuple[int, Period]]:
    """Every part of the year that the words name, with the place where; 9月以来 runs to the year's end."""
    for match in _PART.finditer(words):
        yield match.start(), Period.of_months(year, *_PARTS[match[0]])
    for match in _MONTHS.finditer(words):
        first, last = int(match[1].replace("一", "1")), int(match[2])
        if 1 <= first <= last <= 12:
            yield match.start(), Period.of_months(year, first, last - first + 1)
    for pattern, since in ((_MONTH, False), (_SINCE, True)):
        for match in pattern.finditer(words):
            if 1 <= (first := int(match[1])) <= 12:
                yield match.start(), Period.of_months(year, first, 13 - first if since else 1)
