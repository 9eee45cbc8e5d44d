"""The whole reading of one file: text → reports → outline, quantities, commitments."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from bihuan.commitments.model import Reading, Report, Source
from bihuan.commitments.placing import report_placed
from bihuan.commitments.promises import commitments_read
from bihuan.datamodel import BihuanError
from bihuan.quantities import Lexicon, quantities_read, relations_find
from bihuan.reading.compilation import reports_split
from bihuan.reading.document import Document
from bihuan.reading.furniture import furniture_clear
from bihuan.reading.head import Head, head_read
from bihuan.reading.opening import document_open, documents_open
from bihuan.reading.outline import Section, outline_read
from bihuan.reading.parts import parts_read, sections_placed
from bihuan.reading.roles import Role
from bihuan.reading.smoothing import Smooth


def report_read(path: Path, lexicon: Lexicon | None = None) -> Reading:
    """Read one file, with the words that a ``lexicon`` knows; what cannot be read is a ``BihuanError`` in Chinese."""
    return document_read(document_open(path), lexicon)


def reports_read(path: Path, lexicon: Lexicon | None = None) -> Iterator[Reading | BihuanError]:
    """Read one file, or every file of a zip; what cannot be read is its error."""
    for outcome in documents_open(path):
        yield outcome if isinstance(outcome, BihuanError) else document_read(outcome, lexicon)


def document_read(document: Document, lexicon: Lexicon | None = None) -> Reading:
    """Read a document that is open; never fails."""
    source = Source(document.name, document.sha256, document.format, len(document.text))
    return _reading(source, document.text, lexicon)


def text_read(text: str, name: str, lexicon: Lexicon | None = None) -> Reading:
    """Read a text that is already at hand; never fails."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _reading(Source(name, digest, "txt", len(text)), text, lexicon)


def _reading(source: Source, text: str, lexicon: Lexicon | None) -> Reading:
    smooth = Smooth.of(text, furniture_clear(text))
    reports = (_report(smooth.text, span.start, span.end, lexicon) for span in reports_split(smooth.text))
    return Reading(source, text, tuple(report_placed(report, smooth, text) for report in reports))


def _report(text: str, start: int, end: int, lexicon: Lexicon | None) -> Report:
    head = head_read(text, start, end)
    role = _role(head)
    sections = outline_read(text, start, end, role=role, summary_year=head.summary_year, plan_year=head.plan_year)
    parts = parts_read(text, start, end, sections, role=role)
    sections = sections_placed(sections, parts)
    places = sorted({*parts, *sections}, key=_outermost_first)
    quantities = quantities_read(text, start, end, places, role=role, lexicon=lexicon)
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
