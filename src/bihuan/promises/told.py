"""Results without a figure: 任务如期完成, 未能实现, 全部办结, 没有发生."""

import re
from itertools import product
from typing import Final

from bihuan.commitments import Report
from bihuan.promises.clauses import clause_end, clause_start, sentence_start
from bihuan.promises.lexicon import ALL, NONE, TASK_DONE, TASK_FAILED
from bihuan.promises.model import Answer, Promise, Result, Verdict
from bihuan.promises.naming import SPEAKING, covered, key_of
from bihuan.promises.verdicts import direction_of

TOLD: Final = 0.66  # of the pairs of a name within a clause that tells only that a task was done

TOLD_AS: Final[tuple[tuple[re.Pattern[str], Verdict, str], ...]] = (
    (TASK_FAILED, "missed", "报告说没有完成，没有给出数"),
    (TASK_DONE, "met", "报告说已完成，没有给出数"),
)
WHOLE: Final[tuple[tuple[float, re.Pattern[str], str], ...]] = (
    (100, ALL, "报告说全部做到，没有给出数"),
    (0, NONE, "报告说没有发生，没有给出数"),
)


def told_answer(promise: Promise, text: str, report: Report) -> Answer | None:
    """What the summary parts say in words of a promise, or None."""
    key = key_of(promise.indicator).removesuffix("率")
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
