"""任务: the leaf items of the plan parts, each with its deadline, its lead and its numbers."""

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bihuan.commitments.grades import grade_of
from bihuan.commitments.model import Commitment
from bihuan.quantities import Quantity
from bihuan.reading.outline import Section

_PLAN_ROLES: Final = frozenset({"plan"})
_TIME: Final = re.compile("[月季年]")  # in every deadline
_DAY: Final = re.compile(r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:之?前|以前)")
_MONTH: Final = re.compile(r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?:份|底|末)?(?:之?前|以前|底)")
_QUARTER: Final = re.compile(
    r"(?:第?(?P<q>[一二三四])季度|(?P<h>上半年|下半年))(?:末|底|内|前|之前|完成|要|力争|启动|全面|建成)"
)
_YEAR_END: Final = re.compile(r"(?:(?P<y>20\d\d)年|今年|明年|当年|年)(?:年?底|年?末|年?内)(?:之?前|以前)?|全年")
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_SIGNED: Final = re.compile(
    r"(?:\n[^\n。，；：]{2,30}){0,2}\n[^\n\S]*[\dxX×○〇零一二三四五六七八九*]{2,4}年[^\n。，]{1,6}月[^\n。，]{1,4}日\s*$"
)
_LEAD: Final = re.compile(
    r"(?:牵头|责任|主办|承办|主责)(?:单位|部门|科室|股室|处室|领导|人|站所)?[：:]\s*(?P<a>[^；;。）)\n]{2,60})|[（(](?P<b>[^（()）；;。]{2,30}?)(?:负责|牵头)[^（()）]{0,30}[)）]|由(?P<c>[^，。；]{2,16}?)牵头"
)


def commitments_read(
    text: str, sections: Sequence[Section], quantities: Sequence[Quantity], *, plan_year: int | None
) -> list[Commitment]:
    """Leaf items of plan parts, in text order."""
    starts = [quantity.start for quantity in quantities]
    return [
        _commitment(text, start, end, title, quantities, starts, plan_year)
        for section in _leaves(sections)
        for start, end, title in _items(text, section)
    ]


def _leaves(sections: Sequence[Section]) -> Iterator[Section]:
    for index, section in enumerate(sections):
        nested = index + 1 < len(sections) and sections[index + 1].level > section.level
        if section.role in _PLAN_ROLES and not nested:
            yield section


def _items(text: str, section: Section) -> list[tuple[int, int, str]]:
    """A leaf is one item; a whole part of unmarked paragraphs is one item a paragraph."""
    end = section.start + len(_SIGNED.sub("", text[section.start : section.end]).rstrip())
    heading = text.find("\n", section.start, end) + 1 or end
    first = heading if section.marker else section.start
    lines = [match.span() for match in _LINE.finditer(text, first, end)]
    if section.marker and (section.level > 1 or len(lines) < 2):
        return [(section.start, end, section.title)]
    return [(a, b, _clause(text[a:b])) for a, b in lines]


def _clause(line: str) -> str:
    clause = re.split(r"[。：；]", line.strip(), maxsplit=1)[0]
    return clause if len(clause) <= 40 else clause.partition("，")[0]


def _commitment(
    text: str,
    start: int,
    end: int,
    title: str,
    quantities: Sequence[Quantity],
    starts: list[int],
    plan_year: int | None,
) -> Commitment:
    body = text[start:end]
    inside = tuple(range(bisect_left(starts, start), bisect_left(starts, end)))
    numbers = [quantities[index] for index in inside]
    planned = any(one.stance == "planned" for one in numbers)
    grade = grade_of(body, numbers, start)
    return Commitment(start, end, body, title, due_of(body, plan_year), lead_of(body), planned, inside, grade)


def due_of(text: str, plan_year: int | None) -> date | None:
    """The last deadline that the words say; a day without a year belongs to the plan year, and to none when that is unknown."""
    if not _TIME.search(text):  # most items name none
        return None
    days = [*_days(text, plan_year), *_months(text, plan_year), *_ends(text, plan_year)]
    return max(days, default=None)


def _days(text: str, plan_year: int | None) -> Iterator[date]:
    for match in _DAY.finditer(text):
        year = int(match["y"]) if match["y"] else plan_year
        month, day = int(match["m"]), int(match["d"])
        if year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            yield date(year, month, day)


def _months(text: str, plan_year: int | None) -> Iterator[date]:
    for match in _MONTH.finditer(text):
        year, month = int(match["y"]) if match["y"] else plan_year, int(match["m"])
        if year and 1 <= month <= 12:
            yield _month_end(year, month)
    for match in _QUARTER.finditer(text):
        if plan_year:
            yield _month_end(
                plan_year, 3 * ("一二三四".index(match["q"]) + 1) if match["q"] else 6 if match["h"] == "上半年" else 12
            )


def _ends(text: str, plan_year: int | None) -> Iterator[date]:
    for match in _YEAR_END.finditer(text):
        year = int(match["y"]) if match["y"] else plan_year
        if year:
            yield date(year, 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def lead_of(text: str) -> str | None:
    """牵头单位 as the text names it, or None."""
    match = _LEAD.search(text)
    if match is None:
        return None
    return (match["a"] or match["b"] or match["c"]).strip("，、 ") or None
