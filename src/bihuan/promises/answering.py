"""Each promise of the earlier report answered from the later one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from bihuan.commitments import Report
from bihuan.promises.clauses import clause_end, clause_start, piece_end, sentence_start
from bihuan.promises.finding import is_old_value
from bihuan.promises.lexicon import ALL, BY, COUNTERS, NONE, ONE_YEAR, SEVERAL_YEARS, TASK_DONE, TASK_FAILED, TO
from bihuan.promises.model import Answer, Promise, Result, Verdict
from bihuan.promises.naming import SPEAKING, covered, key_of, likeness, opposed
from bihuan.promises.verdicts import direction_of, verdict_of
from bihuan.quantities import Quantity
from bihuan.reading import Section

ALIKE: Final = 0.62  # of the character pairs of two names
AGAINST: Final = re.compile(r"[比较](?:上年|去年|同期)")
TOLD: Final = 0.66  # of the pairs of a name within a clause that tells only that a task was done

TOLD_AS: Final[tuple[tuple[re.Pattern[str], Verdict, str], ...]] = (
    (TASK_FAILED, "missed", "报告说没有完成，没有给出数"),
    (TASK_DONE, "met", "报告说已完成，没有给出数"),
)
WHOLE: Final[tuple[tuple[float, re.Pattern[str], str], ...]] = (
    (100, ALL, "报告说全部做到，没有给出数"),
    (0, NONE, "报告说没有发生，没有给出数"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of the later report that may answer a promise."""

    quantity: Quantity
    start: int  # of its clause
    clause: str
    key: str
    clause_key: str
    before: str  # of the clause, up to the number
    starts_from: bool  # 由320元提高到380元: last year's value in the plan of this


def promises_answer(promises: Sequence[Promise], text: str, report: Report) -> list[Answer]:
    """One answer a promise, in order; ``text`` is the later file's text."""
    candidates = list(_candidates(text, report))
    return [_answer(promise, candidates, text, report) for promise in promises]


def _candidates(text: str, report: Report) -> Iterator[Candidate]:
    told = [part for part in report.parts if part.role == "summary"]
    for quantity in report.quantities:
        before, after = text[max(0, quantity.start - 14) : quantity.start], text[quantity.end : quantity.end + 10]
        starts_from = is_old_value(before, after)
        start = clause_start(text, quantity.start)
        done = quantity.stance != "planned" or _is_estimate(text, quantity.start, told)
        if quantity.value is None or not (done or starts_from):
            continue
        if not starts_from and _of_several_years(text, start, quantity.end):
            continue
        clause = text[start : piece_end(text, quantity.end)]
        clause_key = key_of(clause)
        if len(clause_key) < SPEAKING and quantity.subject not in clause:
            clause_key = key_of(text[sentence_start(text, quantity.start) : quantity.end])
        yield Candidate(
            quantity, start, clause, key_of(quantity.subject), clause_key, text[start : quantity.start], starts_from
        )


def _is_estimate(text: str, at: int, told: list[Section]) -> bool:
    """预计全年增长5.1%: in a summary that is written before the year is over."""
    said = text[sentence_start(text, at) : at]
    return ("预计" in said or "预期" in said) and any(part.start <= at < part.end for part in told)


def _of_several_years(text: str, start: int, end: int) -> bool:
    """Whether a clause, or the paragraph up to it, tells of several years together."""
    if "年均" in text[start:end]:
        return True
    paragraph = text[text.rfind("\n", 0, start) + 1 : start]
    return bool(SEVERAL_YEARS.search(paragraph)) and not ONE_YEAR.search(text[sentence_start(text, start) : end])


def _answer(promise: Promise, candidates: list[Candidate], text: str, report: Report) -> Answer:
    best = max(candidates, key=lambda one: _score(promise, one), default=None)
    if best is not None and _score(promise, best) >= ALIKE:
        value = float(best.quantity.value or 0)
        verdict, why = verdict_of(promise, value, best.clause)
        why = f"下一年计划从这个数起步，{why}" if best.starts_from else why
        return Answer(promise, _result(text, best), verdict, why)
    return _told(promise, text, report) or Answer(
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
    if BY.search(promise.before) and TO.search(candidate.before):
        return False
    if not _same_unit(promise.unit, quantity.unit):
        return False
    if promise.unit != "%" or candidate.starts_from:
        return not (quantity.kind == "change" and AGAINST.search(candidate.clause))
    return (quantity.kind == "change") == (promise.kind == "change")


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


def _told(promise: Promise, text: str, report: Report) -> Answer | None:
    """任务如期完成, 未能实现, 全部办结: a result without a figure, in the summary parts."""
    key = key_of(promise.indicator)
    parts = [part for part in report.parts if part.role == "summary"]
    told_as = [*TOLD_AS, *((pattern, "met", why) for bound, pattern, why in WHOLE if promise.value == bound)]
    for part, (pattern, verdict, why) in product(parts if len(key) > 1 else (), told_as):
        for match in pattern.finditer(text, part.start, part.end):
            start, end = _telling(text, match)
            if covered(key, key_of(text[start:end])) >= TOLD:
                said = Result(text[start:end], start, end, None, promise.unit)
                return Answer(promise, said, verdict, f"{why}，{direction_of(promise)}")
    return None


def _telling(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The clause of the match; with the clause before it where it names nothing itself (受理投诉173件，全部办结)."""
    start, end = clause_start(text, match.start()), clause_end(text, match.end())
    if len(key_of(text[start:end].replace(match[0], ""))) < SPEAKING and start > sentence_start(text, start):
        start = clause_start(text, start - 1)
    return start, end
