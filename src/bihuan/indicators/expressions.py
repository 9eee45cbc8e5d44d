"""Definitions → Ibis expressions over two unbound tables: a ledger's ``entries``, and ``scope(root, unit_id)``, the subtrees asked for.

One expression serves SQLite, DuckDB and PostgreSQL. Conditions stand in FILTER and ``ifelse``: engines disagree on casting booleans.
"""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import and_

import ibis
import ibis.expr.types as ir

from bihuan.indicators.batches import Batch
from bihuan.indicators.conditions import days_between, where_expression
from bihuan.indicators.formulas import AS_OF, Base, Clock
from bihuan.indicators.windows import AS_OF_MARK, start_mark, stop_mark
from bihuan.packs.schema import FieldType, Ledger

TYPES = {
    FieldType.TEXT: "string",
    FieldType.INTEGER: "int64",
    FieldType.DECIMAL: "int64",
    FieldType.MONEY: "int64",
    FieldType.DATE: "date",
    FieldType.CHOICE: "string",
    FieldType.BOOLEAN: "boolean",
    FieldType.TAGS: "string",
    FieldType.POINT: "string",
    FieldType.POLYGON: "string",
    FieldType.UNIT: "string",
}


def entries_table(batch: Batch) -> ir.Table:
    """The ledger's entries as the expressions see them, whatever table or file they lie in: no field but those that the batch looks at,
    for Ibis carries each through every step."""
    columns = {"id": "int64", "unit_id": "int64", "digest": "string", "state": "string"}
    fields = {field.name: TYPES[field.type] for field in batch.ledger.fields if field.name in batch.fields}
    return ibis.table(columns | fields, name="entries")


def scope_table() -> ir.Table:
    """``root`` is a unit that is asked for, ``unit_id`` each unit whose entries it covers."""
    return ibis.table({"root": "int64", "unit_id": "int64"}, name="scope")


def sums_expression(batch: Batch) -> ir.Table:
    """``root, _w, present, m0, n0, m1, n1, …``: for each root and window the entries there are, and of each base amount and rows.

    Distinct counts are left to ``distinct_expression``. What a question does not ask for the engine leaves out.
    """
    rows = windowed_rows(batch)
    sums = {"present": rows.count()}
    for number, base in enumerate(batch.bases):
        member = member_expression(rows, batch.ledger, base)
        if base.kind == "sum":
            sums[f"m{number}"] = amount_expression(rows, base).sum(where=member)  # null: nothing added
        sums[f"{'m' if base.kind == 'count' else 'n'}{number}"] = rows.count(where=member)
    parts = rows.group_by(["unit_id", "_w"]).aggregate(**sums)
    spread = parts.join(scope_table(), "unit_id")
    return spread.group_by(["root", "_w"]).aggregate(**{name: spread[name].sum().cast("int64") for name in sums})


def distinct_expression(batch: Batch) -> ir.Table:
    """``root, _w, m``: different values of a field. The values of the parts are united, not added. The batch has one base."""
    (base,) = batch.bases
    rows = windowed_rows(batch)
    kept = rows.filter(member_expression(rows, batch.ledger, base))
    values = kept.select("unit_id", "_w", _v=kept[base.field]).distinct()
    spread = values.join(scope_table(), "unit_id")
    return spread.group_by(["root", "_w"]).aggregate(m=spread["_v"].nunique())


def members_expression(batch: Batch) -> ir.Table:
    """``unit_id, id, digest, mask``: each entry behind the bases; bit *i* of the mask says behind which."""
    rows = scoped_rows(batch)
    mask = sum(
        (
            ibis.ifelse(member_expression(rows, batch.ledger, base), 1 << number, 0)
            for number, base in enumerate(batch.bases)
        ),
        ibis.literal(0, type="int64"),
    )
    marked = rows.select("unit_id", "id", "digest", mask=mask.cast("int64"))
    return marked.filter(marked["mask"] > 0)


def listing_expression(batch: Batch) -> ir.Table:
    """``id, unit_id, digest, day, value, amount`` and the natural key of the entries behind the batch's one base, in order of id."""
    (base,) = batch.bases
    rows = scoped_rows(batch)
    kept = rows.filter(member_expression(rows, batch.ledger, base))
    value = kept[base.field].cast("string") if base.kind == "distinct" else ibis.literal("")
    columns = {f"_k{number}": kept[name].cast("string") for number, name in enumerate(batch.ledger.key)}
    amount = amount_expression(kept, base) if base.kind == "sum" else ibis.literal(1, type="int64")
    listed = kept.select(
        "id", "unit_id", "digest", _day=kept[base.clock.opened], _value=value, _amount=amount, **columns
    )
    return listed.order_by("id")


def scoped_rows(batch: Batch) -> ir.Table:
    """``windowed_rows`` of the units asked for. Not a join: SQLite would read the entries once for each unit."""
    rows = windowed_rows(batch)
    return rows.filter(rows["unit_id"].isin(scope_table()["unit_id"]))


def presence_expression(batch: Batch) -> ir.Table:
    """One row when the ledger holds anything at all in the window, whosever it is."""
    return windowed_rows(batch).select("id").limit(1)


def windowed_rows(batch: Batch) -> ir.Table:
    """The ledger's rows that fall in a window, with its number ``_w``; for stocks ``_open``: still open at the window's last day."""
    rows = entries_table(batch)
    if batch.clock.stock:
        return reduce(
            lambda left, right: left.union(right), (_opened(rows, batch.clock, w) for w in range(batch.windows))
        )
    day, last = rows[batch.clock.opened], batch.windows - 1
    kept = rows.filter((day >= ibis.literal(start_mark(0))) & (day <= ibis.literal(stop_mark(last))))
    if not last:
        return kept.mutate(_w=ibis.literal(0))
    day = kept[batch.clock.opened]
    later = [(day >= ibis.literal(start_mark(w)), ibis.literal(w, type="int32")) for w in range(last, 0, -1)]
    return kept.mutate(_w=ibis.cases(*later, else_=ibis.literal(0, type="int32")))


def _opened(rows: ir.Table, clock: Clock, number: int) -> ir.Table:
    stop = ibis.literal(stop_mark(number))
    kept = rows.filter(rows[clock.opened] <= stop)
    still = reduce(and_, (kept[name].isnull() | (kept[name] > stop) for name in clock.closed), kept["id"].notnull())
    return kept.mutate(_w=ibis.literal(number), _open=still, _now=stop)


def member_expression(rows: ir.Table, ledger: Ledger, base: Base) -> ir.BooleanValue:
    """Whether a row of ``windowed_rows`` counts for the base."""
    member = where_expression(rows, ledger, base.where)
    if base.clock.stock:
        member = member & rows["_open"]
    if base.kind == "sum":
        member = member & amount_expression(rows, base).notnull()
    if base.kind == "distinct":
        column = rows[base.field]
        member = member & (column.notnull() & (column != "") if column.type().is_string() else column.notnull())
    return member


def amount_expression(rows: ir.Table, base: Base) -> ir.IntegerValue:
    """What a row adds to a sum: the field as it is stored, or the days of the base's span."""
    if base.span is None:
        return rows[base.field]
    first = _latest([_come(rows, name) for name in base.span.starts])
    last = _now(rows) if base.span.until == AS_OF else _come(rows, base.span.until)
    return days_between(first, last)


def _come(rows: ir.Table, name: str) -> ir.DateValue:
    """A date that has come by then; null when it is still to come."""
    return ibis.ifelse(rows[name] <= _now(rows), rows[name], ibis.null("date"))


def _latest(days: Sequence[ir.DateValue]) -> ir.DateValue:
    """The last of some dates, null only where all are. Engines disagree on the greatest of nulls, so none is left in it."""
    if len(days) == 1:
        return days[0]
    never = ibis.literal(date.min)
    return ibis.greatest(*(ibis.coalesce(day, never) for day in days)).nullif(never)


def _now(rows: ir.Table) -> ir.DateValue:
    """The day that a stock stands at, or the as-of day."""
    return rows["_now"] if "_now" in rows.columns else ibis.literal(AS_OF_MARK)
