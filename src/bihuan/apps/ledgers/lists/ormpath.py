"""A list asked of the database by the ORM: for small ledgers, personal fields, and while columns are still being read."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from bihuan.apps.ledgers.lists.conditions import (
    ANY,
    LIGHT,
    NUMBERS,
    STATE,
    TEXTS,
    UNIT,
    Condition,
    clock_of,
    scaled_bound,
)
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.lists.windows import window
from bihuan.apps.ledgers.tables import ledger_model
from bihuan.packs.schema import FieldType, Ledger, LedgerField

LARGEST = Decimal(2**63 - 1)


def entries_query(scope: Scope, conditions: Sequence[Condition]) -> QuerySet[Any]:
    """The live entries within reach that keep every condition."""
    entries: QuerySet[Any] = ledger_model(scope.ledger.ledger)._default_manager.filter(scope.condition, removed=False)
    for condition in conditions:
        entries = entries.filter(condition_q(scope, condition))
    return entries


def condition_q(scope: Scope, condition: Condition) -> Q:
    """One condition on the ledger's table."""
    ledger, column = scope.ledger, condition.column
    if column == UNIT:
        ids = scope.units_below(condition.operand) if condition.op == "below" else scope.units_named(condition.choices)
        return Q(unit_id__in=ids)
    if column == LIGHT:
        return reduce(or_, (light_q(scope, light) for light in condition.choices))
    if column == ANY:
        return reduce(or_, (Q(**{f"{name}__icontains": condition.operand}) for name in any_fields(ledger)))
    return OPERATIONS[condition.op](scope, column, condition)


def any_fields(ledger: Ledger) -> list[str]:
    """Where any text is looked for: the texts that are not personal, and the key where it is not one of them."""
    texts = [field.name for field in ledger.fields if field.type is FieldType.TEXT and not field.personal]
    return texts if len(ledger.key) == 1 and ledger.key[0] in texts else ["entry_key", *texts]


def light_q(scope: Scope, light: str) -> Q:
    """The entries of one light, by the ledger's last clock."""
    due, stops = clock_of(scope.ledger) or ("", "")
    if light == "done":
        return Q(**{f"{stops}__isnull": False})
    left = Q(**{f"{stops}__isnull": True})
    match light:
        case "overdue":
            return left & Q(**{f"{due}__lt": scope.today})
        case "soon":
            return left & Q(**{f"{due}__gte": scope.today}) & scope.soon.within(due)
        case "normal":
            return left & scope.soon.beyond(due)
    return left & Q(**{f"{due}__isnull": True})


def field_of(ledger: Ledger, column: str) -> LedgerField | None:
    """The field of a column; None for the state and the key."""
    return next((field for field in ledger.fields if field.name == column), None)


def blank_q(scope: Scope, column: str, _: Condition) -> Q:
    """Nothing is filled in."""
    field = field_of(scope.ledger, column)
    blank = Q(**{f"{column}__isnull": True})
    return blank | Q(**{column: ""}) if field is None or field.type in TEXTS else blank


def in_q(scope: Scope, column: str, condition: Condition) -> Q:
    """One of the choices."""
    field = field_of(scope.ledger, column)
    if field is not None and field.type is FieldType.BOOLEAN:
        return Q(**{f"{column}__in": [key == "true" for key in condition.choices]})
    return Q(**{f"{column}__in": condition.choices})


def tagged_q(scope: Scope, column: str, condition: Condition) -> Q:
    """At least one of the tags."""
    return reduce(or_, (Q(**{f"{column}__contains": f",{key},"}) for key in condition.choices))


def range_q(scope: Scope, column: str, condition: Condition) -> Q:
    """Between both ends, themselves included."""
    bounds = range_bounds(scope.ledger.field(column), condition)
    return Q(
        **{f"{column}__{name}": bound for name, bound in zip(("gte", "lte"), bounds, strict=True) if bound is not None}
    )


def range_bounds(field: LedgerField, condition: Condition) -> list[Any]:
    """Both ends as Python values of the column, None where open; a bound finer than the column moves inwards."""
    if field.type is FieldType.DATE:
        return [date.fromisoformat(end) if end else None for end in condition.ends]
    stored = range_stored(field, condition)
    places = {FieldType.MONEY: 2, FieldType.DECIMAL: field.places}.get(field.type, 0)
    return [None if end is None else Decimal(end).scaleb(-places) if places else end for end in stored]


def range_stored(field: LedgerField, condition: Condition) -> list[int | None]:
    """Both ends of a range of numbers as the column stores them."""
    roundings = (ROUND_CEILING, ROUND_FLOOR)
    return [
        int(max(-LARGEST, min(LARGEST, scaled_bound(field, end).to_integral_value(rounding)))) if end else None
        for end, rounding in zip(condition.ends, roundings, strict=True)
    ]


def period_q(scope: Scope, column: str, condition: Condition) -> Q:
    """Within a span of days."""
    return Q(**{f"{column}__range": window(condition.operand, scope.today)})


OPERATIONS: dict[str, Callable[[Scope, str, Condition], Q]] = {
    "has": lambda _, column, condition: Q(**{f"{column}__icontains": condition.operand}),
    "begins": lambda _, column, condition: Q(**{f"{column}__istartswith": condition.operand}),
    "is": lambda _, column, condition: Q(**{f"{column}__exact": condition.operand}),
    "in": in_q,
    "tagged": tagged_q,
    "range": range_q,
    "period": period_q,
    "empty": blank_q,
    "filled": lambda scope, column, condition: ~blank_q(scope, column, condition),
}


def entries_sorted(scope: Scope, entries: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """Entries in order, blanks last, the newest first among equals; without a word the ledger's latest first."""
    column, down = sort.removeprefix("-"), sort.startswith("-")
    if not column:
        return entries.order_by(F(scope.ledger.date).desc(nulls_last=True), "-id")
    if column == "id":
        return entries.order_by("-id" if down else "id")
    key = order_key(scope, column)
    return entries.order_by(key.desc(nulls_last=True) if down else key.asc(nulls_last=True), "-id")


def order_key(scope: Scope, column: str) -> Any:
    """What a column is sorted by: units in tree order, states and choices as they are declared, all else by value."""
    if column == UNIT:
        return F("unit__path")
    ranks = ranks_of(scope.ledger, column)
    if not ranks:
        return F(column)
    cases = [When(**{column: key}, then=Value(rank)) for rank, key in enumerate(ranks)]
    return Case(*cases, default=Value(None), output_field=IntegerField(null=True))


def ranks_of(ledger: Ledger, column: str) -> list[str]:
    """The declared order of a column's words; empty for other columns."""
    if column == STATE:
        return [state.key for state in ledger.states]
    field = field_of(ledger, column)
    return [choice.key for choice in field.choices] if field is not None and field.type is FieldType.CHOICE else []


def summed(ledger: Ledger, columns: Sequence[str]) -> list[str]:
    """The columns of a list that are added up."""
    return [field.name for field in ledger.fields if field.name in columns and field.type in NUMBERS]
