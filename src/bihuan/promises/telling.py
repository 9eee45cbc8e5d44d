"""How far the words of a clause tell of a matter: character pairs in common, weighed by how rare they are in both reports."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log

from bihuan.promises.matters import CLOSE, COMMON, COVERED, ENOUGH, LITTLE, PLAIN, RUN, SAME_MATTER

Runs = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=8192)
def runs_of(words: str) -> Runs:
    """What names a matter, a run of tokens for each piece between plain words: character pairs, and common words whole."""
    for name, pattern in SAME_MATTER:
        words = pattern.sub(name, words)
    return tuple(tuple(_tokens(piece)) for piece in PLAIN.sub("，", words).split("，") if len(piece) > 1)


def _tokens(piece: str) -> Iterator[str]:
    at = 0
    for match in COMMON.finditer(piece):
        yield from _pairs(piece[at : match.start()])
        yield match[0]
        at = match.end()
    yield from _pairs(piece[at:])


def _pairs(piece: str) -> Iterator[str]:
    yield from (piece[n : n + 2] for n in range(len(piece) - 1)) if len(piece) > 1 else [piece] if piece else []


def tokens_of(words: str) -> frozenset[str]:
    """All tokens of the words."""
    return frozenset(token for run in runs_of(words) for token in run)


class Weights:
    """How much each token tells: rare ones more, counted in the sentences of both reports; a common word little."""

    def __init__(self, sentences: Iterable[str]) -> None:
        told = [tokens_of(sentence) for sentence in sentences]
        counts = Counter(token for tokens in told for token in tokens)
        self.rarest = log(1 + len(told))
        self._of = {token: self.rarest - log(count) for token, count in counts.items()}

    def of(self, token: str) -> float:
        """The weight of one token."""
        weight = self._of.get(token, self.rarest)
        return LITTLE * weight if COMMON.fullmatch(token) else weight

    def sum(self, tokens: Iterable[str]) -> float:
        """The weight of all these tokens."""
        return sum(map(self.of, tokens))


def telling(matter: Runs, said: frozenset[str], weights: Weights) -> float:
    """How far a clause tells of a matter, 0–1."""
    tokens = frozenset(token for run in matter for token in run)
    common = tokens & said
    if not common:
        return 0.0
    both = weights.sum(common)
    longest = max(_longest(run, common, weights) for run in matter)
    return (
        COVERED * both / weights.sum(tokens)
        + CLOSE * both / weights.sum(said)
        + RUN * min(1.0, longest / (ENOUGH * weights.rarest))
    )


def _longest(run: tuple[str, ...], common: frozenset[str], weights: Weights) -> float:
    """The weight of the longest stretch of a run that is in common."""
    best = now = 0.0
    for token in run:
        now = now + weights.of(token) if token in common else 0.0
        best = max(best, now)
    return best
