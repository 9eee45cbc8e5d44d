"""What a reader finds: exactly or by rank, with the exact number of all, counts by facet, and the numbers that texts state."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import tantivy

from bihuan.search.compiling import Compiler, has_fact, needles_of
from bihuan.search.folding import fold
from bihuan.search.gathering import documents_of
from bihuan.search.index import Indexes, Searching, searching
from bihuan.search.query import Query
from bihuan.search.readers import EVERYTHING, Reader
from bihuan.search.schema import FACETS, facts_schema, pieces_schema
from bihuan.search.snippets import Snippet, snippet_of

Order = Literal["rank", "new", "old"]
FactOrder = Literal["largest", "smallest", "new"]
_FACET_VALUES: Final = 30  # values told of one facet


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece: ``text`` is its whole text, ``start`` and ``end`` its place in the document's."""

    document: int
    number: int
    start: int
    end: int
    heading: str
    text: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class FactHit:
    """A number in its document's text; ``sentence`` is the place of its sentence there."""

    document: int
    number: int
    start: int
    end: int
    text: str
    value: str
    unit: str
    subject: str
    stance: str
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """``total`` counts all pieces (or facts), whatever part of them ``hits`` shows. ``facets``: name → value → how many."""

    total: int
    hits: list[Hit] = field(default_factory=list)
    facts: list[FactHit] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


class Finder:
    """Searches of the indexes as they are now: whoever asks while they change gets answers of one state."""

    def __init__(self, indexes: Indexes) -> None:
        self._searcher, self._fact_searcher = searching(indexes.pieces), searching(indexes.facts)
        often = lambda field, word: self._searcher.doc_freq(field, word)  # noqa: E731
        self._pieces = Compiler(pieces_schema(), headings=True, frequency=often)
        self._facts = Compiler(facts_schema(), headings=False, frequency=often)

    @property
    def pieces(self) -> int:
        """How many pieces there are."""
        return self._searcher.num_docs

    def frequency(self, word: str) -> int:
        """How many pieces have a word."""
        return self._searcher.doc_freq("words", word)

    def weighed(
        self, words: Sequence[tuple[str, float]], reader: Reader = EVERYTHING, *, limit: int = 100
    ) -> list[tuple[float, Hit]]:
        """The pieces that have most of these (word, weight), best first, with their scores."""
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._pieces.term("words", word), weight))
            for word, weight in words
        ]
        query = self._pieces.read_by(tantivy.Query.boolean_query(clauses), reader)
        found = self._searcher.search(query, max(1, limit), False)
        return [(float(score), self._hit(place, [], False)) for score, place in found.hits]

    def exact(
        self,
        text: str,
        reader: Reader = EVERYTHING,
        *,
        raw: bool = False,
        within: Query | None = None,
        facets: bool = False,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """The pieces that contain a string of 1 to 50 characters; ``raw``: spelt just so, else folded."""
        sought = text if raw else fold(text)
        needles = [sought] if raw else [sought.lower()]
        query = self._exactly(sought, reader, raw, within)
        counts = self._counted(self._searcher, query) if facets else {}
        return self._hits(query, needles, raw=raw, limit=limit, offset=offset, facets=counts)

    def ranked(
        self,
        asked: Query | None,
        reader: Reader = EVERYTHING,
        *,
        order: Order = "rank",
        facets: bool = True,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """The pieces that answer a question, best first; its facts instead where it asks for numbers (see ``facts``)."""
        query = self._pieces.query(asked, reader)
        counts = self._counted(self._searcher, query) if facets else {}
        return self._hits(query, needles_of(asked), order=order, limit=limit, offset=offset, facets=counts)

    def facts(
        self,
        asked: Query,
        reader: Reader = EVERYTHING,
        *,
        order: FactOrder = "largest",
        facets: bool = True,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """The numbers that answer a question, by size or by year."""
        query = self._facts.query(asked, reader)
        by, way = {"largest": ("value", True), "smallest": ("value", False), "new": ("year", True)}[order]
        found = self._fact_searcher.search(
            query, max(1, limit), True, by, offset, tantivy.Order.Desc if way else tantivy.Order.Asc
        )
        counts = self._counted(self._fact_searcher, query) if facets else {}
        return Found(_total(found), facts=[self._fact(place) for _, place in found.hits[:limit]], facets=counts)

    def asks_facts(self, asked: Query | None) -> bool:
        """Whether a question is one for ``facts``."""
        return has_fact(asked)

    def documents(self, asked: Query | None, reader: Reader = EVERYTHING) -> list[int]:
        """The numbers of all documents that answer a question, each once, the best first; of one for ``facts`` those that state them."""
        if has_fact(asked):
            return documents_of(self._fact_searcher, self._facts.query(asked, reader))
        return documents_of(self._searcher, self._pieces.query(asked, reader))

    def documents_exact(
        self, text: str, reader: Reader = EVERYTHING, *, raw: bool = False, within: Query | None = None
    ) -> list[int]:
        """The numbers of all documents that contain a string, each once."""
        return documents_of(self._searcher, self._exactly(text if raw else fold(text), reader, raw, within))

    def elsewhere(
        self, digests: Sequence[int], reader: Reader = EVERYTHING, *, limit: int = 100
    ) -> list[tuple[int, int]]:
        """(document, piece) of pieces that hold any of these paragraphs."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._pieces.term("paragraphs", one)) for one in digests]
        )
        found = self._searcher.search(self._pieces.read_by(query, reader), limit)
        stored = [self._searcher.doc(place) for _, place in found.hits]
        return [(one["document"][0], one["number"][0]) for one in stored]

    def _exactly(self, sought: str, reader: Reader, raw: bool, within: Query | None) -> tantivy.Query:
        query = self._pieces.phrase(sought, raw=raw)
        if within is not None:
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._pieces.part(within))]
            )
        return self._pieces.read_by(query, reader)

    def _hits(
        self, query: tantivy.Query, needles: list[str], *, raw: bool = False, order: Order = "rank", limit: int, offset: int,
        facets: dict[str, dict[str, int]] | None = None,
    ) -> Found:  # fmt: skip
        if order == "rank":
            found = self._searcher.search(query, max(1, limit), True, None, offset)
        else:
            way = tantivy.Order.Desc if order == "new" else tantivy.Order.Asc
            found = self._searcher.search(query, max(1, limit), True, "year", offset, way)
        hits = [self._hit(place, needles, raw) for _, place in found.hits[:limit]]
        return Found(_total(found), hits, facets=facets or {})

    def _hit(self, place: tantivy.DocAddress, needles: list[str], raw: bool) -> Hit:
        stored = self._searcher.doc(place)
        text = stored["text"][0]
        return Hit(
            *_place(stored),
            heading=stored.get("heading", [""])[0], text=text, snippet=snippet_of(text, needles, raw=raw),
        )  # fmt: skip

    def _fact(self, place: tantivy.DocAddress) -> FactHit:
        stored = self._fact_searcher.doc(place)
        told = json.loads(stored["told"][0])
        return FactHit(
            *_place(stored),
            text=told["text"], value=told["value"], unit=told["unit"], subject=told["subject"] or "", stance=told["stance"],
            sentence=(told["sentence"][0], told["sentence"][1]),
        )  # fmt: skip

    @staticmethod
    def _counted(searcher: Searching, query: tantivy.Query) -> dict[str, dict[str, int]]:
        asked: dict[str, Any] = {name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in (*FACETS, "year")}
        told = searcher.aggregate(query, asked)
        return {name: {_value(one["key"]): one["doc_count"] for one in told[name]["buckets"]} for name in asked}


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # missing in the library's stubs


def _place(stored: dict[str, Any]) -> tuple[int, int, int, int]:
    return stored["document"][0], stored["number"][0], stored["start"][0], stored["end"][0]


def _value(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
