"""A move of a matter as people make it: the pack's move, to whom, by whom there, in one deed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.deeds import entry_move
from bihuan.apps.ledgers.desk import EntryRefused, LedgerDesk, refusal
from bihuan.apps.ledgers.entries import Row
from bihuan.apps.today import today
from bihuan.apps.tracking.holding import hand_moves, unit_field
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError


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


def case_dispatch(
    *, ledger: str, entry_id: int, unit: str, actor: Actor, on: date | str | None = None, seen: str | None = None
) -> str:
    """派遣: the move that hands matters to units and is open to this one now."""
    desk = LedgerDesk(ledger)
    row = desk.entry_for(actor, Right.READ, entry_id)
    moves = [move for move in hand_moves(desk.ledger) if row.state in move.source]
    if not moves:
        raise move_closed(desk, row, "派遣")
    return case_move(ledger=ledger, entry_id=entry_id, move=moves[0].key, actor=actor, on=on, unit=unit, seen=seen)


def case_return(*, ledger: str, entry_id: int, reason: str, actor: Actor, seen: str | None = None) -> str:
    """退回: the move back that undoes the handing over."""
    desk = LedgerDesk(ledger)
    row = desk.entry_for(actor, Right.READ, entry_id)
    handed = {move.sets for move in hand_moves(desk.ledger)}
    moves = [
        move
        for move in desk.ledger.moves
        if not move.forward and row.state in move.source and handed & set(move.clears)
    ]
    if not moves:
        raise move_closed(desk, row, "退回")
    return case_move(ledger=ledger, entry_id=entry_id, move=moves[0].key, actor=actor, reason=reason, seen=seen)


def move_closed(desk: LedgerDesk, row: Row, what: str) -> BihuanError:
    """The error for a deed that the entry's state does not allow."""
    state = desk.life.labels.get(row.state, row.state)
    return BihuanError(
        "entry.move_not_allowed", f"状态为“{state}”，不能{what}", where=f"台账“{desk.ledger.name}” #{row.id}"
    )
