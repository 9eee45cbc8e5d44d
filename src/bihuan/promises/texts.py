"""The promises of a plan that have no number: clauses that open with a deed."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bihuan.commitments import Commitment, Report, says_date
from bihuan.promises.clauses import past_mark
from bihuan.promises.finding import parts_ahead
from bihuan.promises.matters import DEED_FIRST, DISPOSAL, FRONTED, GENERAL, MODAL, NO_DEED, PLAIN
from bihuan.promises.model import Promise, TextPromise

_SENTENCE: Final = re.compile(r"[^。！？；\n]+")
_CLAUSE: Final = re.compile(r"[^，：]+")
SAYING: Final = 3  # characters a promise must have beside manners and its verb


def texts_find(text: str, report: Report, numeric: Sequence[Promise]) -> list[TextPromise]:
    """Each clause of a task that opens with a deed and holds no numeric promise, in text order."""
    ahead = parts_ahead(report)
    return [
        promise
        for commitment in report.commitments
        if not any(section.start <= commitment.start < section.end for section in ahead)
        for promise in _promises(text, commitment)
        if not any(one.start < promise.end and promise.start < one.end for one in numeric)
    ]


def _promises(text: str, commitment: Commitment) -> Iterator[TextPromise]:
    found = [
        _promise(text[start:end], start, end, commitment.title)
        for sentence in _SENTENCE.finditer(text, commitment.start, commitment.end)
        if not GENERAL.search(sentence[0])
        for start, end in _clauses(text, *sentence.span())
    ]
    heading = text.find(commitment.title, commitment.start, commitment.end) + len(commitment.title)
    yield from [one for one in found if one.start >= heading] or found


def _promise(text: str, start: int, end: int, title: str) -> TextPromise:
    return TextPromise(text, start, end, title, "date" if says_date(text) else "verb_only")


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start = past_mark(text, start, end)
    fronted = ""
    for clause in _CLAUSE.finditer(text, start, end):
        if is_deed(clause[0], fronted):
            yield clause.start() - len(fronted), clause.end()
            fronted = ""
        elif FRONTED.match(clause[0]) or says_date(clause[0]):
            fronted = text[clause.start() : clause.end() + 1]
        else:
            fronted = ""


def is_deed(clause: str, fronted: str = "") -> bool:
    """Whether a clause says what shall be done; ``fronted`` is the clause before it that names the matter or the day."""
    if NO_DEED.match(clause):
        return False
    opening = DEED_FIRST.match(clause)
    if opening:
        return len(PLAIN.sub("", fronted + (opening["opening"] or "") + clause[opening.end() :])) >= SAYING
    return bool(DISPOSAL.match(clause) or MODAL.search(clause)) and len(PLAIN.sub("", clause)) > SAYING
