"""Last year's text with its edits → paragraphs of runs: roles from the outline, run-in headings in their level's font."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bihuan.datamodel import Span
from bihuan.drafting.edits import Edit
from bihuan.drafting.source import Report, Section
from bihuan.drafting.tree import Paragraph, ParagraphRole, Run

_LINE = re.compile(r"[^\n]+")
_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), 1),
    (re.compile(r"[（(][一二三四五六七八九十]+[）)]"), 2),
    (re.compile(r"\d+[.．、]"), 3),
    (re.compile(r"[（(]\d+[）)]"), 4),
)
_HEADINGS = {1: ParagraphRole.HEADING1, 2: ParagraphRole.HEADING2, 3: ParagraphRole.HEADING3, 4: ParagraphRole.HEADING4}
_DATE_LINE = re.compile(r"(?:20[\dXx]{2}|二[〇○零].{2})年[\dXx一二三四五六七八九十]+月[\dXx一二三四五六七八九十]+日")
_ADDRESSEE = re.compile(r"[^。，,；;]{2,40}[：:]")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty line of last year's report; ``heading`` is the span of a heading that it is or begins with."""

    span: Span
    role: ParagraphRole
    level: int = 0
    heading: Span | None = None


def lines_of(report: Report) -> list[Line]:
    """Every paragraph with its role."""
    lines: list[Line] = []
    starts = {section.span.start: section for section in report.sections}
    for match in _LINE.finditer(report.text, report.span.start, report.span.end):
        text = match[0].strip()
        if text:
            start = match.start() + match[0].index(text[0])
            lines.append(line_of(report, Span(start, start + len(text)), starts.get(start), lines))
    return lines


def line_of(report: Report, span: Span, section: Section | None, before: Sequence[Line]) -> Line:
    """The role of one line, given those before it."""
    text = report.text[span.start : span.end]
    if section is not None:
        return headed(report, span, section)
    if not any(line.role is not ParagraphRole.TITLE for line in before) and in_title(report, text, before):
        return Line(span, ParagraphRole.TITLE)
    if _DATE_LINE.fullmatch(text):
        return Line(span, ParagraphRole.DATE)
    if report.signed_by and text == report.signed_by:
        return Line(span, ParagraphRole.SIGNATURE)
    if before and before[-1].role is ParagraphRole.TITLE and _ADDRESSEE.fullmatch(text):
        return Line(span, ParagraphRole.ADDRESSEE)
    return Line(span, ParagraphRole.BODY)


def in_title(report: Report, text: str, before: Sequence[Line]) -> bool:
    """The first line, and the next ones while they are still words of the title."""
    words = "".join(report.title.split())
    return not before or (len(text) > 1 and "".join(text.split()) in words)


def headed(report: Report, span: Span, section: Section) -> Line:
    """A heading of its own, or text with a run-in heading."""
    level = next((level for form, level in _LEVELS if form.fullmatch(section.marker)), 0)
    end = heading_end(report, span, section)
    if not level:
        return Line(span, ParagraphRole.BODY)
    if end >= span.end:
        return Line(span, _HEADINGS[level], 0, None)
    return Line(span, ParagraphRole.BODY, level, Span(span.start, end))


def heading_end(report: Report, span: Span, section: Section) -> int:
    """After marker and title and the mark that closes them."""
    found = report.text.find(section.title, span.start, span.end)
    end = found + len(section.title) if found >= 0 else span.start + len(section.marker)
    return end + 1 if end < span.end and report.text[end] in "。：:" else end


def paragraphs_lay(
    report: Report, edits: Sequence[Edit], removed: Sequence[Span] = (), added: Sequence[Run] = ()
) -> list[Paragraph]:
    """Every line with its edits made and removed parts left out; ``added`` becomes a paragraph at the end of the summary."""
    paragraphs: list[Paragraph] = []
    waiting = tuple(added)
    for line in lines_of(report):
        if waiting and report.role_at(line.span.start) in {"problems", "plan"}:
            paragraphs.append(Paragraph(ParagraphRole.BODY, waiting))
            waiting = ()
        for rest in kept_parts(line, removed):
            paragraph = paragraph_of(report, rest, edits)
            paragraphs += [paragraph] if paragraph.text.strip() else []
    return paragraphs


def kept_parts(line: Line, removed: Sequence[Span]) -> list[Line]:
    """What is left of a line: as a rule all of it."""
    for area in removed:
        if area.overlaps(line.span):
            before, after = Span(line.span.start, area.start), Span(area.end, line.span.end)
            return [replace(line, span=part) for part in (before, after) if part.start < part.end]
    return [line]


def paragraph_of(report: Report, line: Line, edits: Sequence[Edit]) -> Paragraph:
    """One line as runs: unchanged text, edits, and the border of a run-in heading."""
    runs: list[Run] = []
    place = line.span.start
    for edit in (e for e in edits if line.span.contains(e.span)):
        runs += plain_runs(report.text, Span(place, edit.span.start), line)
        claim = f"s{edit.slot}" if edit.slot is not None else None
        runs += [Run(edit.text, claim, level_at(line, edit.span.start), edit.comment)] if edit.text else []
        place = edit.span.end
    runs += plain_runs(report.text, Span(place, line.span.end), line)
    return Paragraph(line.role, tuple(runs))


def plain_runs(text: str, span: Span, line: Line) -> list[Run]:
    """Unchanged text, cut where a run-in heading ends."""
    border = line.heading.end if line.heading else span.start
    cuts = [span.start, border, span.end] if span.start < border < span.end else [span.start, span.end]
    return [Run(text[a:b], level=level_at(line, a)) for a, b in pairwise(cuts) if a < b]


def level_at(line: Line, offset: int) -> int:
    """The heading level of a character of the line."""
    return line.level if line.heading and offset < line.heading.end else 0
