"""What is open within an actor's reach, by how close its day is: counted in one query over the small table, whatever the ledgers hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from bihuan.apps.calendars.ahead import Ahead
from bihuan.apps.ledgers.holders import held_condition
from bihuan.apps.ledgers.models import Holder, LedgerTable, OpenEntry
from bihuan.apps.units.actors import Actor, Right
from bihuan.packs.schema import Ledger


class Nearness(StrEnum):
    """How close the due day is, in working days; the order is that of haste."""

    OVERDUE = "overdue"
    TODAY = "today"
    TWO = "two"
    FIVE = "five"
    LATER = "later"
    NONE = "none"


NEARNESS_LABELS = {
    Nearness.OVERDUE: "已逾期", Nearness.TODAY: "今日到期", Nearness.TWO: "2 个工作日内到期", Nearness.FIVE: "5 个工作日内到期",
    Nearness.LATER: "尚早", Nearness.NONE: "未定时限",
}  # fmt: skip


@dataclass(frozen=True)
class Marks:
    """Today, and how far two and five working days reach, by the calendar of each unit."""

    today: date
    two: Ahead
    five: Ahead

    def nearness(self, due: date | None, unit_id: int) -> Nearness:
        """How close a due day of an entry of the unit is."""
        if due is None:
            return Nearness.NONE
        two, five = self.two.day(unit_id), self.five.day(unit_id)
        ends = ((self.today, Nearness.TODAY), (two, Nearness.TWO), (five, Nearness.FIVE))
        if due < self.today:
            return Nearness.OVERDUE
        return next((name for end, name in ends if due <= end), Nearness.LATER)

    def condition(self, nearness: Nearness) -> Q:
        """The open entries that are so close."""
        match nearness:
            case Nearness.OVERDUE:
                return Q(due__lt=self.today)
            case Nearness.TODAY:
                return Q(due=self.today)
            case Nearness.TWO:
                return Q(due__gt=self.today) & self.two.within("due")
            case Nearness.FIVE:
                return self.two.beyond("due") & self.five.within("due")
            case Nearness.LATER:
                return self.five.beyond("due")
        return Q(due__isnull=True)

    def case(self) -> Case:
        """The same as a column; what is behind is asked before what is far."""
        ends = (
            (Q(due__isnull=True), Nearness.NONE), (Q(due__lt=self.today), Nearness.OVERDUE), (Q(due=self.today), Nearness.TODAY),
            (self.two.within("due"), Nearness.TWO), (self.five.within("due"), Nearness.FIVE),
        )  # fmt: skip
        whens = [When(condition, then=Value(name.value)) for condition, name in ends]
        return Case(*whens, default=Value(Nearness.LATER.value), output_field=CharField())


@dataclass(frozen=True)
class OpenCount:
    """So many open entries of a ledger, in one state, in the hands of one unit, so close to their day."""

    ledger: str
    state: str
    unit_id: int
    nearness: Nearness
    count: int


def open_entries(actor: Actor, right: Right = Right.READ) -> QuerySet[Any]:
    """The open entries of all ledgers that the actor's right covers, each with ``lead``: the unit that has it in hand, else its own."""
    return entries_standing(actor, right).filter(ended=False)


def checks_waiting(actor: Actor) -> QuerySet[Any]:
    """The entries, open or over, from whose state a re-check within the actor's reach leads on."""
    return entries_standing(actor, Right.CHECK).filter(waiting_states(Right.CHECK))


def entries_standing(actor: Actor, right: Right) -> QuerySet[Any]:
    """All that the side table holds within reach: what is open, and what is over and waits for a re-check."""
    return OpenEntry.objects.filter(open_within(actor, right)).annotate(lead=Coalesce(lead_unit(), F("unit_id")))


def lead_unit() -> Subquery:
    """The unit that an entry was last handed to and that has not passed it on."""
    leads = Holder.objects.filter(ledger=OuterRef("ledger"), entry_id=OuterRef("entry_id"), part=Holder.LEAD, until="")
    return Subquery(leads.order_by("-pk").values("unit_id")[:1])


def open_within(actor: Actor, right: Right) -> Q:
    """``holders.entries_within`` for the table of open entries."""
    reach = actor.reach(right)
    if reach.everything:
        return Q()
    condition = Q(unit_id__in=reach.units)
    for part in (reach, *reach.also):
        if part.places and part.ledgers:
            condition |= Q(ledger__in=part.ledgers, unit_id__in=part.places)
    if (held := held_condition(actor, right)) is not None:
        holders = Holder.objects.filter(held, ledger=OuterRef("ledger"), entry_id=OuterRef("entry_id"))
        condition |= Q(Exists(holders))
    return condition


def open_in_hand(actor: Actor) -> Q:
    """The open entries that the person, or a unit within the actor's reach of handling, has to answer now."""
    reach = actor.reach(Right.HANDLE)
    if reach.everything:
        return Q()
    hands = Q(unit_id__in=reach.units, part__in=(Holder.LEAD, Holder.SUPPORT))
    if actor.person is not None:
        hands |= Q(person=actor.person, part__in=(Holder.LEAD, Holder.SUPPORT))
    held = Holder.objects.filter(hands, ledger=OuterRef("ledger"), entry_id=OuterRef("entry_id"), until="")
    handed = Holder.objects.filter(ledger=OuterRef("ledger"), entry_id=OuterRef("entry_id"), part=Holder.LEAD, until="")
    return Q(Exists(held)) | (Q(unit_id__in=reach.units) & ~Q(Exists(handed)))


def dispatched_ledgers() -> dict[str, Ledger]:
    """The ledgers whose matters are handed to units."""
    tables = LedgerTable.objects.filter(hidden=False).order_by("pack", "name")
    return {one.name: Ledger.model_validate(one.definition) for one in tables if one.definition.get("dispatched")}


def waiting_states(right: Right) -> Q:
    """Entries from whose state a holder of that right makes the next move."""
    condition = Q(pk__isnull=True)
    for name, ledger in dispatched_ledgers().items():
        sources = {state for move in ledger.moves if move.right == right and move.forward for state in move.source}
        if sources:
            condition |= Q(ledger=name, state__in=sources)
    return condition


def open_mine(actor: Actor) -> QuerySet[Any]:
    """What the person or a unit of theirs has to answer now; of matters that are handed on, those whose next move is theirs."""
    others = ~Q(ledger__in=list(dispatched_ledgers()))
    found = open_entries(actor, Right.HANDLE).filter(open_in_hand(actor))
    return found.filter(others | waiting_states(Right.HANDLE))


def open_ordered(entries: QuerySet[Any]) -> QuerySet[Any]:
    """The most pressing first; those without a due day last, on every database."""
    return entries.order_by(F("due").asc(nulls_last=True), F("day").asc(nulls_last=True), "ledger", "entry_id")


def open_counts(entries: QuerySet[Any], marks: Marks) -> list[OpenCount]:
    """The entries counted by ledger, state, unit in charge and nearness, in one query."""
    grouped = entries.annotate(nearness=marks.case()).values("ledger", "state", "lead", "nearness")
    return [
        OpenCount(row["ledger"], row["state"], row["lead"], Nearness(row["nearness"]), row["count"])
        for row in grouped.annotate(count=Count("pk")).order_by("ledger", "state", "lead")
    ]


def counted(counts: Iterable[OpenCount], *names: Nearness) -> int:
    """How many of them are so close; without a name, all."""
    return sum(one.count for one in counts if not names or one.nearness in names)


def open_by_ledger(actor: Actor, right: Right) -> dict[str, int]:
    """Ledger → how many of its open entries are within the actor's reach; ledgers without any are not among them."""
    entries = OpenEntry.objects.filter(open_within(actor, right), ended=False).order_by()
    return dict(entries.values_list("ledger").annotate(Count("pk")))
