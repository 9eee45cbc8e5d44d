"""What the later report says about the matter of a promise without a number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bihuan.commitments import Report
from bihuan.promises.clauses import past_mark
from bihuan.promises.matters import ALIKE, COMPLETED, DEED_FIRST, GENERAL, PARTLY, PREFERRED, TROUBLE, UNDER_WAY
from bihuan.promises.model import Quote, Status, TextAnswer, TextPromise
from bihuan.promises.telling import Weights, runs_of, telling, tokens_of

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


def texts_answer(promises: Sequence[TextPromise], earlier: str, text: str, report: Report) -> list[TextAnswer]:
    """One answer a promise, in order; ``text`` is the later file's text."""
    said = list(_said(text, report))
    weights = Weights(match[0] for one in (earlier, text) for match in _SENTENCE.finditer(one))
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
    scores: list[Scored] = [(telling(matter, one.tokens, weights), one) for one in said]
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


def _status(said: Said) -> tuple[Status, str]:
    if not said.done:
        return "mentioned", "下一年报告只在计划里再次提到"
    partly = PARTLY.search(said.text)
    if partly:
        return "mentioned", f"下一年总结说“{partly[0]}”"
    completed = COMPLETED.findall(said.text)
    if completed:
        return "done", f"下一年总结说“{max(completed, key=len)}”"
    if UNDER_WAY.search(said.text):
        return "mentioned", "下一年总结说仍在进行"
    return "done", "下一年总结说做了这件事"
