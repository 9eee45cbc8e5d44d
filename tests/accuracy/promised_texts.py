"""Promises without numbers against answers by hand: ``python -m accuracy.promised_texts EARLIER LATER GOLD.json`` prints what differs."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bihuan.commitments import report_read
from bihuan.promises import TextAnswer, promises_find, texts_answer, texts_find

Gold = dict[str, Any]


@dataclass(frozen=True)
class Score:
    """Shares of the promises by hand: read as a promise; status right; of those that a quote answers, the quote right."""

    found: float
    status: float
    quote: float


def answered(earlier: Path, later: Path) -> list[TextAnswer]:
    """The text promises of one report answered from the next."""
    before, after = report_read(earlier), report_read(later)
    numeric = promises_find(before.text, before.documents[0])
    promises = texts_find(before.text, before.documents[0], numeric)
    return texts_answer(promises, before.text, after.text, after.documents[0])


def paired(gold: list[Gold], answers: list[TextAnswer]) -> list[tuple[Gold, TextAnswer | None]]:
    """Each promise by hand with the read one that shares most characters with it."""
    return [(one, max(answers, key=lambda answer: _shared(one, answer))) for one in gold]


def _shared(gold: Gold, answer: TextAnswer) -> int:
    start, end = gold["at"]
    return min(end, answer.promise.end) - max(start, answer.promise.start)


def quote_right(gold: Gold, answer: TextAnswer) -> bool:
    """Whether the quote touches one that a person took; silence must stay silent."""
    quote = answer.result
    if quote is None or not gold["result_at"]:
        return quote is None and not gold["result_at"]
    return any(quote.start < end and start < quote.end for start, end in gold["result_at"])


def score(gold: list[Gold], answers: list[TextAnswer]) -> Score:
    """The three shares."""
    pairs = [(one, answer) for one, answer in paired(gold, answers) if answer and _shared(one, answer) > 0]
    status = [answer.status == one["status"] for one, answer in pairs]
    quotes = [quote_right(one, answer) for one, answer in pairs if one["result_at"]]
    return Score(len(pairs) / len(gold), sum(status) / len(gold), sum(quotes) / max(1, len(quotes)))


def main() -> None:
    """Print the score and every disagreement."""
    earlier, later, file = (Path(one) for one in sys.argv[1:4])
    gold = json.loads(file.read_text(encoding="utf-8"))["promises"]
    answers, text, after = answered(earlier, later), report_read(earlier).text, report_read(later).text
    for one, answer in paired(gold, answers):
        if answer is None or _shared(one, answer) <= 0:
            print("未读到", text[slice(*one["at"])])
        elif answer.status != one["status"] or not quote_right(one, answer):
            wanted = " | ".join(after[slice(*at)] for at in one["result_at"])
            got = answer.result.text if answer.result else ""
            print(f"{answer.promise.text}\n    应：{one['status']} {wanted}\n    得：{answer.status} {got}")
    print(len(answers), score(gold, answers))


if __name__ == "__main__":
    main()
