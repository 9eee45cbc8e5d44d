"""The numbers of the later report that may answer a promise."""

from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.commitments import Report
from bihuan.promises.clauses import clause_start, piece_end, sentence_start
from bihuan.promises.finding import is_old_value
from bihuan.promises.lexicon import ONE_YEAR, SEVERAL_YEARS
from bihuan.promises.naming import SPEAKING, key_of
from bihuan.quantities import Quantity
from bihuan.reading.outline import Section


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


def candidates_find(text: str, report: Report) -> Iterator[Candidate]:
    """Each number that the later report gives as reached, or as where its own plan starts from."""
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
