"""The bars of promises on annotated pairs of successive years; the texts are shared data, the spans of two pairs are ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from bihuan.commitments import report_read
from bihuan.promises import Answer, promises_answer, promises_find

SHARED = Path(__file__).parents[2] / "../shared/data"
OURS = Path(__file__).parent / "promises"  # no rule was tuned on these pairs
FOUND, MATCHED, RIGHT = 0.90, 0.85, 0.85

Gold = dict[str, Any]


@pytest.mark.shared
@pytest.mark.parametrize("year", [2013, 2014, 2015, 2016])
def test_promises_listed_by_hand_are_found_and_answered(year: int) -> None:
    if not (SHARED / f"reports/{year}.txt").is_file():
        pytest.skip("the annotated reports are not beside the checkout")
    earlier, later = (report_read(SHARED / f"reports/{one}.txt") for one in (year, year + 1))
    gold = gold_of(year, earlier.text, later.text)
    found = promises_find(earlier.text, earlier.documents[0])
    answers = promises_answer(found, later.text, later.documents[0])
    pairs = [(one, answer) for one in gold if (answer := answer_to(one, answers))]
    matched = [(one, answer) for one, answer in pairs if same_result(one, answer)]
    right = [answer for one, answer in matched if answer.verdict == one["verdict"]]
    assert len(pairs) >= FOUND * len(gold)
    assert len(matched) >= MATCHED * len(pairs)
    assert len(right) >= RIGHT * len(matched)
    assert len(answers) - len(pairs) <= 0.15 * len(answers)  # what is listed is a promise


def gold_of(year: int, earlier: str, later: str) -> list[Gold]:
    """Each promise by hand: at, value, unit, result_at (or None), verdict."""
    ours = OURS / f"{year}.json"
    if ours.is_file():
        own: list[Gold] = json.loads(ours.read_text(encoding="utf-8"))["promises"]
        return own
    theirs = json.loads((SHARED / f"promises/{year}.json").read_text(encoding="utf-8"))
    return [
        {
            "at": span(earlier, one["promise"]["text"]),
            "value": one["promise"]["value"],
            "unit": one["promise"]["unit"],
            "result_at": span(later, one["result"]["text"]) if one["result"] else None,
            "verdict": one["verdict"],
        }
        for one in theirs
    ]


def span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def answer_to(gold: Gold, answers: list[Answer]) -> Answer | None:
    start, end = gold["at"]
    return next(
        (
            answer
            for answer in answers
            if answer.promise.start < end
            and answer.promise.end > start
            and answer.promise.value == pytest.approx(gold["value"], rel=1e-3)
            and answer.promise.unit == gold["unit"]
        ),
        None,
    )


def same_result(gold: Gold, answer: Answer) -> bool:
    if answer.result is None or gold["result_at"] is None:
        return answer.result is None and gold["result_at"] is None
    start, end = gold["result_at"]
    return answer.result.start < end and answer.result.end > start
