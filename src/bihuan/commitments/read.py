"""The whole reading of one file: text → reports → outline, quantities, commitments."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from bihuan.commitments.model import Reading, Report, Source
from bihuan.commitments.placing import report_placed
from bihuan.commitments.promises import commitments_read
from bihuan.datamodel import BihuanError
from bihuan.quantities import quantities_read, relations_find
from bihuan.reading import (
    Document,
    Role,
    Smooth,
    document_open,
    documents_open,
    furniture_clear,
    head_read,
    outline_read,
    parts_read,
    reports_split,
    sections_placed,
)
from bihuan.reading.head import Head
from bihuan.reading.outline import Section


def report_read(path: Path) -> Reading:
    """Read one file; what cannot be read is a ``BihuanError`` in Chinese."""
    return document_read(document_open(path))


def reports_read(path: Path) -> Iterator[Reading | BihuanError]:
    """Read one file, or every file of a zip; what cannot be read is its error."""
    for outcome in documents_open(path):
        yield outcome if isinstance(outcome, BihuanError) else document_read(outcome)


def document_read(document: Document) -> Reading:
    """Read a document that is open; never fails."""
    source = Source(document.name, document.sha256, document.format, len(document.text))
    return _reading(source, document.text)


def text_read(text: str, name: str) -> Reading:
    """Read a text that is already at hand; never fails."""
    return _reading(Source(name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), "txt", len(text)), text)


def _reading(source: Source, text: str) -> Reading:
    smooth = Smooth.of(text, furniture_clear(text))
    reports = (_report(smooth.text, span.start, span.end) for span in reports_split(smooth.text))
    return Reading(source, text, tuple(report_placed(report, smooth, text) for report in reports))


def _report(text: str, start: int, end: int) -> Report:
    head = head_read(text, start, end)
    role = _role(head)
    sections = outline_read(text, start, end, role=role, summary_year=head.summary_year, plan_year=head.plan_year)
    parts = parts_read(text, start, end, sections, role=role)
    sections = sections_placed(sections, parts)
    places = sorted({*parts, *sections}, key=_outermost_first)
    quantities = quantities_read(text, start, end, places, role=role)
    relations = relations_find(text, quantities)
    tasks = parts if parts and not parts[0].marker else sections
    commitments = commitments_read(text, tasks, quantities, plan_year=head.plan_year)
    return Report(
        head, start, end, tuple(sections), tuple(quantities), tuple(commitments), tuple(relations), tuple(parts)
    )


def _outermost_first(section: Section) -> tuple[int, int]:
    return section.start, -section.end


def _role(head: Head) -> Role:
    """A report that is nothing but a plan says so in its title."""
    return "plan" if head.plan_year and not head.summary_year else "summary"
