"""The text of a report with its headings, tasks and numbers marked; not a character more or less than the text itself."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bihuan.commitments import Reading, Report
from bihuan.commitments.marking import Mark, badge_of, heading_end, text_marked
from bihuan.quantities.saying import number_hint


@dataclass(frozen=True, slots=True)
class View:
    """One report and the stretch of text shown with it; the views of a reading cover its text from end to end."""

    key: str
    report: Report | None
    start: int
    end: int


def views_of(reading: Reading) -> list[View]:
    """A view a report; what stands before the first belongs to it, what stands after a report to that."""
    reports = reading.documents
    if not reports:
        return [View("d1", None, 0, len(reading.text))]
    starts = [0, *(report.start for report in reports[1:])]
    ends = [*starts[1:], len(reading.text)]
    return [
        View(f"d{at}", report, start, end)
        for at, (report, start, end) in enumerate(zip(reports, starts, ends, strict=True), start=1)
    ]


def anchor(view: View, sort: str, index: int) -> str:
    """The id of a section (s), task (t) or number (q)."""
    return f"{view.key}-{sort}{index}"


def text_html(text: str, view: View) -> str:
    """The view's stretch, a paragraph a line; its text is ``text[view.start:view.end]``."""
    waiting = deque(sorted(_marks(text, view), key=lambda mark: (mark.start, -mark.end)))
    classes = _Classes(text, view)
    lines, over = [], list[Mark]()
    for start, end in _lines(text, view):
        over = [mark for mark in over if mark.end > start]
        while waiting and waiting[0].start < end:
            over.append(waiting.popleft())
        lines.append(f'<p class="{classes.of(start, end)}">{text_marked(text, start, end, over)}</p>')
    return "".join(lines)


def _lines(text: str, view: View) -> Iterator[tuple[int, int]]:
    start = view.start
    while start < view.end:
        feed = text.find("\n", start, view.end)
        end = view.end if feed < 0 else feed + 1
        yield start, end
        start = end


class _Classes:
    """The role of the part that a line belongs to; whether it is a task of its own; whether it is no part of the report."""

    def __init__(self, text: str, view: View) -> None:
        self._text = text
        self._report = view.report
        self._sections = [section.start for section in view.report.sections] if view.report else []
        self._tasks = [task.start for task in view.report.commitments] if view.report else []

    def of(self, start: int, end: int) -> str:
        report, line = self._report, self._text[start:end]
        if report is None:
            return ""
        if end <= report.start or start >= report.end:
            return "outside"
        begin = end - len(line.lstrip())
        at = bisect_right(self._sections, begin) - 1
        role = report.sections[at].role if at >= 0 else "opening"
        return f"{role} framed" if line.strip() and self._is_task(report, begin, start + len(line.rstrip())) else role

    def _is_task(self, report: Report, begin: int, end: int) -> bool:
        at = bisect_right(self._tasks, begin) - 1
        return at >= 0 and report.commitments[at].end >= end


def _marks(text: str, view: View) -> Iterator[Mark]:
    report = view.report
    if report is None:
        return
    for index, task in enumerate(report.commitments):
        yield Mark(task.start, task.end, "span", 'class="task"', anchor(view, "t", index), badge_of(task))
    for index, section in enumerate(report.sections):
        classes = f'class="heading l{min(section.level, 6)}"'
        yield Mark(section.start, heading_end(text, section), "b", classes, anchor(view, "s", index))
    for index, number in enumerate(report.quantities):
        key = anchor(view, "q", index)
        classes = f'class="q {number.kind} {number.stance}{" blank" if number.value is None else ""}"'
        hint = escape(number_hint(number))
        yield Mark(number.start, number.end, "a", f'{classes} href="#{key}" title="{hint}"', key)
