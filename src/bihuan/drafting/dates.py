"""Days of last year: an as-of day becomes the draft's, an event's day is left open unless the ledgers record the event."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.datamodel import Span
from bihuan.drafting.edits import Edit
from bihuan.drafting.source import Report
from bihuan.drafting.words import likeness, words_normal
from bihuan.drafting.years import year_spelled

_AS_OF = re.compile(
    r"(?P<lead>截[至止](?:到|至)?)(?P<day>(?:20\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?|年底|年末)|20\d{2}年(?:底|末))"
)
_EVENT = re.compile(
    r"(?P<year>20\d{2}年)?(?<![\d.\-—–~至到])(?P<month>\d{1,2})月"
    r"(?:\d{1,2}日(?:[-—–~至到](?:\d{1,2}月)?\d{1,2}日)?|(?=[，,]|[上中下]旬|初|底(?!前)))"
    r"|(?P<since>\d{1,2})月(?=(?:份|上旬|中旬|下旬|初|底)?以来)"
    r"|20\d{2}\.\d{1,2}\.\d{1,2}"
    r"|(?P<spelled>二[〇○零].{2}年)?[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_CUT = re.compile(r"[。！？\n；]|[，,]")
SAME_EVENT = 0.5


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated event of this year from the ledgers."""

    happened_on: date
    title: str
    document: str = ""


def dates_move(
    report: Report, as_of: date, milestones: Sequence[Milestone], counted: Sequence[Span] = ()
) -> list[Edit]:
    """As-of days and event days of the whole report; days of the plan part are kept with a mark.

    ``counted`` are the stretches whose numbers were counted from the month that they name (9月以来): that month stays.
    """
    as_of_days = [
        as_of_edit(match, as_of) for match in _AS_OF.finditer(report.text, report.span.start, report.span.end)
    ]
    taken = [edit.span for edit in as_of_days]
    return as_of_days + [
        edit
        for edit in event_edits(report, milestones, as_of.year, counted)
        if not any(s.overlaps(edit.span) for s in taken)
    ]


def as_of_edit(match: re.Match[str], as_of: date) -> Edit:
    """``截至10月24日`` → the draft's as-of day, with the year where last year wrote it."""
    year = f"{as_of.year}年" if "20" in match["day"][:2] else ""
    day = f"{year}{as_of.month}月{as_of.day}日"
    return Edit(Span(*match.span("day")), day, comment=f"统计时点：上年报告为{match['day']}，本稿为{day}")


def event_edits(
    report: Report, milestones: Sequence[Milestone], draft_year: int, counted: Sequence[Span]
) -> Iterator[Edit]:
    """Each day that is not an as-of day; a recorded event answers one day only."""
    waiting = list(milestones)
    for match in _EVENT.finditer(report.text, report.span.start, report.span.end):
        span = Span(*match.span())
        if match["year"] and int(match["year"][:4]) < report.year:
            continue  # an older year's fact stays as it was
        if signature(report, span):
            yield Edit(span, f"{signed_year(match, draft_year)}X月X日", comment=f"成文日期待定（上年为{match[0]}）")
            continue
        if report.role_at(span.start) == "plan":
            yield Edit(span, moved_year(match, report, draft_year) + day_of(match), comment="时限沿用上年计划，请核定")
            continue
        if match["since"] and any(stretch.contains(span) for stretch in counted):
            yield Edit(span, match[0], comment="起算月份沿用上年，所列数已按本年该月起统计，请核定")
            continue
        event = event_of(report, span, waiting)
        if event:
            waiting.remove(event)
        yield recorded(match, event) if event else unproved(match, report, draft_year)


def signed_year(match: re.Match[str], draft_year: int) -> str:
    """The year of the signature in last year's numerals."""
    return f"{year_spelled(draft_year, match['spelled'][1])}年" if match["spelled"] else f"{draft_year}年"


def signature(report: Report, span: Span) -> bool:
    """Whether the date is a line of its own, as under a signature."""
    before = report.text[report.text.rfind("\n", 0, span.start) + 1 : span.start]
    end = report.text.find("\n", span.end)
    after = report.text[span.end : end if end >= 0 else len(report.text)]
    return not before.strip() and not after.strip()


def event_of(report: Report, span: Span, milestones: Sequence[Milestone]) -> Milestone | None:
    """The recorded event that the clause after the day tells of: the same document, or nearly the same words."""
    start = span.end + (report.text[span.end : span.end + 1] in "，,")
    cut = _CUT.search(report.text, start)
    clause = words_normal(report.text[start : cut.start() if cut else report.span.end])
    for milestone in milestones:
        if milestone.document and words_normal(milestone.document) in clause:
            return milestone
    rated = [(likeness(words_normal(m.title), clause), m) for m in milestones]
    score, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= SAME_EVENT else None


def moved_year(match: re.Match[str], report: Report, draft_year: int) -> str:
    """The year that the date names, moved on with the report; empty where it names none."""
    if match["spelled"]:
        return signed_year(match, draft_year)
    return f"{int(match['year'][:4]) + draft_year - report.year}年" if match["year"] else ""


def day_of(match: re.Match[str]) -> str:
    """The date without its year."""
    return match[0].removeprefix(match["year"] or match["spelled"] or "")


def recorded(match: re.Match[str], event: Milestone) -> Edit:
    """The day of this year's event."""
    year = f"{event.happened_on.year}年" if match["year"] else ""
    text = f"{year}{event.happened_on.month}月{event.happened_on.day}日"
    return Edit(Span(*match.span()), text, comment=f"重要事项台账：{event.title}（{event.happened_on.isoformat()}）")


def unproved(match: re.Match[str], report: Report, draft_year: int) -> Edit:
    """The day left open, its sentence marked."""
    dotted = "." in match[0]
    day = (
        "X月X日"
        if dotted
        else "X月"
        if match["since"]
        else re.sub(r"[\d一二三四五六七八九十]+(?=[月日])", "X", day_of(match))
    )
    text = moved_year(match, report, draft_year) + day
    return Edit(Span(*match.span()), text, comment=f"上年的事（{match[0]}），今年没有记录，请核实整句或删去")
