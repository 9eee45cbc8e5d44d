"""Handing a matter to a unit, and taking back what one has just handed out oneself."""

from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.companions import companions_follow
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.entries import Change, Row
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.tracking.holding import hand_moves
from bihuan.apps.tracking.services import case_dispatch
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError


def hand(*, ledger: str, entry_id: int, unit: str, actor: Actor) -> str:
    """派遣; returns the new state."""
    return case_dispatch(ledger=ledger, entry_id=entry_id, unit=unit, actor=actor)


@transaction.atomic
def hand_back(*, ledger: str, entry_id: int, actor: Actor, reason: str) -> str:
    """Undo one's own dispatch as long as nothing has happened to the entry since: it is as it was before, nobody has it in hand, the unit
    is told, and no return is counted. Returns the state that it stands in again."""
    head = head_lock()
    desk = LedgerDesk(ledger)
    row = desk.entry_for(actor, Right.DISPATCH, entry_id)
    before = row_before(desk, row, own_dispatch(desk, row, actor))
    desk.store.write(head, [Change("undo", row, before, (("#reason", reason),))], actor=actor.name)
    companions_follow(desk.ledger, desk.store, [(row, before)], actor=actor)
    return before.state


def own_dispatch(desk: LedgerDesk, row: Row, actor: Actor) -> dict[str, Any]:
    """What the actor's own dispatch changed, when it is the last that happened to the entry; else a named error."""
    last = Event.objects.filter(subject=desk.ledger.ledger, entry_id=row.id).order_by("-seq").first()
    changes = (changes_read(last.changes) if last else None) or {}
    made = changes.get("#move", [None, ""])[1]
    if last is None or last.actor != actor.name or made not in {move.key for move in hand_moves(desk.ledger)}:
        raise BihuanError(
            "board.too_late",
            "不是您刚派遣的，或派遣后已有新的办理，不能撤销",
            where=f"台账“{desk.ledger.name}” #{row.id}",
            hint="请承办单位退回",
        )
    return changes


def row_before(desk: LedgerDesk, row: Row, changes: dict[str, Any]) -> Row:
    """The row with what these changes say was there before."""
    names = {column.origin: column.name for column in desk.store.columns}
    old = desk.values_read({names[origin]: pair[0] for origin, pair in changes.items() if origin in names})
    full = tuple(old.get(at, value) for at, value in enumerate(row.values))
    return desk.row_make(row, row.unit_id, full, None)
