"""What a reader finds and sees of the library."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from bihuan.apps.library.models import LibraryDocument, LibraryPromise, LibraryText, State
from bihuan.apps.library.promises import asks_promises, promises_asked
from bihuan.apps.library.rights import document_get, readable, reader_of
from bihuan.apps.library.shelf import finder
from bihuan.apps.units.actors import Actor
from bihuan.cataloguing.taking import unpacked
from bihuan.datamodel import BihuanError
from bihuan.search.finding import FactHit, FactOrder, Finder, Found, Hit, Order
from bihuan.search.folding import fold
from bihuan.search.grams import LONGEST
from bihuan.search.pieces import Piece, pieces_unpacked
from bihuan.search.query import Query
from bihuan.search.snippets import snippet_of
from bihuan.search.syntax import query_read

__all__ = ["Shown", "ShownHit", "document_get", "document_pieces", "document_text", "library_search", "readable"]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One hit with the card of its document. ``marks``: (start, end) in ``snippet``; ``fact``: the number found, blank of a piece."""

    document: int
    number: int
    start: int
    end: int
    name: str
    title: str
    heading: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    card: LibraryDocument
    fact: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of results shows; ``notice`` says when the index could not be asked."""

    total: int
    hits: list[ShownHit]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    notice: str = ""
    facts: bool = False
    promises: bool = False


def library_search(
    text: str, actor: Actor, *, exact: bool = False, raw: bool = False, order: Order = "rank", fact_order: FactOrder = "largest",
    within: Query | None = None, facets: bool = False, limit: int = 20, offset: int = 0,
) -> Shown:  # fmt: skip
    """Find exactly or by a question. While the index is lost an exact search reads the texts themselves, any other says so."""
    try:
        if not exact:
            return _asked(finder(), query_read(text), actor, order, fact_order, facets, limit, offset)
        reader = reader_of(actor)
        found = finder().exact(text, reader, raw=raw, within=within, facets=facets, limit=limit, offset=offset)
    except BihuanError as error:
        if error.code != "search.index":
            raise
        if exact:
            return _scanned(text, actor, raw=raw, limit=limit, offset=offset)
        raise BihuanError(error.code, error.what, hint=f"{error.hint}；原文查找现在也能用，只是慢一些") from None
    return _shown(found, actor)


def _asked(
    index: Finder,
    asked: Query | None,
    actor: Actor,
    order: Order,
    fact_order: FactOrder,
    facets: bool,
    limit: int,
    offset: int,
) -> Shown:
    reader = reader_of(actor)
    if asked is not None and asks_promises(asked):
        return _promised(promises_asked(asked, actor), limit, offset)
    if asked is not None and index.asks_facts(asked):
        return _shown(
            index.facts(asked, reader, order=fact_order, facets=facets, limit=limit, offset=offset), actor, facts=True
        )
    return _shown(index.ranked(asked, reader, order=order, facets=facets, limit=limit, offset=offset), actor)


def _promised(found: QuerySet[LibraryPromise], limit: int, offset: int) -> Shown:
    """Promises as hits: the place of the promise, and in ``fact`` how it ended and where that is said."""
    hits = [
        ShownHit(
            one.document_id, 0, one.start, one.end, one.document.name, one.document.title, one.indicator, one.text, (), one.document,
            {
                "verdict": one.verdict, "said": one.get_verdict_display(), "why": one.why, "year": one.year, "result": one.result,
                "later": one.later_id, "result_start": one.result_start, "value": str(one.value), "unit": one.unit, "fact": one.text,
                "subject": one.indicator, "stance": "planned",
            },
        )
        for one in found[offset : offset + limit]
    ]  # fmt: skip
    return Shown(found.count(), hits, promises=True)


def _shown(found: Found, actor: Actor, *, facts: bool = False) -> Shown:
    """The hits with their cards, as the database has them now: what the index does not yet know was taken away is not shown."""
    numbers = {hit.document for hit in found.hits} | {fact.document for fact in found.facts}
    cards = readable(actor).select_related("unit").in_bulk(numbers)
    pieces = [_piece_shown(hit, cards[hit.document]) for hit in found.hits if hit.document in cards]
    told = list(_facts_shown(found.facts, cards))
    return Shown(found.total, [*pieces, *told], found.facets, facts=facts)


def _piece_shown(hit: Hit, card: LibraryDocument) -> ShownHit:
    return ShownHit(
        hit.document,
        hit.number,
        hit.start,
        hit.end,
        card.name,
        card.title,
        hit.heading,
        hit.snippet.text,
        hit.snippet.marks,
        card,
    )


def _facts_shown(facts: list[FactHit], cards: dict[int, LibraryDocument]) -> Iterator[ShownHit]:
    texts: dict[int, str] = {}
    for fact in facts:
        if fact.document not in cards:
            continue
        text = texts.setdefault(fact.document, document_text(cards[fact.document]))
        start, end = fact.sentence
        told = {
            "fact": fact.text,
            "value": fact.value,
            "unit": fact.unit,
            "subject": fact.subject,
            "stance": fact.stance,
        }
        card = cards[fact.document]
        yield ShownHit(
            fact.document, fact.number, fact.start, fact.end, card.name, card.title, fact.subject, text[start:end].strip("\n"),
            ((fact.start - start, fact.end - start),), card, told,
        )  # fmt: skip


def document_text(document: LibraryDocument) -> str:
    """The whole text of a document; "" while it was not read."""
    kept = LibraryText.objects.filter(pk=document.pk).only("body").first()
    return unpacked(bytes(kept.body)) if kept else ""


def document_pieces(document: LibraryDocument) -> list[Piece]:
    """Its pieces, in order."""
    kept = LibraryText.objects.filter(pk=document.pk).only("pieces").first()
    return pieces_unpacked(json.loads(unpacked(bytes(kept.pieces)))) if kept else []


def _scanned(text: str, actor: Actor, *, raw: bool, limit: int, offset: int) -> Shown:
    """The same answer without an index: every text is looked through."""
    if not 1 <= len(text) <= LONGEST:
        raise BihuanError(
            "search.length", f"原文查找要 1 到 {LONGEST} 个字，这里有 {len(text)} 个", hint="请缩短后再查"
        )
    sought, total, hits = text if raw else fold(text), 0, []
    read = readable(actor).filter(state=State.READ, text__isnull=False)
    rows = read.select_related("unit", "text").order_by("pk")
    for row in rows.iterator(chunk_size=200):
        body = unpacked(bytes(row.text.body))
        seen = body if raw else fold(body)
        if sought not in seen:
            continue
        for piece in pieces_unpacked(json.loads(unpacked(bytes(row.text.pieces)))):
            if sought in seen[piece.start : piece.end]:
                total += 1
                if offset < total <= offset + limit:
                    snippet = snippet_of(body[piece.start : piece.end], [sought if raw else sought.lower()], raw=raw)
                    hits.append(ShownHit(
                        row.pk, piece.number, piece.start, piece.end, row.name, row.title, piece.heading, snippet.text, snippet.marks, row
                    ))  # fmt: skip
    return Shown(total, hits, notice="检索索引不可用，这次是逐份查的")
