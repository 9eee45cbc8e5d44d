"""The whole reading of one file: text → reports → outline, quantities, commitments."""

from hashlib import sha256
from pathlib import Path

from bihuan.commitments.model import Reading, Report, Source
from bihuan.commitments.placing import report_placed
from bihuan.commitments.promises import commitments_read
from bihuan.quantities import Lexicon, quantities_read, relations_find
from bihuan.reading import Role, Smooth, document_open, furniture_clear, head_read, outline_read, reports_split
from bihuan.reading.head import Head


def report_read(path: Path, lexicon: Lexicon | None = None) -> Reading:
    """Read one file, with the words that a ``lexicon`` knows; what cannot be read is a ``BihuanError`` in Chinese."""
    document = document_open(path)
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
    quantities = quantities_read(text, start, end, sections, role=role, lexicon=lexicon)
    commitments = commitments_read(text, sections, quantities, plan_year=head.plan_year)
    relations = relations_find(text, quantities)
    return Report(head, start, end, tuple(sections), tuple(quantities), tuple(commitments), tuple(relations))


def _role(head: Head) -> Role:
    """A report that is nothing but a plan says so in its title."""
    return "plan" if head.plan_year and not head.summary_year else "summary"
