"""Promises and results of several years: one row an indicator, one column a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from bihuan.commitments import Report
from bihuan.promises.answering import promises_answer
from bihuan.promises.finding import promises_find
from bihuan.promises.model import Answer
from bihuan.promises.naming import key_of, likeness, opposed

SAME_ROW: Final = 0.75  # of the character pairs of two names


@dataclass(slots=True)
class Row:
    """One indicator; ``cells`` holds the answer of each year that promised it."""

    indicator: str
    unit: str
    kind: str
    cells: dict[int, Answer] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """One entry of ``bihuan promises --table --json``."""
        cells = {str(year): answer.to_json() for year, answer in self.cells.items()}
        return {"indicator": self.indicator, "unit": self.unit, "years": cells}


def promises_table(reports: Sequence[tuple[int, str, Report]]) -> list[Row]:
    """Rows in the order in which the reports first promise them; each report is (year planned for, text, report)."""
    rows: list[Row] = []
    for year, answer in _answers(reports):
        row = next((row for row in rows if year not in row.cells and _same(row, answer)), None)
        if row is None:
            promise = answer.promise
            row = Row(promise.indicator, promise.unit, promise.kind)
            rows.append(row)
        row.cells[year] = answer
    return rows


def _answers(reports: Sequence[tuple[int, str, Report]]) -> Iterator[tuple[int, Answer]]:
    for (year, text, report), (_, later_text, later) in pairwise(reports):
        for answer in promises_answer(promises_find(text, report), later_text, later):
            yield year, answer


def _same(row: Row, answer: Answer) -> bool:
    promise = answer.promise
    ours, theirs = key_of(row.indicator), key_of(promise.indicator)
    return (
        (row.unit, row.kind) == (promise.unit, promise.kind)
        and likeness(ours, theirs) >= SAME_ROW
        and not opposed((row.indicator, ""), (promise.indicator, ""))
    )
