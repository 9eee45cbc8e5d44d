"""One door to each deed of the board: hand entries to a unit, take that back, merge duplicates."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db import transaction

from bihuan.apps.boards.handing import hand, hand_back
from bihuan.apps.boards.maps import map_import
from bihuan.apps.boards.models import Duplicate
from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.services import event_record
from bihuan.apps.tracking.services import case_urge
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError

__all__ = ["Handed", "card_merge", "cards_dispatch", "cards_undo", "cards_urge", "map_import"]

MOST = 200


class Handed(NamedTuple):
    """What became of one entry: its new state, or why not."""

    ledger: str
    entry_id: int
    state: str = ""
    refused: str = ""


def cards_dispatch(*, entries: Sequence[tuple[str, int]], unit: str, actor: Actor) -> list[Handed]:
    """Hand entries to a unit, each a deed of its own: one that is refused does not hold up the others."""
    actor.require(Right.DISPATCH)
    code = unit_get(unit).code
    return [handed(hand, ledger, entry_id, actor, unit=code) for ledger, entry_id in limited(entries)]


def cards_undo(*, entries: Sequence[tuple[str, int]], actor: Actor, reason: str = "撤销派遣") -> list[Handed]:
    """Take back what was handed out."""
    actor.require(Right.DISPATCH)
    return [handed(hand_back, ledger, entry_id, actor, reason=reason) for ledger, entry_id in limited(entries)]


def cards_urge(*, entries: Sequence[tuple[str, int]], words: str = "", actor: Actor) -> list[Handed]:
    """Urge the units that have these entries in hand."""
    actor.require(Right.DISPATCH)
    return [handed(press, ledger, entry_id, actor, words=words) for ledger, entry_id in limited(entries)]


def press(*, ledger: str, entry_id: int, actor: Actor, words: str) -> str:
    """催办; the state stays."""
    case_urge(ledger=ledger, entry_id=entry_id, actor=actor, words=words)
    return ""


def handed(deed: Callable[..., str], ledger: str, entry_id: int, actor: Actor, **given: str) -> Handed:
    """One deed's outcome as a value."""
    try:
        return Handed(ledger, entry_id, deed(ledger=ledger, entry_id=entry_id, actor=actor, **given))
    except BihuanError as error:
        return Handed(ledger, entry_id, refused=error.what)


def limited(entries: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """Not more at once than a person can mean."""
    if not 0 < len(entries) <= MOST:
        raise BihuanError(
            "board.too_many", f"一次可派遣 1 到 {MOST} 件，选了 {len(entries)} 件", hint="先筛选，再分几次派遣"
        )
    return entries


@transaction.atomic
def card_merge(*, ledger: str, entry_id: int, first_id: int, actor: Actor) -> None:
    """Say that an entry is the same matter as another: it leaves the board, its number stands with the first, an event keeps it."""
    desk = LedgerDesk(ledger)
    if entry_id == first_id:
        raise BihuanError("board.same_entry", "一件事项不能并入它自己")
    row, first = (desk.entry_for(actor, Right.DISPATCH, number) for number in (entry_id, first_id))
    if Duplicate.objects.filter(ledger=ledger, entry_id=first.id).exists():
        raise BihuanError("board.merged_already", f"#{first.id} 已并入别的事项", hint="并入它所并入的那一件")
    Duplicate.objects.filter(ledger=ledger, first_id=row.id).update(first_id=first.id)
    Duplicate.objects.update_or_create(
        ledger=ledger, entry_id=row.id, defaults={"first_id": first.id, "actor": actor.name, "at": now_text()}
    )
    told = {"ledger": ledger, "entry": str(row.id), "first": str(first.id)}
    event_record(deed="merge", subject=f"{ledger}:{row.id}", changes=told, actor=actor.name)
