"""A document made ready for the indexes: everything that can be done before the one writer takes it, so that it is done on all cores."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from bihuan.quantities import Quantity
from bihuan.search.cutting import words_of
from bihuan.search.folding import fold
from bihuan.search.grams import chars_of, grams_of
from bihuan.search.measures import measure_of
from bihuan.search.pieces import Piece
from bihuan.search.schema import FACETS

Fields = dict[str, str | int | float | list[int]]
_STOPS: Final = "。！？；\n"
_CLAUSE: Final = re.compile(r"[，。；：、！？\s,;]")
_CLAUSE_LONGEST: Final = 40  # characters
_SENTENCE: Final = 200  # characters of a fact's sentence, at most


@dataclass(frozen=True, slots=True)
class CardFields:
    """What an index holds of a document's card. ``who`` are keys of readers (see ``readers``)."""

    title: str = ""
    name: str = ""
    unit: str = ""
    issuer: str = ""
    region: str = ""
    kind: str = ""
    topic: str = ""
    year: int | None = None
    who: tuple[str, ...] = ()


@dataclass(slots=True)
class Shelved:
    """A document's text as the indexes take it: for each piece and fact its own fields; the card is joined when it is written."""

    pieces: list[Fields] = field(default_factory=list)
    facts: list[Fields] = field(default_factory=list)


def text_shelved(
    text: str,
    pieces: Sequence[Piece],
    quantities: Iterable[Quantity],
    paragraphs: Iterable[tuple[int, int, int]] = (),
) -> Shelved:
    """The fields of all pieces and facts. ``paragraphs``: (start, end, digest) of those that can be found again elsewhere."""
    marks = list(paragraphs)
    return Shelved(
        [
            _piece(text, piece, [mark for start, _, mark in marks if piece.start <= start < piece.end])
            for piece in pieces
        ],
        list(_facts(text, pieces, quantities)),
    )


def _piece(text: str, piece: Piece, marks: list[int]) -> Fields:
    own = text[piece.start : piece.end]
    folded = fold(own)
    fields: Fields = {
        "number": piece.number, "start": piece.start, "end": piece.end, "text": own, "role": piece.role,
        "grams": grams_of(folded), "chars": chars_of(folded), "words": words_of(folded), "heading": piece.heading,
        "heading_grams": grams_of(fold(piece.heading)), "heading_words": words_of(piece.heading),
    }  # fmt: skip
    if folded != own:
        fields |= {"raw": grams_of(own), "raw_chars": chars_of(own), "spelt": "y"}
    if marks:
        fields["paragraphs"] = marks
    return fields


def _facts(text: str, pieces: Sequence[Piece], quantities: Iterable[Quantity]) -> Iterable[Fields]:
    """A fact for each number with a value; its sentence is what it is found by."""
    at = 0
    for quantity in quantities:
        if quantity.value is None or quantity.kind == "rank":
            continue
        while at + 1 < len(pieces) and pieces[at + 1].start <= quantity.start:
            at += 1
        dimension, value = measure_of(Decimal(str(quantity.value)), quantity.unit)
        start, end = _sentence(text, quantity.start, quantity.end)
        sentence = fold(text[start:end])
        told = {"text": quantity.text, "unit": quantity.unit, "value": str(quantity.value), "subject": quantity.subject,
                "stance": quantity.stance, "sentence": [start, end]}  # fmt: skip
        yield {
            "number": pieces[at].number, "start": quantity.start, "end": quantity.end, "role": pieces[at].role,
            "grams": grams_of(sentence), "chars": chars_of(sentence), "words": words_of(sentence),
            "subject": _subjects(text, quantity), "dimension": dimension,
            "counted": dimension.partition(":")[0], "value": float(value), "told": json.dumps(told, ensure_ascii=False),
        }  # fmt: skip


def _subjects(text: str, quantity: Quantity) -> str:
    """What the number is of, as it was cut out; and its clause up to the number, for who looks for other words of it."""
    clause = _CLAUSE.split(text[max(0, quantity.start - _CLAUSE_LONGEST) : quantity.start])[-1]
    return grams_of(fold(f"{quantity.subject}|{clause}"))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((text.rfind(stop, max(0, start - _SENTENCE), start) + 1 for stop in _STOPS), default=0)
    first = max(first, start - _SENTENCE)
    lasts = [found for stop in _STOPS if (found := text.find(stop, end, end + _SENTENCE)) >= 0]
    return max(first, 0), min(lasts) + 1 if lasts else min(len(text), end + _SENTENCE)


def card_fields(document: int, card: CardFields) -> dict[str, object]:
    """What every piece and fact of a document has."""
    fields: dict[str, object] = {
        "document": document, "who": list(card.who), "title_grams": grams_of(fold(card.title)),
        "title_words": words_of(card.title), "name_grams": grams_of(fold(card.name)),
        **{facet: getattr(card, facet) for facet in FACETS if facet != "role"},
    }  # fmt: skip
    if card.year is not None:
        fields["year"] = card.year
    return {name: value for name, value in fields.items() if value != ""}
