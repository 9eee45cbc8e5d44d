"""上次是怎么写的: passages that say the like of a given one, though the numbers, the year and the bureau are others.

First what shares its weightiest words (BM25), then, where the library has learned vectors, in the order of both together.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from bihuan.search.finding import Finder, Hit
from bihuan.search.folding import fold
from bihuan.search.readers import EVERYTHING, Reader
from bihuan.search.vectors import Vectors
from bihuan.search.weighing import weightiest

WORDS: Final = 40  # that are asked for
CANDIDATES: Final = 60  # pieces that are put in order
MEANING: Final = 1.5  # weight of the vectors beside that of the words; both are at most 1
_UNSAID: Final = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class LikeHit:
    """A piece: its place in its document, ``score`` 0–1; ``again`` further pieces say the same but for numbers."""

    document: int
    number: int
    start: int
    end: int
    score: float
    heading: str
    text: str
    again: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage itself stands, which is not the like of itself."""

    document: int
    start: int
    end: int

    def holds(self, hit: Hit) -> bool:
        """Whether a piece overlaps it."""
        return hit.document == self.document and hit.start < self.end and self.start < hit.end


def like(
    finder: Finder,
    text: str,
    reader: Reader = EVERYTHING,
    *,
    limit: int = 10,
    itself: Place | None = None,
    without: Collection[tuple[int, int]] = (),
    vectors: Vectors | None = None,
) -> list[LikeHit]:
    """The pieces most like a text, best first. ``without``: (document, piece) that are told elsewhere, as exact repeats are."""
    words = weightiest(text, finder.frequency, finder.pieces, WORDS)
    if not words:
        return []
    found = [
        (score, hit)
        for score, hit in finder.weighed(words, reader, limit=CANDIDATES)
        if not (itself and itself.holds(hit)) and (hit.document, hit.number) not in without
    ]
    return _once(_ordered(found, text, vectors))[:limit]


def _ordered(found: list[tuple[float, Hit]], text: str, vectors: Vectors | None) -> list[LikeHit]:
    """Best first; the best words count 1."""
    best = max((score for score, _ in found), default=1.0) or 1.0
    own = vectors.of(text) if vectors else None
    hits = []
    for words, hit in found:
        score = words / best
        if vectors is not None and own is not None:
            near = max(0.0, float(own @ vectors.of(hit.text)))
            score = (score + MEANING * near) / (1 + MEANING)
        hits.append(LikeHit(hit.document, hit.number, hit.start, hit.end, round(score, 4), hit.heading, hit.text))
    return sorted(hits, key=lambda one: (-one.score, one.document, one.number))


def _once(hits: list[LikeHit]) -> list[LikeHit]:
    """Each wording once: a law in five collections is one passage."""
    first: dict[str, LikeHit] = {}
    for hit in hits:
        said = _UNSAID.sub("", fold(hit.text))
        held = first.get(said)
        first[said] = hit if held is None else replace(held, again=held.again + 1)
    return list(first.values())
