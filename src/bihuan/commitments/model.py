"""The whole reading of one file, and its JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.commitments.grades import Grade
from bihuan.quantities import Quantity, Relation
from bihuan.reading.head import Head
from bihuan.reading.outline import Section


@dataclass(frozen=True, slots=True)
class Commitment:
    """任务: a leaf item of a plan part. ``quantities`` are indices into the quantities of its report."""

    start: int
    end: int
    text: str
    title: str
    due: date | None
    lead: str | None
    measurable: bool
    quantities: tuple[int, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read; ``chars`` counts the code points of its normalised text."""

    name: str
    sha256: str
    format: str
    chars: int


@dataclass(frozen=True, slots=True)
class Report:
    """One report: a file has one, a compilation (汇编) several. Offsets count in the file's normalised text."""

    head: Head
    start: int
    end: int
    sections: tuple[Section, ...]
    quantities: tuple[Quantity, ...]
    commitments: tuple[Commitment, ...]
    relations: tuple[Relation, ...] = ()
    # sections of the first level, or what the paragraphs of a report without headings tell
    parts: tuple[Section, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """One entry of ``documents`` of ``bihuan read``."""
        head = self.head
        return {
            "title": head.title,
            "issuer": head.issuer,
            "summary_year": head.summary_year,
            "plan_year": head.plan_year,
            "signed_by": head.signed_by,
            "signed_on": _iso(head.signed_on),
            "start": self.start,
            "end": self.end,
            "sections": [_fields(section) for section in self.sections],
            "quantities": [_fields(quantity) for quantity in self.quantities],
            "commitments": [
                {**_fields(one), "due": _iso(one.due), "quantities": list(one.quantities)} for one in self.commitments
            ],
            "relations": [_fields(relation) for relation in self.relations],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one file. ``text`` is the normalised text that all offsets count in."""

    source: Source
    text: str
    documents: tuple[Report, ...]

    def to_json(self) -> dict[str, Any]:
        """The JSON of ``bihuan read`` (docs/reference/reading.md)."""
        return {"source": _fields(self.source), "documents": [report.to_json() for report in self.documents]}


def _fields(one: Section | Quantity | Commitment | Relation | Source) -> dict[str, Any]:
    """Its fields by name: plain values, which need no copying as ``asdict`` would do."""
    return {name: getattr(one, name) for name in one.__slots__}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
