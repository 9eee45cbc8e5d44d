"""Batch → SQL text of one engine, compiled once for each shape. Ibis is only imported when a shape is new."""

import hashlib
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from bihuan.indicators.batches import Batch
from bihuan.indicators.windows import Window, days_fill

if TYPE_CHECKING:
    import ibis.expr.types as ir

Dialect = Literal["sqlite", "duckdb", "postgres"]
Question = Literal["sums", "distinct", "members", "listing", "presence"]
RECIPE = ("expressions.py", "conditions.py")  # a kept SQL text is good as long as these have not changed


class Bound(NamedTuple):
    """SQL that the two tables of an expression stand for."""

    entries: str
    scope: str


@dataclass(frozen=True)
class Tables:
    """Where entries and the tree's closure lie: ``entries`` gives the SQL of a ledger, ``closure`` selects ancestor and descendant."""

    entries: Callable[[str], str]
    closure: str = "SELECT ancestor_id, descendant_id FROM units_unitlink"

    def bind(self, ledger: str, roots: Iterable[int]) -> Bound:
        """The tables for the subtrees of some roots."""
        return Bound(self.entries(ledger), self.scope(roots))

    def scope(self, roots: Iterable[int]) -> str:
        """``root, unit_id`` of some subtrees."""
        wanted = ", ".join(str(int(root)) for root in sorted(set(roots))) or "NULL"
        return f"SELECT ancestor_id AS root, descendant_id AS unit_id FROM ({self.closure}) AS pair WHERE ancestor_id IN ({wanted})"


class Compiler:
    """Answers with SQL in one dialect. ``kept`` may be a dict, or anything like one that keeps texts longer."""

    def __init__(self, dialect: Dialect, kept: MutableMapping[str, str] | None = None) -> None:
        self.dialect = dialect
        self._kept = {} if kept is None else kept

    def sql(
        self,
        question: Question,
        batch: Batch,
        windows: Sequence[Window],
        tables: Bound,
        *,
        columns: str = "*",
        rows: str = "",
    ) -> str:
        """The SQL of a question with the asked days and tables in place; ``columns`` and ``rows`` say what is wanted of the answer."""
        body = days_fill(self._compiled(question, batch), windows, dialect=self.dialect)
        kept = f" WHERE {rows}" if rows else ""
        return f"WITH entries AS ({tables.entries}), scope AS ({tables.scope}) SELECT {columns} FROM ({body}) AS answer{kept}"

    def compile(self, question: Question, batch: Batch) -> None:
        """Have the SQL of a shape ready before it is asked for."""
        self._compiled(question, batch)

    def _compiled(self, question: Question, batch: Batch) -> str:
        key = hashlib.sha256(repr((recipe_digest(), self.dialect, question, batch.shape)).encode()).hexdigest()
        if key not in self._kept:
            self._kept[key] = _compile(question, batch, self.dialect)
        return self._kept[key]


@cache
def recipe_digest() -> str:
    """SHA-256 of the modules that make the expressions."""
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in RECIPE)).hexdigest()


def _compile(question: Question, batch: Batch, dialect: Dialect) -> str:
    import ibis

    from bihuan.indicators import expressions

    questions: dict[Question, Callable[[Batch], ir.Table]] = {
        "sums": expressions.sums_expression,
        "distinct": expressions.distinct_expression,
        "members": expressions.members_expression,
        "listing": expressions.listing_expression,
        "presence": expressions.presence_expression,
    }
    return str(ibis.to_sql(questions[question](batch), dialect=dialect))
