"""Hands follow rows: whatever deed brought entries where they are, those whose hands it put them into or took them out of are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bihuan.apps.ledgers.entries import Row, Store
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.tracking.holding import (
    acts_for,
    final,
    hand_moves,
    hands_open,
    hold_together,
    let_go,
    unit_field,
)
from bihuan.apps.tracking.notices import tell_together
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.models import Unit
from bihuan.packs.schema import Ledger, Move

Pairs = Sequence[tuple[Row | None, Row]]  # each entry as it was, if it was, and as it is


@dataclass(frozen=True)
class Hands:
    """What a deed did to hands: the unit that newly has each entry, the holders that it was taken from, the unit that works on it now."""

    given: dict[int, int] = field(default_factory=dict)
    taken: list[Holder] = field(default_factory=list)
    working: dict[int, int] = field(default_factory=dict)


def hands_follow(ledger: Ledger, store: Store, rows: Pairs) -> Hands:
    """Open and close hands by what the rows say; where they agree already, nothing is touched."""
    codes = {new.id: (unit_handed(ledger, store, old), unit_handed(ledger, store, new)) for old, new in rows}
    wanted = {code for _, code in codes.values()} - {""}
    units = dict(Unit.objects.filter(code__in=wanted).values_list("code", "pk")) if wanted else {}
    held, hands = hands_open(ledger.ledger, list(codes)), Hands()
    for entry_id, (before, code) in codes.items():
        mine, unit = held.get(entry_id, []), units.get(code)
        leads = [holder.unit_id for holder in mine if holder.part == Holder.LEAD and holder.unit_id is not None]
        kept = leads if before == code else leads[:1]  # below a unit that stays in charge others may have it
        if unit is None:
            hands.taken.extend(mine)
        elif unit in kept:
            hands.working[entry_id] = leads[-1]
        else:
            hands.taken.extend(mine)
            hands.given[entry_id] = hands.working[entry_id] = unit
    let_go(hands.taken)
    hold_together(ledger.ledger, hands.given)
    return hands


def unit_handed(ledger: Ledger, store: Store, row: Row | None) -> str:
    """The code of the unit that a row was handed to; blank before, after, and when it is removed."""
    if row is None or row.removed or final(ledger, row.state):
        return ""
    move = handing_of(ledger, store, row)
    return (row.values[store.index[str(unit_field(ledger, move))]] or "") if move else ""


def handing_of(ledger: Ledger, store: Store, row: Row) -> Move | None:
    """The move that handed a row to a unit."""
    return next((move for move in hand_moves(ledger) if move.sets and row.values[store.index[move.sets]]), None)


def hands_tell(ledger: Ledger, store: Store, rows: Pairs, hands: Hands, actor: Actor, move: Move | None) -> None:
    """Tell each unit once what the deed put into its hands, and once what it took out of them."""
    news = {new.id: new for _, new in rows}
    if move is not None and not move.forward:
        handed = {made.sets for made in hand_moves(ledger)}
        back = [(row, row.unit_id) for row in news.values()]
        again = [(news[entry_id], unit_id) for entry_id, unit_id in hands.working.items()]
        kind, told = ("return", back) if handed & set(move.clears) else ("rework", again)
        words = f"被{move.label}"
        tell_together(kind=kind, ledger=ledger, matters=told, one=lambda row, unit: words, many=words, by=actor.name)
    else:
        given = [(news[entry_id], unit_id) for entry_id, unit_id in hands.given.items()]
        told = [(row, unit_id) for row, unit_id in given if awaited(ledger, row.state)]
        tell_together(kind="dispatch", ledger=ledger, matters=told, many="派给贵单位", by=actor.name,
                      one=lambda row, unit: f"{handing_label(ledger, store, row)}给{unit}")  # fmt: skip
    gone = taken_told(ledger, rows, hands, actor, move)
    tell_together(kind="return", ledger=ledger, matters=gone, many="已撤回，不再由贵单位办理", by=actor.name,
                  one=lambda row, unit: f"已撤回，不再由{unit}办理")  # fmt: skip


def handing_label(ledger: Ledger, store: Store, row: Row) -> str:
    """派遣, 转办: what the pack calls the handing over."""
    move = handing_of(ledger, store, row)
    return move.label if move else ""


def awaited(ledger: Ledger, state: str) -> bool:
    """Whether the unit in hand has something to do: what is answered and waits for a check is no news to it."""
    return any(move.forward and move.right == "handle" and state in move.source for move in ledger.moves)


def taken_told(ledger: Ledger, rows: Pairs, hands: Hands, actor: Actor, move: Move | None) -> list[tuple[Row, int]]:
    """What was taken out of which unit's hands without being over. A unit that gave it back itself knows."""
    was, news = {old.id: old for old, _ in rows if old}, {new.id: new for _, new in rows}
    own = move is not None and move.right == "handle"
    told: dict[tuple[int, int], tuple[Row, int]] = {}
    for holder in hands.taken:
        new, unit_id = news[holder.entry_id], holder.unit_id or 0
        if final(ledger, new.state) or not awaited(ledger, was[new.id].state) or (own and acts_for(actor, holder)):
            continue
        if hands.given.get(new.id) != unit_id:
            told[new.id, unit_id] = (new, unit_id)
    return list(told.values())
