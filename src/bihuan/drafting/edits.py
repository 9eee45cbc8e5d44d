"""Changes of last year's text on its way to this year's: each replaces a span, some carry a claim or a comment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bihuan.datamodel import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` stands in place of ``span``; ``slot`` is the key of the number whose claim it is."""

    span: Span
    text: str
    slot: int | None = None
    comment: str = ""


def edits_ordered(edits: Iterable[Edit], removed: Sequence[Span] = ()) -> list[Edit]:
    """In text order, none in what is removed; where two overlap, numbers go before other changes and earlier before later."""
    kept: list[Edit] = []
    edits = [edit for edit in edits if not any(area.contains(edit.span) for area in removed)]
    for edit in sorted(edits, key=lambda e: (e.slot is None, e.span.start, -e.span.end)):
        if not any(edit.span.overlaps(other.span) for other in kept):
            kept.append(edit)
    return sorted(kept, key=lambda e: e.span)
