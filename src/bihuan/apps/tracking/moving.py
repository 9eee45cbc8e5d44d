"""A move of a matter as people make it: the pack's move, to whom, by whom there, in one deed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.deeds import entry_move
from bihuan.apps.ledgers.desk import EntryRefused, LedgerDesk, refusal
from bihuan.apps.today import today
from bihuan.apps.tracking.holding import unit_field
from bihuan.apps.units.actors import Actor


@transaction.atomic
def case_move(
    *,
    ledger: str,
    entry_id: int,
    move: str,
    actor: Actor,
    on: date | str | None = None,
    reason: str = "",
    evidence: str = "",
    unit: str = "",
    values: Mapping[str, Any] | None = None,
    seen: str | None = None,
) -> str:
    """Make a move today or on a day; ``unit`` is whom it hands the matter to, by any of its names. Returns the new state."""
    desk = LedgerDesk(ledger)
    told = dict(values or {})
    made = next((one for one in desk.ledger.moves if one.key == move), None)
    field = unit_field(desk.ledger, made) if made else None
    if field and unit.strip():
        told[field] = unit.strip()
    elif field and made and not told.get(field):
        raise EntryRefused(desk.ledger, [refusal(field, f"“{made.label}”要写明给哪个单位")])
    return entry_move(
        ledger=ledger, entry_id=entry_id, move=move, on=on or today(), actor=actor, evidence=evidence, reason=reason,
        values=told, seen=seen,
    )  # fmt: skip
