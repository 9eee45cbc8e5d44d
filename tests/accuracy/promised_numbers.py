"""Numeric promises against answers by hand: ``python -m accuracy.promised_numbers EARLIER LATER GOLD.json`` prints what differs."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bihuan.commitments import Reading, report_read
from bihuan.promises import Answer, promises_answer, promises_find

Gold = dict[str, Any]  # at, value, unit, result_at (or None), verdict


@dataclass(frozen=True)
class Score:
    """Shares: of the promises by hand those found, of these those with the right result (or rightly none), of these the right verdicts."""

    found: float
    matched: float
    verdict: float
    spurious: float  # of the promises read, those that no person listed


def answered(before: Reading, after: Reading) -> list[Answer]:
    """The numeric promises of one report answered from the next."""
    found = promises_find(before.text, before.documents[0])
    return promises_answer(found, after.text, after.documents[0])


def gold_of(file: Path, earlier: str, later: str) -> list[Gold]:
    """Promises by hand, their quotes turned into offsets where the file has quotes."""
    told = json.loads(file.read_text(encoding="utf-8"))
    rows = told if isinstance(told, list) else told.get("numbers") or told["promises"]
    return [one if "at" in one else _placed(one, earlier, later) for one in rows]


def _placed(one: Gold, earlier: str, later: str) -> Gold:
    promise, result = one["promise"], one["result"]
    told = promise if isinstance(promise, dict) else {**one, "text": promise}
    said = result["text"] if isinstance(result, dict) else result
    return {
        "at": span(earlier, told["text"]),
        "value": told["value"],
        "unit": told["unit"],
        "result_at": span(later, said) if said else None,
        "verdict": one["verdict"],
    }


def span(text: str, quote: str) -> tuple[int, int]:
    """Where a quote stands."""
    start = text.index(quote)
    return start, start + len(quote)


def answer_to(gold: Gold, answers: list[Answer]) -> Answer | None:
    """The answer to the promise by hand: the same words, value and unit."""
    start, end = gold["at"]
    return next(
        (
            one
            for one in answers
            if one.promise.start < end
            and one.promise.end > start
            and abs(one.promise.value - gold["value"]) <= 1e-3 * abs(gold["value"])
            and one.promise.unit == gold["unit"]
        ),
        None,
    )


def same_result(gold: Gold, answer: Answer) -> bool:
    """Whether the result is the one by hand, or rightly none."""
    if answer.result is None or gold["result_at"] is None:
        return answer.result is None and gold["result_at"] is None
    start, end = gold["result_at"]
    return answer.result.start < end and answer.result.end > start


def score(gold: list[Gold], answers: list[Answer]) -> Score:
    """The four shares."""
    pairs = [(one, answer) for one in gold if (answer := answer_to(one, answers))]
    matched = [(one, answer) for one, answer in pairs if same_result(one, answer)]
    right = [answer for one, answer in matched if answer.verdict == one["verdict"]]
    listed = {id(answer) for _, answer in pairs}
    spurious = sum(id(answer) not in listed for answer in answers)
    return Score(
        len(pairs) / len(gold),
        len(matched) / max(1, len(pairs)),
        len(right) / max(1, len(matched)),
        spurious / max(1, len(answers)),
    )


def main() -> None:
    """Print the score and every disagreement."""
    before, after = (report_read(Path(one)) for one in sys.argv[1:3])
    gold, answers = gold_of(Path(sys.argv[3]), before.text, after.text), answered(before, after)
    for one in gold:
        answer = answer_to(one, answers)
        if answer is None:
            print("未读到", before.text[slice(*one["at"])], one["value"], one["unit"])
        elif not same_result(one, answer) or answer.verdict != one["verdict"]:
            wanted = after.text[slice(*one["result_at"])] if one["result_at"] else ""
            got = answer.result.text if answer.result else ""
            print(
                f"{answer.promise.indicator}：{answer.promise.text}\n    应：{one['verdict']} {wanted}\n    得：{answer.verdict} {got}"
            )
    listed = [answer_to(one, answers) for one in gold]
    for answer in answers:
        if answer not in listed:
            print("多读了", answer.promise.text, answer.promise.value, answer.promise.unit)
    print(len(answers), score(gold, answers))


if __name__ == "__main__":
    main()
