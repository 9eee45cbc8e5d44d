"""Years moved on: the report's year, its plan's year, the year it compares with; and no other."""

import re
from collections.abc import Container, Iterator

from bihuan.datamodel import Span
from bihuan.drafting.edits import Edit
from bihuan.drafting.source import Report
from bihuan.drafting.times import YEAR, written_year

_DIGIT_YEAR = re.compile(
    r"(?<![\d\-—–~〔\[(（])(?P<year>20\d{2})(?=年|工作|(?:[-—–~至]20\d{2})?年?度)(?!年?[-—–~至]\s*20\d{2}年(?!度))"
)
_CHINESE_YEAR = re.compile(r"(?P<spelled>二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})(?=年)")
_MASKED_YEAR = re.compile(r"20[Xx×*＊]{2}(?=年)")
PROTECTED = re.compile(
    r"《[^》\n]*》|“[^”\n]{0,80}”|‘[^’\n]{0,40}’|\"[^\"\n。]{0,40}\"|〔\d{4}〕|[（(]20\d{2}[-—–~至]20\d{2}年?[）)]"
)
_PLAN_AFTER = re.compile(r"年?(?:度)?(?:的)?(?:重点)?(?:工作)?(?:计划|打算|安排|思路|谋划|目标|任务|要点)")
_BASE_BEFORE = re.compile(r"[比较与同]$")
_BASE_AFTER = re.compile(r"年(?:同期)?的[\d.一二三四五六七八九十两]+倍")
_CHINESE_DIGITS = "〇一二三四五六七八九"


def years_move(report: Report, draft_year: int) -> list[Edit]:
    """An edit for every year of the report that moves on; law names, quotes and plan spans stay."""
    shift = draft_year - report.year
    protected = [Span(*m.span()) for m in PROTECTED.finditer(report.text, report.span.start, report.span.end)]
    found = [*digit_years(report, shift), *chinese_years(report, shift), *masked_years(report, draft_year)]
    return [edit for edit in found if not any(area.contains(edit.span) for area in protected)]


def years_become(report: Report, span: Span, moved: Container[int], draft_year: int) -> dict[int, int]:
    """What each year written in a stretch of the report is in the draft; ``moved`` holds the places of the years that move on."""
    shift = draft_year - report.year
    return {
        written_year(match): written_year(match) + (shift if match.start() in moved else 0)
        for match in YEAR.finditer(report.text, span.start, span.end)
    }


def digit_years(report: Report, shift: int) -> Iterator[Edit]:
    """``2023年``, ``2023年度``, ``2023工作总结``."""
    for match in _DIGIT_YEAR.finditer(report.text, report.span.start, report.span.end):
        year = int(match["year"])
        if shift and moves(report, match.start(), match.end(), year):
            yield Edit(Span(*match.span()), str(year + shift))


def moves(report: Report, start: int, end: int, year: int) -> bool:
    """Whether a year belongs to the report's own calendar rather than to a fact of the past."""
    if year in (report.year, report.year + 1):
        return True
    return year == report.year - 1 and compared(report, start, end)


def compared(report: Report, start: int, end: int) -> bool:
    """The year before the report's, set beside it: ``2022年，…；2023年，…`` in one paragraph with numbers of both, ``较2022年减少3件``."""
    text = report.text
    if re.match(r"年\d{1,2}月|年(?:底|末|初)", text[end : end + 5]):
        return False
    line = Span(text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1 or len(text) + 1) - 1)
    stop = min((place for mark in "。；;" if (place := text.find(mark, end, line.end)) >= 0), default=line.end)
    has_number = any(end <= quantity.span.start < stop for quantity in report.quantities)
    base = _BASE_BEFORE.search(text[line.start : start]) or _BASE_AFTER.match(text[end:stop])
    return has_number and bool(base or f"{report.year}年" in text[line.start : line.end])


def chinese_years(report: Report, shift: int) -> Iterator[Edit]:
    """``二〇二三年``, zero written as last year wrote it."""
    for match in _CHINESE_YEAR.finditer(report.text, report.span.start, report.span.end):
        written, year = match[0], written_year(match)
        if shift and year in (report.year, report.year + 1):
            yield Edit(Span(*match.span()), year_spelled(year + shift, written[1]))


def year_spelled(year: int, zero: str) -> str:
    """二〇二四, with the zero that last year's report wrote."""
    return "".join(_CHINESE_DIGITS[int(digit)] for digit in str(year)).replace("〇", zero)


def masked_years(report: Report, draft_year: int) -> Iterator[Edit]:
    """``20XX年工作总结和20XX年工作计划``: a masked year is the draft's, or the next where a plan is meant."""
    for match in _MASKED_YEAR.finditer(report.text, report.span.start, report.span.end):
        after = report.text[match.end() : match.end() + 12]
        planned = _PLAN_AFTER.match(after) or report.role_at(match.start()) == "plan"
        yield Edit(Span(*match.span()), str(draft_year + 1 if planned else draft_year))
