"""A question's tree as a query of the index: words weigh title over heading over text, a phrase is exact, a reader sees his own."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import reduce
from typing import Final

import tantivy

from bihuan.datamodel import BihuanError
from bihuan.search.cutting import words_asked
from bihuan.search.folding import fold
from bihuan.search.grams import LONGEST, char_of, pairs_of
from bihuan.search.query import And, Fact, Field, Is, Not, Or, Phrase, Promises, Query, Words, Years
from bihuan.search.readers import Reader

TITLE, HEADING, WORD, PAIRS, WHOLE = (
    4.0,
    2.0,
    1.0,
    0.6,
    2.0,
)  # weights; WHOLE: the words as they were typed, side by side
PLENTY: Final = 5_000  # pieces that have a word
_Q: Final = tantivy.Query
_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
_HAN: Final = re.compile(r"[^\W\d_a-zA-Z]")


class Compiler:
    """Queries of one schema. Those of facts have no headings and weigh alike."""

    def __init__(self, schema: tantivy.Schema, *, headings: bool, frequency: Callable[[str, str], int]) -> None:
        self.schema = schema
        self.headings = headings
        self.frequency = frequency

    def query(self, asked: Query | None, reader: Reader) -> tantivy.Query:
        """The whole question for one reader."""
        return self.read_by(self.part(asked) if asked is not None else _Q.all_query(), reader)

    def read_by(self, query: tantivy.Query, reader: Reader) -> tantivy.Query:
        """Of what a query finds, that which the reader may read."""
        if reader.keys is None:
            return query
        keys = [(_SHOULD, self.term("who", key)) for key in sorted(reader.keys)]
        return both(query, unweighed(_Q.boolean_query(keys)) if keys else _Q.empty_query())

    def part(self, asked: Query) -> tantivy.Query:
        """One part of a question."""
        match asked:
            case And(parts):
                return self.all_of(parts)
            case Or(parts):
                return either([self.part(part) for part in parts])
            case Not(part):
                return _Q.boolean_query([(_MUST, _Q.all_query()), (_MUST_NOT, self.part(part))])
            case Words(text, field):
                return self.words(text, field)
            case Phrase(text, field):
                return self.phrase(fold(text), field)
            case Is(field, values):
                return unweighed(either([self.facet(field, value) for value in values]))
            case Years(first, last):
                return unweighed(self.between("year", tantivy.FieldType.Integer, first, last))
            case Fact():
                return self.fact(asked)
            case Promises():
                raise BihuanError("search.promises", "承诺要单独查", hint="请到“承诺”页查看未完成和未反馈的承诺")
        raise TypeError(asked)

    def all_of(self, parts: Iterable[Query]) -> tantivy.Query:
        """All parts; what must not be stands in the same query, so that nothing is gone through for it."""
        clauses = [
            (_MUST_NOT, self.part(part.part)) if isinstance(part, Not) else (_MUST, self.part(part)) for part in parts
        ]
        if all(occur == _MUST_NOT for occur, _ in clauses):
            clauses.append((_MUST, _Q.all_query()))
        return _Q.boolean_query(clauses)

    def words(self, text: str, field: Field) -> tantivy.Query:
        """Every word somewhere: as a word, or as characters side by side, which no way of cutting misses."""
        words = list(dict.fromkeys(words_asked(text)))
        if not words:
            return self.phrase(fold(text), field)
        each = [(_MUST, self.word(word, field)) for word in words]
        whole = fold(text)
        if len(words) > 1 and len(whole) > 1 and " " not in whole:
            each += [(_SHOULD, _Q.boost_query(self.pairs("grams", whole), WHOLE))]
        return _Q.boolean_query(each)

    def word(self, word: str, field: Field) -> tantivy.Query:
        """One word, wherever the field says."""
        found: list[tantivy.Query] = []
        if field in ("any", "title"):
            found += self.either_way("title_words", "title_grams", word, TITLE)
        if field in ("any", "heading") and self.headings:
            found += self.either_way("heading_words", "heading_grams", word, HEADING)
        if field in ("any", "text"):
            found += self.either_way("words", "grams", word, WORD)
        return _Q.disjunction_max_query(found, 0.1)

    def either_way(self, words: str, pairs: str, word: str, weight: float) -> list[tantivy.Query]:
        """As a word and as characters. What is a word so often is not looked for in the few places where cutting hid it."""
        found = [_Q.boost_query(self.term(words, word), weight)]
        if _HAN.search(word) and self.frequency(words, word) < PLENTY:
            found.append(_Q.boost_query(self.pairs(pairs, word), weight * PAIRS))
        return found

    def phrase(self, text: str, field: Field = "any", *, raw: bool = False) -> tantivy.Query:
        """These very characters. ``raw``: as they are spelt in the text, not folded."""
        if not text or len(text) > LONGEST:
            raise BihuanError(
                "search.length", f"原文查找要 1 到 {LONGEST} 个字，这里有 {len(text)} 个", hint="请缩短后再查"
            )
        if raw:
            return self.raw(text)
        places = {"any": ("grams",), "text": ("grams",), "title": ("title_grams",), "heading": ("heading_grams",)}[
            field
        ]
        return either([self.pairs(place, text) for place in places if self.headings or place != "heading_grams"])

    def raw(self, text: str) -> tantivy.Query:
        """Where a piece is spelt as it is folded its pairs are those of the text; the others have pairs of their own."""
        spelt = self.pairs("raw", text)
        if fold(text) != text:
            return spelt
        usual = _Q.boolean_query([(_MUST, self.pairs("grams", text)), (_MUST_NOT, self.term("spelt", "y"))])
        return either([usual, spelt])

    def pairs(self, field: str, text: str) -> tantivy.Query:
        """Characters side by side in one field of pairs; a single one in the field of characters."""
        if len(text) > 1:
            pairs = pairs_of(text)
            return _Q.phrase_query(self.schema, field, list(pairs)) if len(pairs) > 1 else self.term(field, pairs[0][1])
        if field in ("grams", "raw"):
            return self.term({"grams": "chars", "raw": "raw_chars"}[field], char_of(text))
        return _Q.regex_query(self.schema, field, f"({re.escape(char_of(text))}.|.{re.escape(char_of(text))})")

    def facet(self, field: str, value: str) -> tantivy.Query:
        """A value of a facet as it is, or a part of it: 水务局 is 云川县水务局 too."""
        if field == "name":
            return self.pairs("name_grams", fold(value))
        if field == "role":
            return self.term(field, value)
        part = re.escape(value)
        return either([self.term(field, value), _Q.regex_query(self.schema, field, f".*{part}.*")])

    def fact(self, fact: Fact) -> tantivy.Query:
        """Numbers of this subject, dimension and size."""
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = []
        if fact.subject:
            clauses.append((_MUST, self.pairs("subject" if len(fact.subject) > 1 else "grams", fold(fact.subject))))
        if fact.dimension:
            field = "counted" if fact.dimension == "count" else "dimension"
            clauses.append((_MUST, unweighed(self.term(field, fact.dimension))))
        if fact.low is not None or fact.high is not None:
            clauses.append((_MUST, unweighed(self.value(fact))))
        return _Q.boolean_query(clauses or [(_MUST, _Q.all_query())])

    def value(self, fact: Fact) -> tantivy.Query:
        """The bounds of a value, in its base unit."""
        low, high = _float(fact.low), _float(fact.high)
        return self.between(
            "value", tantivy.FieldType.Float, low, high, low_open=fact.low_open, high_open=fact.high_open
        )

    def between(
        self,
        field: str,
        kind: tantivy.FieldType,
        low: float | None,
        high: float | None,
        *,
        low_open: bool = False,
        high_open: bool = False,
    ) -> tantivy.Query:
        """A range; an end that is None is open."""
        return _Q.range_query(
            self.schema,
            field,
            kind,
            lower_bound=low,
            upper_bound=high,
            include_lower=not low_open,
            include_upper=not high_open,
        )

    def term(self, field: str, value: str | int) -> tantivy.Query:
        """One term of one field."""
        return _Q.term_query(self.schema, field, value)


def both(one: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    """What both find; neither's weight is lost."""
    return _Q.boolean_query([(_MUST, one), (_MUST, other)])


def either(queries: list[tantivy.Query]) -> tantivy.Query:
    """What any of them finds."""
    return queries[0] if len(queries) == 1 else _Q.boolean_query([(_SHOULD, query) for query in queries])


def unweighed(query: tantivy.Query) -> tantivy.Query:
    """The same without weight: a condition says nothing of how well a text fits."""
    return _Q.const_score_query(query, 0.0)


def has_fact(asked: Query | None) -> bool:
    """Whether a question asks for numbers, which are in an index of their own."""
    match asked:
        case Fact():
            return True
        case And(parts) | Or(parts):
            return any(map(has_fact, parts))
        case Not(part):
            return has_fact(part)
    return False


def needles_of(asked: Query | None) -> list[str]:
    """What is looked for in texts, for marking it there: phrases whole, words as they are cut; folded, lower case, longest first."""

    def gather(part: Query) -> list[str]:
        match part:
            case And(parts) | Or(parts):
                return reduce(list.__add__, map(gather, parts), [])
            case Phrase(text):
                return [fold(text).lower()]
            case Words(text):
                return words_asked(text) or [fold(text).lower()]
            case Fact(subject=subject) if subject:
                return [fold(subject).lower()]
        return []

    return sorted(dict.fromkeys(gather(asked) if asked is not None else []), key=len, reverse=True)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
