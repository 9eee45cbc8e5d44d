"""Last year's report as drafting sees it: the JSON document of ``bihuan read`` with the text that its offsets count in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bihuan.datamodel import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the report; fields as in the contract of ``bihuan read``."""

    span: Span
    text: str
    value: Decimal | None
    max: Decimal | None
    unit: str
    kind: str
    qualifier: str
    subject: str
    stance: str


@dataclass(frozen=True, slots=True)
class Section:
    """A marked item of the outline; ``heading`` spans marker and title."""

    span: Span
    level: int
    marker: str
    title: str
    role: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report of last year: its text is ``text[span.start:span.end]``."""

    text: str
    span: Span
    title: str
    year: int
    plan_year: int | None
    signed_by: str | None
    sections: tuple[Section, ...]
    quantities: tuple[Quantity, ...]

    def role_at(self, offset: int) -> str:
        """summary, problems, plan, measures or other; text before the first section belongs to the summary."""
        return next((s.role for s in reversed(self.sections) if s.span.start <= offset < s.span.end), "summary")

    def headings_at(self, offset: int) -> tuple[Section, ...]:
        """The sections around an offset, outermost first."""
        return tuple(s for s in self.sections if s.span.start <= offset < s.span.end)


def report_from_json(document: Mapping[str, Any], text: str, *, year: int | None = None) -> Report:
    """One entry of ``documents``; ``year`` stands in where the report's own year is masked (``20XX年``)."""
    return Report(
        text=text,
        span=Span(document.get("start", 0), document.get("end", len(text))),
        title=document.get("title") or "",
        year=document.get("summary_year") or (document.get("plan_year") or (year or 0) + 1) - 1,
        plan_year=document.get("plan_year"),
        signed_by=document.get("signed_by"),
        sections=tuple(_section(item) for item in document.get("sections", [])),
        quantities=tuple(_quantity(item) for item in document.get("quantities", [])),
    )


def _section(item: Mapping[str, Any]) -> Section:
    return Section(Span(item["start"], item["end"]), item["level"], item["marker"], item["title"], item["role"])


def _quantity(item: Mapping[str, Any]) -> Quantity:
    return Quantity(
        span=Span(item["start"], item["end"]),
        text=item["text"],
        value=_decimal(item["value"]),
        max=_decimal(item.get("max")),
        unit=str(item["unit"]).removeprefix("个") if "百分点" in item["unit"] else item["unit"],
        kind=item["kind"],
        qualifier=item["qualifier"],
        subject=item.get("subject") or "",
        stance=item["stance"],
    )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
