"""Who has an entry in hand: the person who recorded it, and the units and persons that it was handed to."""

from django.db.models import Q

from bihuan.apps.ledgers.models import Holder
from bihuan.apps.units.actors import Actor, Right

AFTERWARDS = (Right.READ, Right.EXPORT)  # what a unit that once had an entry in hand may still do


def holder_record(*, ledger: str, entry_id: int, actor: Actor) -> None:
    """The person who records an entry has it in hand: the scope “仅本人” is made of these."""
    if actor.person is not None:
        Holder.objects.get_or_create(ledger=ledger, entry_id=entry_id, part=Holder.RECORDER, person=actor.person)


def held_condition(actor: Actor, right: Right) -> Q | None:
    """Which holders give the actor the right over an entry: those that name the person (where a grant reaches 本人), and those that name
    a unit within reach of the right. None when no holder can."""
    reach = actor.reach(right)
    condition = Q(pk__isnull=True)
    if reach.own and actor.person is not None:
        condition |= Q(person=actor.person)
    if reach.units:
        condition |= Q(unit_id__in=reach.units, part__in=(Holder.LEAD, Holder.SUPPORT))
    if right not in AFTERWARDS:
        condition &= Q(until="")
    return condition if reach.own or reach.units else None


def in_hand(actor: Actor, ledger: str, entry_id: int, right: Right) -> bool:
    """Whether the actor's right covers the entry because the person or a unit within reach has it in hand."""
    condition = held_condition(actor, right)
    return condition is not None and Holder.objects.filter(condition, ledger=ledger, entry_id=entry_id).exists()


def entries_within(actor: Actor, ledger: str, right: Right = Right.READ) -> Q:
    """The entries of a ledger that the actor's right covers, as a condition on the ledger's own table."""
    units = actor.reach(right).unit_ids(ledger)
    if units is None:
        return Q()
    condition = Q(unit_id__in=units)
    if (held := held_condition(actor, right)) is not None:
        condition |= Q(pk__in=Holder.objects.filter(held, ledger=ledger).values("entry_id"))
    return condition
