"""What a list holds, by plain Python over all entries: the oracle that the database and the columns are compared with."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bihuan.apps.ledgers.lists.conditions import Condition
from bihuan.apps.ledgers.lists.query import ListQuery
from bihuan.packs.schema import FieldType, Ledger


def oracle(
    ledger: Ledger, entries: Sequence[Any], query: ListQuery, below: dict[str, set[int]], today: date
) -> list[int]:
    """The ids that keep every condition, in order."""
    kept = [row for row in entries if all(keeps(ledger, row, one, below, today) for one in query.conditions)]
    return [row.pk for row in ordered(ledger, kept, query.sort)]


def keeps(ledger: Ledger, row: Any, condition: Condition, below: dict[str, set[int]], today: date) -> bool:
    """Whether an entry keeps one condition."""
    column, operand = condition.column, condition.operand
    if column == "unit":
        return row.unit_id in below[operand] if condition.op == "below" else row.unit.code == operand
    if column == "light":
        return light(row, today) in operand.split(",")
    if column == "any":
        return any(operand.lower() in (getattr(row, name) or "").lower() for name in ("entry_key", "spot_no", "place"))
    value = getattr(row, column)
    if condition.op in ("empty", "filled"):
        return (value is None or value == "") == (condition.op == "empty")
    if value is None:
        return False
    match condition.op:
        case "has":
            return operand.lower() in value.lower()
        case "begins":
            return value.lower().startswith(operand.lower())
        case "is":
            return value == operand
        case "in":
            return str(value).lower() in operand.split(",")
        case "tagged":
            return bool(set(value.strip(",").split(",")) & set(operand.split(",")))
        case "range":
            read = date.fromisoformat if ledger.field(column).type is FieldType.DATE else Decimal
            low, high = ((read(end) if end else None) for end in operand.split(".."))
            return (low is None or low <= value) and (high is None or value <= high)
    first, end = SPANS[operand](today)
    return first <= value <= end


def light(row: Any, today: date) -> str:
    """2024-10-31 is a Thursday: two working days on is Monday, 4 November."""
    if row.closed_on:
        return "done"
    if row.checked_on is None:
        return "none"
    return "overdue" if row.checked_on < today else "soon" if row.checked_on <= today + timedelta(4) else "normal"


SPANS = {
    "today": lambda day: (day, day),
    "this_week": lambda day: (date(2024, 10, 28), date(2024, 11, 3)),
    "this_month": lambda day: (date(2024, 10, 1), date(2024, 10, 31)),
    "this_quarter": lambda day: (date(2024, 10, 1), date(2024, 12, 31)),
    "this_year": lambda day: (date(2024, 1, 1), date(2024, 12, 31)),
    "last_year_same": lambda day: (date(2023, 1, 1), date(2023, 10, 31)),
    "next_7_days": lambda day: (day, date(2024, 11, 7)),
    "2024-09": lambda day: (date(2024, 9, 1), date(2024, 9, 30)),
}


def ordered(ledger: Ledger, rows: list[Any], sort: str) -> list[Any]:
    """Blanks last, the newest first among equals."""
    column, down = sort.removeprefix("-"), sort.startswith("-")
    if column == "id":
        return sorted(rows, key=lambda row: row.pk, reverse=down)
    column, down = (column, down) if column else (ledger.date, True)
    rows = sorted(rows, key=lambda row: -row.pk)
    filled = [row for row in rows if sort_key(ledger, row, column) is not None]
    blank = [row for row in rows if sort_key(ledger, row, column) is None]
    return [*sorted(filled, key=lambda row: sort_key(ledger, row, column), reverse=down), *blank]


def sort_key(ledger: Ledger, row: Any, column: str) -> Any:
    """What an entry is sorted by."""
    if column == "unit":
        return row.unit.path
    if column == "state":
        return [state.key for state in ledger.states].index(row.state)
    value = getattr(row, column)
    field = ledger.field(column)
    if field.type is FieldType.CHOICE and value is not None:
        return [choice.key for choice in field.choices].index(value)
    return value
