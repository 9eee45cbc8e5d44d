"""A list asked of the columns in memory: the same conditions and order as ``ormpath``, as DuckDB's SQL with its parameters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bihuan.apps.calendars.ahead import Ahead
from bihuan.apps.ledgers.lists.conditions import ANY, LIGHT, TEXTS, UNIT, Condition, clock_of
from bihuan.apps.ledgers.lists.ormpath import any_fields, field_of, range_stored, ranks_of
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.lists.windows import window
from bihuan.packs.schema import FieldType


@dataclass
class Sql:
    """A piece of SQL and the values for its question marks."""

    text: str
    values: list[Any] = field(default_factory=list)


def where(scope: Scope, conditions: Sequence[Condition]) -> Sql:
    """Everything that an entry must keep: every right asked for and every condition."""
    parts = [reach_sql(units, held) for units, held in scope.reaches()]
    parts += [condition_sql(scope, condition) for condition in conditions]
    return joined(" AND ", [Sql("TRUE"), *parts])


def joined(word: str, parts: Sequence[Sql]) -> Sql:
    """Pieces joined, each in brackets."""
    return Sql(word.join(f"({part.text})" for part in parts), [value for part in parts for value in part.values])


def reach_sql(units: frozenset[int] | None, held: list[int]) -> Sql:
    """The entries of these units, and those in hand."""
    if units is None:
        return Sql("TRUE")
    own = one_of("unit_id", sorted(units))
    return joined(" OR ", [own, one_of("id", held)]) if held else own


def one_of(column: str, numbers: Sequence[int]) -> Sql:
    """A column of whole numbers is one of these."""
    if not numbers:
        return Sql("FALSE")
    return Sql(f'"{column}" IN (SELECT unnest(?::BIGINT[]))', [list(numbers)])


def condition_sql(scope: Scope, condition: Condition) -> Sql:
    """One condition."""
    column = condition.column
    if column == UNIT:
        ids = scope.units_below(condition.operand) if condition.op == "below" else scope.units_named(condition.choices)
        return one_of("unit_id", ids)
    if column == LIGHT:
        return joined(" OR ", [light_sql(scope, light) for light in condition.choices])
    if column == ANY:
        return joined(" OR ", [has_sql(scope, name, condition) for name in any_fields(scope.ledger)])
    return OPERATIONS[condition.op](scope, column, condition)


def light_sql(scope: Scope, light: str) -> Sql:
    """The entries of one light, by the ledger's last clock."""
    due, stops = clock_of(scope.ledger) or ("", "")
    left = f'"{stops}" IS NULL AND "{due}"'
    match light:
        case "done":
            return Sql(f'"{stops}" IS NOT NULL')
        case "overdue":
            return Sql(f"{left} < ?", [scope.today])
        case "soon":
            return joined(" AND ", [Sql(f"{left} >= ?", [scope.today]), ahead_sql(scope.soon, f'"{due}" <= ?')])
        case "normal":
            return joined(" AND ", [Sql(f'"{stops}" IS NULL'), ahead_sql(scope.soon, f'"{due}" > ?')])
    return Sql(f"{left} IS NULL")


def ahead_sql(ahead: Ahead, compared: str) -> Sql:
    """A day compared with the one that holds for the entry's unit."""
    usual = Sql(compared, [ahead.usual])
    if not ahead.local:
        return usual
    elsewhere = one_of("unit_id", sorted(ahead.elsewhere))
    parts = [joined(" AND ", [usual, Sql(f"NOT {elsewhere.text}", elsewhere.values)])]
    for day, units in ahead.local.items():
        parts.append(joined(" AND ", [Sql(compared, [day]), one_of("unit_id", sorted(units))]))
    return joined(" OR ", parts)


def has_sql(_: Scope, column: str, condition: Condition) -> Sql:
    """The text somewhere; as in the database, small and large letters are one."""
    return folded(column, condition.operand, "contains")


def folded(column: str, text: str, how: str) -> Sql:
    """Small and large letters are one. Folding a million texts takes a second, so only those are folded that hold the part of the text
    which has no case (what offices look for has none at all)."""
    if cased(text) is False:
        return Sql(f'{how}("{column}", ?)', [text])
    whole = Sql(f'{how}(lower("{column}"), lower(?))', [text])
    plain = max("".join(char if not cased(char) else "\0" for char in text).split("\0"), key=len)
    letter = next(char for char in text if cased(char))
    sieve = (
        Sql(f'contains("{column}", ?)', [plain])
        if plain
        else joined(" OR ", [Sql(f'contains("{column}", ?)', [case]) for case in (letter.lower(), letter.upper())])
    )
    return joined(" AND ", [sieve, whole])


def cased(text: str) -> bool:
    """Whether the text has letters that are small or large."""
    return text.lower() != text.upper()


def in_sql(scope: Scope, column: str, condition: Condition) -> Sql:
    """One of the choices."""
    spec = field_of(scope.ledger, column)
    values = (
        [key == "true" for key in condition.choices] if spec and spec.type is FieldType.BOOLEAN else condition.choices
    )
    return Sql(f'"{column}" IN ({", ".join("?" * len(values))})', list(values))


def tagged_sql(_: Scope, column: str, condition: Condition) -> Sql:
    """At least one of the tags."""
    return joined(" OR ", [Sql(f'contains("{column}", ?)', [f",{key},"]) for key in condition.choices])


def range_sql(scope: Scope, column: str, condition: Condition) -> Sql:
    """Between both ends, themselves included."""
    spec = scope.ledger.field(column)
    ends: list[Any] = (
        [date.fromisoformat(end) if end else None for end in condition.ends]
        if spec.type is FieldType.DATE
        else list(range_stored(spec, condition))
    )
    parts = [
        Sql(f'"{column}" {sign} ?', [end]) for sign, end in zip((">=", "<="), ends, strict=True) if end is not None
    ]
    return joined(" AND ", parts)


def blank_sql(scope: Scope, column: str, _: Condition) -> Sql:
    """Nothing is filled in."""
    spec = field_of(scope.ledger, column)
    return Sql(f'"{column}" IS NULL' + (f" OR \"{column}\" = ''" if spec is None or spec.type in TEXTS else ""))


def filled_sql(scope: Scope, column: str, condition: Condition) -> Sql:
    """Something is filled in."""
    return Sql(f"NOT ({blank_sql(scope, column, condition).text})")


OPERATIONS: dict[str, Callable[[Scope, str, Condition], Sql]] = {
    "has": has_sql,
    "begins": lambda _, column, condition: folded(column, condition.operand, "starts_with"),
    "is": lambda _, column, condition: Sql(f'"{column}" = ?', [condition.operand]),
    "in": in_sql,
    "tagged": tagged_sql,
    "range": range_sql,
    "period": lambda scope, column, condition: Sql(
        f'"{column}" BETWEEN ? AND ?', list(window(condition.operand, scope.today))
    ),
    "empty": blank_sql,
    "filled": filled_sql,
}


def order(scope: Scope, sort: str, *, backwards: bool = False) -> Sql:
    """The order of a list; ``backwards`` reads it from its end, so that a deep page is as near as an early one."""
    column, down = sort.removeprefix("-"), sort.startswith("-")
    values: list[Any] = []
    if not column:
        keys = [(f'"{scope.ledger.date}"', True), ("id", True)]
    elif column == "id":
        keys = [("id", down)]
    elif column == UNIT:
        keys = [("(SELECT rank FROM unit_ranks WHERE unit_ranks.id = l.unit_id)", down), ("id", True)]
    elif ranks := ranks_of(scope.ledger, column):
        keys = [(f'nullif(list_position(?::VARCHAR[], "{column}"), 0)', down), ("id", True)]
        values = [ranks]
    else:
        keys = [(f'"{column}"', down), ("id", True)]
    ends = "FIRST" if backwards else "LAST"
    spelled = [f"{key} {'DESC' if fall is not backwards else 'ASC'} NULLS {ends}" for key, fall in keys]
    return Sql(", ".join(spelled), values)
