"""Promises without numbers against answers by hand: ``python -m accuracy.promised_texts EARLIER LATER GOLD.json`` prints what differs."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accuracy.promised_numbers import span
from bihuan.commitments import Reading, report_read
from bihuan.promises import TextAnswer, promises_find, texts_answer, texts_find

Gold = dict[str, Any]


@dataclass(frozen=True)
class Score:
    """Shares of the promises by hand: read as a promise; status right; of those that a quote answers, the quote right."""

    found: float
    status: float
    quote: float


def answered(before: Reading, after: Reading) -> list[TextAnswer]:
    """The text promises of one report answered from the next."""
    numeric = promises_find(before.text, before.documents[0])
    promises = texts_find(before.text, before.documents[0], numeric)
    return texts_answer(promises, before.text, after.text, after.documents[0])


def gold_of(file: Path, earlier: str, later: str) -> list[Gold]:
    """Promises by hand, their quotes turned into offsets where the file has quotes."""
    told = json.loads(file.read_text(encoding="utf-8"))
    return told["promises"] if "promises" in told else [_placed(one, earlier, later) for one in told["texts"]]


def _placed(one: Gold, earlier: str, later: str) -> Gold:
    return {
        "at": span(earlier, one["promise"]),
        "status": one["status"],
        "result_at": [span(later, said) for said in one["result"]],
    }


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
    before, after = (report_read(Path(one)) for one in sys.argv[1:3])
    gold, answers = gold_of(Path(sys.argv[3]), before.text, after.text), answered(before, after)
    for one, answer in paired(gold, answers):
        if answer is None or _shared(one, answer) <= 0:
            print("未读到", before.text[slice(*one["at"])])
        elif answer.status != one["status"] or not quote_right(one, answer):
            wanted = " | ".join(after.text[slice(*at)] for at in one["result_at"])
            got = answer.result.text if answer.result else ""
            print(f"{answer.promise.text}\n    应：{one['status']} {wanted}\n    得：{answer.status} {got}")
    print(len(answers), score(gold, answers))


if __name__ == "__main__":
    main()
