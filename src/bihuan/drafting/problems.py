"""存在问题: still open ones are kept with their age, solved ones are left out, and both are said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.datamodel import Span
from bihuan.drafting.edits import Edit
from bihuan.drafting.facts import Problem
from bihuan.drafting.numerals import chinese_numeral
from bihuan.drafting.source import Report, Section
from bihuan.drafting.words import likeness, words_normal

SAME_PROBLEM = 0.5
_NUMERAL = re.compile(r"[一二三四五六七八九十]+|\d+")


@dataclass(frozen=True, slots=True)
class Rolled:
    """The problems part moved on: marks and removals as edits, and what a person should know."""

    edits: tuple[Edit, ...] = ()
    removed: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


def problems_roll(report: Report, problems: Sequence[Problem], as_of: date) -> Rolled:
    """Compare last year's problems with the ledger of problems."""
    items = problem_items(report)
    found = {item: problem_of(item, problems) for item in items}
    solved = {item: problem.solved_on for item, problem in found.items() if problem and problem.solved_on}
    kept = [item for item in items if item not in solved]
    edits = [mark(item, found[item], place, as_of) for place, item in numbered(kept)]
    known = {problem for problem in found.values() if problem}
    notes = [f"问题已解决，未写入：{item.title}（{day}）" for item, day in solved.items()]
    if items:
        notes += [f"问题台账另有未解决：{p.title}" for p in problems if p not in known and not p.solved_on]
    return Rolled(tuple(edits), tuple(item.span for item in solved), tuple(notes))


def problem_items(report: Report) -> list[Section]:
    """The items one level below the part on problems; where it has none, nothing."""
    tops = [s for s in report.sections if s.role == "problems" and not within_problems(report, s)]
    return [
        s
        for top in tops
        for s in report.sections
        if top.span.contains(s.span) and s.level == top.level + 1 and s.role == "problems"
    ]


def within_problems(report: Report, section: Section) -> bool:
    """Whether a section lies inside another of the same part."""
    return any(o is not section and o.role == "problems" and o.span.contains(section.span) for o in report.sections)


def problem_of(item: Section, problems: Sequence[Problem]) -> Problem | None:
    """The ledger's problem that the item tells of."""
    title = words_normal(item.title)
    rated = [(likeness(words_normal(problem.title), title), problem) for problem in problems]
    score, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= SAME_PROBLEM else None


def numbered(items: Sequence[Section]) -> Iterator[tuple[int, Section]]:
    """Each kept item with its new number, counted anew where a new list begins."""
    place = 0
    for previous, item in zip([None, *items], items, strict=False):
        place = 1 if previous is None or previous.level != item.level else place + 1
        yield place, item


def mark(item: Section, problem: Problem | None, place: int, as_of: date) -> Edit:
    """The item's marker with its number and what is known of it."""
    written = _NUMERAL.search(item.marker)
    number = str(place) if written and written[0].isdigit() else chinese_numeral(place)
    comment = (
        f"沿用上年的问题：{age(problem, as_of)}" if problem else "沿用上年的问题，问题台账没有登记，请核实是否仍然存在"
    )
    start = item.span.start
    return Edit(Span(start, start + len(item.marker)), _NUMERAL.sub(number, item.marker, count=1), comment=comment)


def age(problem: Problem, as_of: date) -> str:
    """How long a problem has been open."""
    months = (as_of.year - problem.raised_on.year) * 12 + as_of.month - problem.raised_on.month
    return f"{problem.raised_on.isoformat()} 提出，至今 {months} 个月未解决"
