"""Who has a matter in hand: units in the order in which it came down to them, the last of them works on it, those above stay in charge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.tracking.models import Support
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit, UnitLink
from bihuan.packs.schema import FieldType, Ledger, Move

IN_HAND = (Holder.LEAD, Holder.SUPPORT)
CHUNK = 500


def hands_open(ledger: str, entry_ids: Sequence[int]) -> dict[int, list[Holder]]:
    """Lead and support units that have each entry in hand now, oldest first."""
    found: dict[int, list[Holder]] = {}
    for some in chunks(entry_ids):
        holders = Holder.objects.filter(ledger=ledger, entry_id__in=some, part__in=IN_HAND, until="")
        for holder in holders.order_by("id"):
            found.setdefault(holder.entry_id, []).append(holder)
    return found


def holders_open(ledger: str, entry_id: int) -> list[Holder]:
    """Lead and support units that have the entry in hand now, oldest first."""
    return hands_open(ledger, [entry_id]).get(entry_id, [])


def leads_open(ledger: str, entry_id: int) -> list[Holder]:
    """The lead units from the top down."""
    return [holder for holder in holders_open(ledger, entry_id) if holder.part == Holder.LEAD]


def chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many at a time as a database takes in one question."""
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))


def hold(ledger: str, entry_id: int, unit_id: int, *, part: str = Holder.LEAD, person: int | None = None) -> Holder:
    """From now on this unit has it in hand."""
    return Holder.objects.create(
        ledger=ledger, entry_id=entry_id, part=part, unit_id=unit_id, person=person, since=now_text()
    )


def hold_together(ledger: str, units: Mapping[int, int]) -> None:
    """From now on these units have these entries (entry id → unit id) in hand as leads."""
    since = now_text()
    made = [
        Holder(ledger=ledger, entry_id=entry_id, part=Holder.LEAD, unit_id=unit_id, since=since)
        for entry_id, unit_id in units.items()
    ]
    Holder.objects.bulk_create(made, batch_size=CHUNK)


def release(holders: Iterable[Holder]) -> None:
    """No longer in hand; they may still read it."""
    for some in chunks([holder.pk for holder in holders]):
        Holder.objects.filter(pk__in=some).update(until=now_text())


def let_go(holders: Sequence[Holder]) -> None:
    """Nobody has these entries of a ledger in hand any longer; help that was asked for is no longer wanted."""
    release(holders)
    for some in chunks(list({holder.entry_id for holder in holders})):
        waiting = Support.objects.filter(ledger=holders[0].ledger, entry_id__in=some, answered_at="", withdrawn_at="")
        waiting.update(withdrawn_at=now_text())


def acts_for(actor: Actor, holder: Holder, right: Right = Right.HANDLE) -> bool:
    """Whether the actor may act as this holder: its person, or one whose right reaches its unit."""
    reach = actor.reach(right)
    own = reach.own and actor.person is not None and holder.person == actor.person
    return own or reach.everything or holder.unit_id in reach.units


def below(unit_id: int, target_id: int) -> bool:
    """Whether a unit may pass a matter down to another: below it in the tree, or in the place that it serves."""
    unit = Unit.objects.get(pk=unit_id)
    roots = [unit_id, *([unit.jurisdiction_id] if unit.jurisdiction_id else [])]
    return target_id != unit_id and UnitLink.objects.filter(ancestor_id__in=roots, descendant_id=target_id).exists()


def unit_field(ledger: Ledger, move: Move) -> str | None:
    """The field in which a move writes whom the entry is handed to."""
    if "unit" not in move.needs:
        return None
    return next((name for name in move.fills if ledger.field(name).type is FieldType.UNIT), None)


def hand_moves(ledger: Ledger) -> list[Move]:
    """The moves that hand an entry to a unit."""
    return [move for move in ledger.moves if unit_field(ledger, move)]


def final(ledger: Ledger, state: str) -> bool:
    """Whether a matter in this state is over: closed, struck off."""
    return state not in ledger.open_states
