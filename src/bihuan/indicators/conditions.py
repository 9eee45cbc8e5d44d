"""``where`` of a definition → a boolean expression. Only comparisons: nothing that an engine lacks."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
import ibis.expr.types as ir

from bihuan.datamodel import BihuanError
from bihuan.indicators.formulas import OTHER, Operators, field_places
from bihuan.indicators.windows import AS_OF_MARK
from bihuan.packs.schema import FieldType, Ledger

DAY = 86_400  # seconds
COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
}


def where_expression(rows: ir.Table, ledger: Ledger, where: tuple[tuple[str, Any], ...]) -> ir.BooleanValue:
    """All conditions together; true when there are none."""
    if not where:
        return rows["id"].notnull()
    return reduce(and_, (_condition(rows, ledger, name, given) for name, given in where))


def _condition(rows: ir.Table, ledger: Ledger, name: str, given: Any) -> ir.BooleanValue:
    if isinstance(given, Operators):
        return reduce(and_, (_operator(rows, ledger, name, key, value) for key, value in given.pairs))
    if isinstance(given, tuple):
        return rows[name].isin([_operand(rows, ledger, name, value) for value in given])
    return rows[name] == _operand(rows, ledger, name, given)


def _operator(rows: ir.Table, ledger: Ledger, name: str, operator: str, value: Any) -> ir.BooleanValue:
    match operator:
        case "filled":
            filled = _filled(rows, ledger, name)
            return filled if value else ~filled
        case "reached":
            return _reached(rows, ledger, value)
        case "has":
            return _has(rows, name, value)
        case "within":
            given = dict(value.pairs)
            return days_between(rows[given["of"].removeprefix(OTHER)], rows[name]) <= given["days"]
        case "same_year":
            return rows[name].year() == rows[value.removeprefix(OTHER)].year()
        case "ne":
            return _not_equal(rows, ledger, name, value)
    return COMPARE[operator](rows[name], _operand(rows, ledger, name, value))


def days_between(first: ir.DateValue, last: ir.DateValue) -> ir.IntegerValue:
    """Calendar days from one date to a later one. By seconds: what SQLite, DuckDB and PostgreSQL all have, and exact in each."""
    return ((last.epoch_seconds() - first.epoch_seconds()) / DAY).cast("int64")


def _filled(rows: ir.Table, ledger: Ledger, name: str) -> ir.BooleanValue:
    """Something is written: text that is blank counts as nothing."""
    column = rows[name]
    return column.notnull() & (column != "") if column.type().is_string() else column.notnull()


def _has(rows: ir.Table, name: str, value: Any) -> ir.BooleanValue:
    """One of the tags given is among the entry's tags, which are stored as ``,a,b,``."""
    wanted = value if isinstance(value, tuple) else (value,)
    return rows[name].notnull() & reduce(or_, (rows[name].contains(f",{tag},") for tag in wanted))


def _not_equal(rows: ir.Table, ledger: Ledger, name: str, value: Any) -> ir.BooleanValue:
    """An empty field differs from every value, as a person would say."""
    column = rows[name]
    if isinstance(value, tuple):
        return column.isnull() | column.notin([_operand(rows, ledger, name, item) for item in value])
    return column.isnull() | (column != _operand(rows, ledger, name, value))


def _reached(rows: ir.Table, ledger: Ledger, state: Any) -> ir.BooleanValue:
    """The move into the state (or one of the states) was made on or before the as-of day."""
    states = state if isinstance(state, tuple) else (state,)
    made = {day for move, day in ledger.dated_moves if move.target in states}
    if not made:
        return ibis.literal(any(state == item.key for item in ledger.states[:1] for state in states))
    return reduce(or_, (rows[name].notnull() & (rows[name] <= ibis.literal(AS_OF_MARK)) for name in sorted(made)))


def _operand(rows: ir.Table, ledger: Ledger, name: str, value: Any) -> Any:
    """What a field is compared with: another field, the as-of day, a day, or a number scaled as the field is stored."""
    if isinstance(value, str) and value.startswith(OTHER):
        return rows[value.removeprefix(OTHER)]
    if name == "state" and name not in {field.name for field in ledger.fields}:
        return value
    field = ledger.field(name)
    if field.type is FieldType.DATE:
        return ibis.literal(AS_OF_MARK if value == "as_of" else _day(value))
    if field.type in {FieldType.MONEY, FieldType.DECIMAL}:
        return int(Decimal(str(value)).scaleb(field_places(ledger, name)))
    return value


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BihuanError("indicator.bad_day", f"“{value}”不是日期", hint="写成 2024-10-31 或 as_of") from error
