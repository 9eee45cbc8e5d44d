"""Whom a deed tells: a person, or everybody who acts for a unit. Written inside the deed, by the door of ``notices``."""

from collections.abc import Iterable

from bihuan.apps.notices.services import notice_add
from bihuan.apps.tracking.persons import persons_of

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
) -> int:
    """Tell a person, or the persons of a unit; nobody is told of what they did themselves. Returns how many were told."""
    told: Iterable[int] = [person] if person is not None else persons_of(unit_id, except_name=by) if unit_id else []
    return sum(
        notice_add(person=one, kind=KINDS[kind], text=text, ledger=ledger, entry_id=entry_id) is not None
        for one in told
    )
