"""Handing a matter to a unit, and taking back what one has just handed out oneself."""

from dataclasses import replace
from types import MappingProxyType

from django.db import transaction

from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.tracking.holding import hand_moves
from bihuan.apps.tracking.services import case_dispatch, case_return
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError


def hand(*, ledger: str, entry_id: int, unit: str, actor: Actor) -> str:
    """派遣; returns the new state."""
    return case_dispatch(ledger=ledger, entry_id=entry_id, unit=unit, actor=actor)


@transaction.atomic
def hand_back(*, ledger: str, entry_id: int, actor: Actor, reason: str) -> str:
    """Undo one's own dispatch, as long as nothing has happened to the entry since.

    The pack gives the way back to the unit that handles; whoever has just handed it out may take that way in its place.
    """
    if not last_deed_is_own(ledger, entry_id, actor):
        raise BihuanError(
            "board.too_late",
            "不是您刚派遣的，或派遣后已有新的办理，不能撤销",
            where=f"#{entry_id}",
            hint="请承办单位退回",
        )
    lent = MappingProxyType({**actor.reaches, Right.HANDLE: actor.reach(Right.DISPATCH)})
    return case_return(ledger=ledger, entry_id=entry_id, reason=reason, actor=replace(actor, reaches=lent))


def last_deed_is_own(ledger: str, entry_id: int, actor: Actor) -> bool:
    """Whether the last that happened to the entry is the actor's own dispatch."""
    last = Event.objects.filter(subject=ledger, entry_id=entry_id).order_by("-seq").first()
    if last is None or last.actor != actor.name or last.deed != "move":
        return False
    _, made = (changes_read(last.changes) or {}).get("#move", (None, ""))
    return made in {move.key for move in hand_moves(ledger_definition(ledger))}
