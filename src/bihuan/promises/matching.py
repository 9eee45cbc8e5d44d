"""What the later report says about the matter of a promise without a number."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from bihuan.commitments import Report
from bihuan.promises.clauses import past_mark
from bihuan.promises.matters import (
    COMMON,
    COMPLETED,
    DEED_FIRST,
    GENERAL,
    PARTLY,
    PLAIN,
    SAME_MATTER,
    TROUBLE,
    UNDER_WAY,
)
from bihuan.promises.model import Quote, Status, TextAnswer, TextPromise

ALIKE: Final = 0.4  # how far a clause must tell of a matter, 0–1
COVERED, CLOSE, RUN = 0.3, 0.1, 0.6  # parts of that: of the promise, of the clause, of the longest words in common
ENOUGH: Final = 1.5  # words in common that leave no doubt, in weights of the rarest
PREFERRED: Final = 0.8  # a summary answers before a plan that is more alike, down to this share
LITTLE: Final = 0.5  # weight of a word that many matters have
_CLAUSE: Final = re.compile(r"[^，。；：！？\n]+")
_SENTENCE: Final = re.compile(r"[^。！？；\n]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of the later report."""

    start: int
    end: int
    text: str
    tokens: frozenset[str]
    done: bool  # said in a summary part, and not as a trouble


Scored = tuple[float, Said | None]


@lru_cache(maxsize=8192)
def runs_of(words: str) -> tuple[tuple[str, ...], ...]:
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

    def __init__(self, *texts: str) -> None:
        sentences = [tokens_of(match[0]) for text in texts for match in _SENTENCE.finditer(text)]
        counts = Counter(token for tokens in sentences for token in tokens)
        self.rarest = log(1 + len(sentences))
        self._of = {token: self.rarest - log(count) for token, count in counts.items()}

    def of(self, token: str) -> float:
        """The weight of one token."""
        weight = self._of.get(token, self.rarest)
        return LITTLE * weight if COMMON.fullmatch(token) else weight

    def sum(self, tokens: Iterable[str]) -> float:
        """The weight of all these tokens."""
        return sum(map(self.of, tokens))


def texts_answer(promises: Sequence[TextPromise], earlier: str, text: str, report: Report) -> list[TextAnswer]:
    """One answer a promise, in order; ``text`` is the later file's text."""
    said = list(_said(text, report))
    weights = Weights(earlier, text)
    return [_answer(promise, said, weights) for promise in promises]


def _said(text: str, report: Report) -> Iterator[Said]:
    for part in report.parts:
        for sentence in _SENTENCE.finditer(text, part.start, part.end):
            if not GENERAL.search(sentence[0]):
                start = past_mark(text, *sentence.span())
                yield from _clauses(text, start, sentence.end(), summary=part.role == "summary")


def _clauses(text: str, start: int, end: int, *, summary: bool) -> Iterator[Said]:
    for clause in _CLAUSE.finditer(text, start, end):
        done = summary and bool(COMPLETED.search(clause[0]) or not TROUBLE.search(clause[0]))
        yield Said(*clause.span(), clause[0], tokens_of(clause[0]), done)


def _answer(promise: TextPromise, said: list[Said], weights: Weights) -> TextAnswer:
    matter = runs_of(_matter(promise.text))
    scores: list[Scored] = [(_likeness(matter, one.tokens, weights), one) for one in said]
    best = max(scores, key=_first, default=(0.0, None))
    done = max((one for one in scores if one[1] and one[1].done), key=_first, default=(0.0, None))
    if done[0] >= max(ALIKE, PREFERRED * best[0]):
        best = done
    if best[1] is None or best[0] < ALIKE:
        return TextAnswer(promise, None, "silent", "下一年报告没有提到这件事")
    status, why = _status(best[1])
    return TextAnswer(promise, Quote(best[1].text, best[1].start, best[1].end), status, why)


def _first(scored: Scored) -> float:
    return scored[0]


def _matter(words: str) -> str:
    """What a promise is about: its last clause without manner and verb."""
    fronted, _, clause = words.rpartition("，")
    opening = DEED_FIRST.match(clause)
    if opening is None:
        return clause
    named = [said for said in (fronted, opening["opening"] or "") if said.startswith("对")]
    return "，".join([*named, clause[opening.end() :]])


def _likeness(matter: tuple[tuple[str, ...], ...], said: frozenset[str], weights: Weights) -> float:
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


def _status(said: Said) -> tuple[Status, str]:
    if not said.done:
        return "mentioned", "下一年报告只在计划里再次提到"
    partly = PARTLY.search(said.text)
    if partly:
        return "mentioned", f"下一年总结说“{partly[0]}”"
    completed = COMPLETED.search(said.text)
    if completed:
        return "done", f"下一年总结说“{completed[0]}”"
    if UNDER_WAY.search(said.text):
        return "mentioned", "下一年总结说仍在进行"
    return "done", "下一年总结说做了这件事"
