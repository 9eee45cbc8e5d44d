"""Handing an entry to a unit, and taking it back, by the moves that its pack declares."""

from django.db import transaction

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.faces import FacePlan, face_plan
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.ledgers.selectors import ledger_table
from bihuan.apps.ledgers.services import entry_move
from bihuan.apps.today import today
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Move


@transaction.atomic
def hand(*, ledger: str, entry_id: int, unit: str, actor: Actor) -> str:
    """Make the move that hands an entry to a unit; returns the new state."""
    plan = face_plan(ledger_table(ledger))
    move, field = plan.dispatch, plan.unit_field
    if move is None:
        raise BihuanError("board.no_dispatch", f"台账“{plan.ledger.name}”的事项不派遣到单位")
    values = {field.name: unit} if field else {}
    state = entry_move(ledger=ledger, entry_id=entry_id, move=move.key, on=today(), actor=actor, values=values)
    holder_end(ledger, entry_id)
    Holder.objects.create(
        ledger=ledger, entry_id=entry_id, part=Holder.LEAD, unit_id=unit_get(unit).pk, since=now_text()
    )
    return state


@transaction.atomic
def hand_back(*, ledger: str, entry_id: int, actor: Actor, reason: str) -> str:
    """Make the move back out of the state that handing leads to; returns the new state."""
    plan = face_plan(ledger_table(ledger))
    move = move_back(plan, actor)
    field = plan.unit_field
    values = {field.name: None} if field and not field.required and field.name not in move.fills else {}
    state = entry_move(
        ledger=ledger, entry_id=entry_id, move=move.key, on=today(), actor=actor, reason=reason, values=values
    )
    holder_end(ledger, entry_id)
    return state


def move_back(plan: FacePlan, actor: Actor) -> Move:
    """The pack's way back from a dispatch, one that the actor may make."""
    made = plan.dispatch
    ways = [one for one in plan.ledger.moves if made and made.target in one.source and made.sets in one.clears]
    for one in ways:
        if actor.has(Right(one.right)):
            return one
    raise BihuanError("board.no_way_back", f"台账“{plan.ledger.name}”的派遣不能由您撤回", hint="请承办单位退回，或改派")


def holder_end(ledger: str, entry_id: int) -> None:
    """Whoever led the entry no longer has it in hand."""
    Holder.objects.filter(ledger=ledger, entry_id=entry_id, part=Holder.LEAD, until="").update(until=now_text())
