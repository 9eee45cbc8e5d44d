"""Each promise of the earlier report answered from the later one."""

import re
from collections.abc import Sequence
from typing import Final

from bihuan.commitments import Report
from bihuan.promises.candidates import Candidate, candidates_find
from bihuan.promises.clauses import clause_end, clause_start, sentence_start
from bihuan.promises.lexicon import ADDED, BY, COUNTERS, LEVEL, TO
from bihuan.promises.model import Answer, Promise, Result
from bihuan.promises.naming import SPEAKING, covered, key_of, likeness, opposed
from bihuan.promises.told import told_answer
from bihuan.promises.verdicts import direction_of, verdict_of
from bihuan.quantities import Quantity

ALIKE: Final = 0.62  # of the character pairs of two names
AGAINST: Final = re.compile(r"[比较](?:上年|去年|同期)")


def promises_answer(promises: Sequence[Promise], text: str, report: Report) -> list[Answer]:
    """One answer a promise, in order; ``text`` is the later file's text."""
    candidates = list(candidates_find(text, report))
    return [_answer(promise, candidates, text, report) for promise in promises]


def _answer(promise: Promise, candidates: list[Candidate], text: str, report: Report) -> Answer:
    best = max(candidates, key=lambda one: _score(promise, one), default=None)
    if best is not None and _score(promise, best) >= ALIKE:
        value = float(best.quantity.value or 0)
        verdict, why = verdict_of(promise, value, best.clause)
        why = f"下一年计划从这个数起步，{why}" if best.starts_from else why
        return Answer(promise, _result(text, best), verdict, why)
    return told_answer(promise, text, report) or Answer(
        promise, None, "unreported", f"下一年报告没有给出这个数，{direction_of(promise)}"
    )


def _score(promise: Promise, candidate: Candidate) -> float:
    """How far a number answers a promise, 0–1: the same unit, change to change and level to level, like names."""
    if not _comparable(promise, candidate):
        return 0.0
    mine, key = key_of(promise.indicator), key_of(promise.text)
    names = likeness(mine, candidate.key) * (1.0 if len(mine) >= SPEAKING else 0.5)
    clauses = likeness(key, candidate.clause_key)
    told = covered(candidate.key, key_of(promise.context)) * covered(key, candidate.clause_key)
    return max(names, clauses, told) + 0.05 * min(names, clauses) - (0.02 if candidate.starts_from else 0.0)


def _comparable(promise: Promise, candidate: Candidate) -> bool:
    quantity = candidate.quantity
    if opposed((promise.indicator, promise.text), (quantity.subject, candidate.clause)):
        return False
    if _step_and_level(promise.before, candidate.before):
        return False
    if not _same_unit(promise.unit, quantity.unit):
        return False
    if promise.unit != "%" or candidate.starts_from:
        return not (quantity.kind == "change" and AGAINST.search(candidate.clause))
    return (quantity.kind == "change") == (promise.kind == "change")


def _step_and_level(ours: str, theirs: str) -> bool:
    """Whether one number is a rise by so much and the other what was reached; both are told by the words before them."""
    if BY.search(ours) and TO.search(theirs):
        return True
    return bool(LEVEL.search(ours) and "新增" not in ours and ADDED.search(theirs))


def _same_unit(ours: str, theirs: str) -> bool:
    return ours == theirs or any(ours in counters and theirs in counters and ours for counters in COUNTERS)


def _result(text: str, candidate: Candidate) -> Result:
    quantity = candidate.quantity
    start = candidate.start
    if key_of(text[start : quantity.start]) == "" or quantity.subject not in candidate.clause:
        start = _subject_start(text, quantity, start)
    end = clause_end(text, quantity.end) if candidate.starts_from else quantity.end
    return Result(text[start:end], start, end, quantity.value, quantity.unit)


def _subject_start(text: str, quantity: Quantity, start: int) -> int:
    """The clause where an elided subject was named, when it is in the same sentence."""
    first = sentence_start(text, quantity.start)
    at = text.rfind(quantity.subject, first, start) if quantity.subject else -1
    return clause_start(text, at) if at > first else first if at == first else start
