"""A report that was read in a smooth text, back in the source: its offsets, and its words as the source spells them."""

from dataclasses import replace

from bihuan.commitments.model import Commitment, Report
from bihuan.quantities import Quantity
from bihuan.reading.head import Head
from bihuan.reading.outline import Section
from bihuan.reading.smoothing import Smooth


def report_placed(report: Report, smooth: Smooth, source: str) -> Report:
    """The same report with every offset counted in ``source``."""
    if smooth.is_source:
        return report
    return Report(
        _head(report.head, smooth),
        smooth.at(report.start),
        smooth.end_at(report.end),
        tuple(_section(section, smooth, source) for section in report.sections),
        tuple(_quantity(quantity, smooth, source) for quantity in report.quantities),
        tuple(_commitment(commitment, smooth, source) for commitment in report.commitments),
        report.relations,
        tuple(_section(part, smooth, source) for part in report.parts),
    )


def _head(head: Head, smooth: Smooth) -> Head:
    def spelt(said: str | None) -> str | None:
        return smooth.spelt(said) if said else said

    return replace(head, title=spelt(head.title), issuer=spelt(head.issuer), signed_by=spelt(head.signed_by))


def _section(section: Section, smooth: Smooth, source: str) -> Section:
    marker = smooth.spelt_at(section.marker, source, section.start)
    title = smooth.spelt_at(section.title, source, section.start + len(section.marker))
    return replace(section, start=smooth.at(section.start), end=smooth.at(section.end), marker=marker, title=title)


def _quantity(quantity: Quantity, smooth: Smooth, source: str) -> Quantity:
    start, end = smooth.at(quantity.start), smooth.end_at(quantity.end)
    return replace(
        quantity,
        start=start,
        end=end,
        text=source[start:end],
        unit=smooth.spelt(quantity.unit),
        subject=smooth.spelt(quantity.subject),
    )


def _commitment(commitment: Commitment, smooth: Smooth, source: str) -> Commitment:
    start, end = smooth.at(commitment.start), smooth.end_at(commitment.end)
    lead = smooth.spelt(commitment.lead) if commitment.lead else None
    return replace(
        commitment, start=start, end=end, text=source[start:end], title=smooth.spelt(commitment.title), lead=lead
    )
