"""上次是怎么写的 and 查重: passages like a given one, and paragraphs that stand in other documents word for word, within one's rights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.rights import document_get, readable, reader_of
from bihuan.apps.library.selectors import document_text
from bihuan.apps.library.shelf import finder
from bihuan.apps.library.vectors import vectors
from bihuan.apps.units.actors import Actor
from bihuan.cataloguing.likeness import paragraphs_marked
from bihuan.datamodel import BihuanError
from bihuan.search.like import LikeHit, Place, like
from bihuan.search.weighing import LONGEST

MOST: Final = 50  # passages of one answer
_ELSEWHERE: Final = 100  # places of one paragraph that are looked at
_SHOWN: Final = 5  # other documents named beside a repeated paragraph


@dataclass(frozen=True, slots=True)
class Likened:
    """A passage with the card of its document."""

    hit: LikeHit
    card: LibraryDocument


@dataclass(frozen=True, slots=True)
class LikeShown:
    """``near``: other words on the same matter, best first; ``repeats``: documents that hold one of the paragraphs as it is."""

    text: str
    near: list[Likened] = field(default_factory=list)
    repeats: list[LibraryDocument] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A paragraph that stands elsewhere: ``others`` are the first of ``count`` documents."""

    start: int
    end: int
    text: str
    count: int
    others: list[LibraryDocument]


@dataclass(frozen=True, slots=True)
class RepeatsShown:
    """``share``: repeated characters of all characters of its paragraphs, 0–1; ``sources``: what shares most, with characters."""

    document: LibraryDocument
    paragraphs: list[Repeated]
    share: float
    sources: list[tuple[LibraryDocument, int]]


def paragraphs_like(
    *, actor: Actor, document: int | None = None, start: int = 0, end: int = 0, text: str = "", limit: int = 10
) -> LikeShown:
    """What is like a passage of a document, or like a text that somebody wrote; ``library.like`` where there is none."""
    itself = None
    if document is not None:
        text = document_text(document_get(document, actor))[start:end]
        itself = Place(document, start, end)
    text = text.strip()[:LONGEST]
    if not text:
        raise BihuanError("library.like", "没有要比照的段落", hint="请选一段，或把要写的内容贴进来")
    reader, index = reader_of(actor), finder()
    digests = [mark for _, _, mark in paragraphs_marked(text)]
    same = set(index.elsewhere(digests, reader, limit=_ELSEWHERE)) if digests else set()
    hits = like(index, text, reader, limit=min(limit, MOST), itself=itself, without=same, vectors=vectors())
    cards = _cards((hit.document for hit in hits), (number for number, _ in same), actor=actor)
    repeats = [cards[one] for one in sorted({number for number, _ in same} - {document}) if one in cards]
    return LikeShown(text, [Likened(hit, cards[hit.document]) for hit in hits if hit.document in cards], repeats)


def document_repeats(*, number: int, actor: Actor) -> RepeatsShown:
    """查重: which paragraphs of a document stand in which other documents that the actor may read; numbers do not count."""
    document = document_get(number, actor)
    text, reader, index = document_text(document), reader_of(actor), finder()
    marked = paragraphs_marked(text)
    found: dict[int, list[int]] = {}
    for _, _, mark in marked:
        if mark not in found:
            places = index.elsewhere([mark], reader, limit=_ELSEWHERE)
            found[mark] = sorted({other for other, _ in places} - {number})
    cards = _cards((other for others in found.values() for other in others), actor=actor)
    paragraphs, shared = [], dict[int, int]()
    for start, end, mark in marked:
        others = [other for other in found[mark] if other in cards]
        for other in others:
            shared[other] = shared.get(other, 0) + end - start
        if others:
            named = [cards[other] for other in others[:_SHOWN]]
            paragraphs.append(Repeated(start, end, text[start:end], len(others), named))
    return RepeatsShown(document, paragraphs, _share(paragraphs, marked), _most(shared, cards))


def _share(paragraphs: Sequence[Repeated], marked: Sequence[tuple[int, int, int]]) -> float:
    whole = sum(end - start for start, end, _ in marked)
    return sum(one.end - one.start for one in paragraphs) / whole if whole else 0.0


def _most(shared: dict[int, int], cards: dict[int, LibraryDocument]) -> list[tuple[LibraryDocument, int]]:
    most = sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    return [(cards[number], characters) for number, characters in most]


def _cards(*numbers: Iterable[int], actor: Actor) -> dict[int, LibraryDocument]:
    """The cards of what may be read, whatever the index says."""
    asked, cards = sorted({number for some in numbers for number in some}), dict[int, LibraryDocument]()
    for first in range(0, len(asked), 400):
        for row in readable(actor).filter(pk__in=asked[first : first + 400]).select_related("unit"):
            cards[row.pk] = row
    return cards
