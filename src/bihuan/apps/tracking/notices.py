"""Whom a deed tells: a person, or everybody who acts for a unit. Written inside the deed, by the door of ``notices``."""

from collections.abc import Callable, Iterable

from bihuan.apps.ledgers.entries import Row
from bihuan.apps.notices.services import notice_add, notices_add
from bihuan.apps.tracking.persons import persons_of
from bihuan.apps.units.models import Unit
from bihuan.packs.schema import Ledger

# what happened → the kind of notice that a person gets
KINDS = {
    "dispatch": "assigned", "support": "assigned", "handover": "assigned", "return": "returned", "rework": "returned",
    "mention": "mention", "urge": "urged", "supervise": "urged", "extension": "changed", "due_changed": "changed",
}  # fmt: skip


def tell(
    *,
    kind: str,
    text: str,
    by: str,
    ledger: str = "",
    entry_id: int | None = None,
    person: int | None = None,
    unit_id: int | None = None,
    matters: int = 1,
) -> None:
    """Tell a person, or the persons of a unit; nobody is told of what they did themselves."""
    if person is not None:
        notice_add(person=person, kind=KINDS[kind], text=text, ledger=ledger, entry_id=entry_id)
    elif unit_id:
        persons = persons_of(unit_id, except_name=by)
        notices_add(persons=persons, kind=KINDS[kind], text=text, ledger=ledger, entry_id=entry_id, matters=matters)


def tell_together(
    *,
    kind: str,
    ledger: Ledger,
    matters: Iterable[tuple[Row, int]],
    one: Callable[[Row, str], str],
    many: str,
    by: str,
) -> None:
    """Tell each unit once of all its matters (entry, unit id): of a single one by ``one`` of the entry and the unit's name, of several how
    ``many`` they are."""
    rows_of: dict[int, list[Row]] = {}
    for row, unit_id in matters:
        rows_of.setdefault(unit_id, []).append(row)
    names = dict(Unit.objects.filter(pk__in=rows_of).values_list("pk", "name")) if rows_of else {}
    for unit_id, rows in rows_of.items():
        alone = rows[0] if len(rows) == 1 else None
        several = f"台账“{ledger.name}”有 {len(rows):,} 件{many}"
        text = f"{ledger.name}“{alone.entry_key}”{one(alone, names[unit_id])}" if alone else several
        tell(kind=kind, text=text, by=by, ledger=ledger.ledger, entry_id=alone.id if alone else None, unit_id=unit_id,
                   matters=len(rows))  # fmt: skip
