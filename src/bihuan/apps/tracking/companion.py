"""What tracking adds to the deeds of the ledgers: due dates, evidence that is files, who has a matter in hand, notices."""

from collections.abc import Sequence

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.companions import Companion, Complete
from bihuan.apps.ledgers.desk import EntryRefused, LedgerDesk, refusal
from bihuan.apps.ledgers.entries import Row, Store
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.tracking.clocks import due_completer
from bihuan.apps.tracking.holding import (
    IN_HAND,
    acts_for,
    final,
    hand_moves,
    hold,
    holders_open,
    leads_open,
    release,
    unit_field,
)
from bihuan.apps.tracking.models import Support
from bihuan.apps.tracking.notices import tell
from bihuan.apps.tracking.proof import evidence_words
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.packs.schema import Ledger, Move


class Tracking(Companion):
    """Registered when the app is ready."""

    def completer(self, ledger: Ledger, store: Store) -> Complete | None:
        """Due dates."""
        return due_completer(ledger, store)

    def move_evidence(self, desk: LedgerDesk, row: Row, move: Move) -> str | None:
        """On a dispatched ledger evidence is files; elsewhere files where there are some, else what the caller says."""
        if "evidence" not in move.needs:
            return None
        words = evidence_words(desk, row)
        return words if desk.ledger.dispatched or words else None

    def move_check(self, desk: LedgerDesk, row: Row, move: Move, actor: Actor) -> None:
        """A matter is answered by a lead unit, and not before those asked to help have answered."""
        if not desk.ledger.dispatched or move.right != "handle":
            return
        leads = leads_open(desk.ledger.ledger, row.id)
        if leads and not any(acts_for(actor, holder, Right.HANDLE) for holder in leads):
            raise EntryRefused(desk.ledger, [refusal(move.key, f"“{move.label}”要由主办单位做，您的单位不是主办单位")])
        waiting = Support.objects.filter(ledger=desk.ledger.ledger, entry_id=row.id, answered_at="", withdrawn_at="")
        if "evidence" in move.needs and (units := [one.unit_id for one in waiting]):
            names = "、".join(Unit.objects.filter(pk__in=units).values_list("name", flat=True))
            raise EntryRefused(desk.ledger, [refusal(move.key, f"协办单位还没有答复：{names}。请催办，或撤回协办")])

    def stored(self, ledger: Ledger, store: Store, rows: Sequence[tuple[Row | None, Row]]) -> None:
        """Whatever brought many rows where they are, hands follow: handed to a unit and not over, it is in that unit's hand."""
        if ledger.dispatched and hand_moves(ledger):
            hands_follow(ledger, store, [row for _, row in rows])

    def moved(self, desk: LedgerDesk, old: Row, new: Row, move: Move, actor: Actor) -> None:
        """Hand it on, take it back, let it go."""
        name, holders = desk.ledger.ledger, holders_open(desk.ledger.ledger, new.id)
        field = unit_field(desk.ledger, move)
        told = f"{desk.ledger.name}“{new.entry_key}”"
        if field:
            let_go(name, new.id, holders)
            unit = Unit.objects.get(code=new.values[desk.store.index[field]])
            hold(name, new.id, unit.pk)
            tell(kind="dispatch", text=f"{told}{move.label}给{unit.name}", by=actor.name, ledger=name, entry_id=new.id,
                       unit_id=unit.pk)  # fmt: skip
        elif not move.forward:
            handed = {made.sets for made in hand_moves(desk.ledger)}
            if handed & set(move.clears):
                let_go(name, new.id, holders)
                tell(kind="return", text=f"{told}被{move.label}", by=actor.name, ledger=name, entry_id=new.id,
                           unit_id=new.unit_id)  # fmt: skip
            elif leads := leads_again(desk, new):
                tell(kind="rework", text=f"{told}被{move.label}", by=actor.name, ledger=name, entry_id=new.id,
                           unit_id=leads[-1].unit_id)  # fmt: skip
        elif final(desk.ledger, new.state):
            let_go(name, new.id, holders)


def leads_again(desk: LedgerDesk, row: Row) -> list[Holder]:
    """The lead units of a matter sent back; one that was over and out of all hands is again in those that it was handed to."""
    if not leads_open(desk.ledger.ledger, row.id):
        hands_follow(desk.ledger, desk.store, [row])
    return leads_open(desk.ledger.ledger, row.id)


def let_go(ledger: str, entry_id: int, holders: Sequence[Holder]) -> None:
    """Nobody has it in hand any longer; help that was asked for is no longer wanted."""
    release(holders)
    Support.objects.filter(ledger=ledger, entry_id=entry_id, answered_at="", withdrawn_at="").update(
        withdrawn_at=now_text()
    )


def hands_follow(ledger: Ledger, store: Store, rows: Sequence[Row]) -> None:
    """Open and close hands by what the rows say; where they agree already, nothing is touched."""
    wanted = {row.id: unit_handed(ledger, store, row) for row in rows}
    ids = dict(Unit.objects.filter(code__in=set(wanted.values()) - {""}).values_list("code", "pk"))
    held: dict[int, list[Holder]] = {}
    numbers = list(wanted)
    for start in range(0, len(numbers), 500):
        some = Holder.objects.filter(
            ledger=ledger.ledger, entry_id__in=numbers[start : start + 500], part__in=IN_HAND, until=""
        )
        for holder in some.order_by("id"):
            held.setdefault(holder.entry_id, []).append(holder)
    for entry_id, code in wanted.items():
        mine = held.get(entry_id, [])
        first = next((holder.unit_id for holder in mine if holder.part == Holder.LEAD), None)
        if first != ids.get(code):
            let_go(ledger.ledger, entry_id, mine)
            if code in ids:
                hold(ledger.ledger, entry_id, ids[code])


def unit_handed(ledger: Ledger, store: Store, row: Row) -> str:
    """The code of the unit that a row was handed to; blank before, after, and when it is removed."""
    if row.removed or final(ledger, row.state):
        return ""
    for move in hand_moves(ledger):
        if move.sets and row.values[store.index[move.sets]]:
            return row.values[store.index[str(unit_field(ledger, move))]] or ""
    return ""
