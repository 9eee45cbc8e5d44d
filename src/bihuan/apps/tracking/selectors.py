"""Reading a matter: all that its page shows, for one actor; what one has in hand today."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.entries import Row
from bihuan.apps.ledgers.holders import entries_within
from bihuan.apps.ledgers.listing import key_words, value_words
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.tracking.clocks import entry_clocks
from bihuan.apps.tracking.commenting import comment_own
from bihuan.apps.tracking.history import Historian, Told
from bihuan.apps.tracking.lights import ClockShown, clock_shown
from bihuan.apps.tracking.models import Comment, Evidence, Extension, Link, Press, Support
from bihuan.apps.tracking.offering import Offering, Offers
from bihuan.apps.tracking.persons import person_name
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import FieldType, Ledger, LedgerField

__all__ = ["FieldShown", "Hand", "MatterShown", "evidence_get", "matter_shown", "neighbours"]


@dataclass(frozen=True)
class FieldShown:
    """One field of an entry: what it says, and whether it is masked."""

    field: LedgerField
    text: str
    masked: bool


@dataclass(frozen=True)
class Hand:
    """A unit that has the matter in hand, and its person."""

    part: str
    unit: str
    unit_id: int
    person: str
    now: bool  # works on it, rather than being in charge of one below


@dataclass(frozen=True)
class MatterShown:
    """Everything that the page of an entry shows."""

    ledger: Ledger
    row: Row
    digest: str
    unit: str
    state: str
    groups: list[tuple[str, list[FieldShown]]]
    clocks: list[ClockShown]
    hands: list[Hand]
    supports: list[tuple[Support, str]]
    extensions: list[Extension]
    presses: list[tuple[Press, str]]
    evidence: list[Evidence]
    comments: list[tuple[Comment, bool]]  # and whether the reader may erase it
    links: list[Link]
    history: list[Told]
    offers: Offers

    @property
    def title(self) -> str:
        """What people call the entry."""
        return key_words(self.ledger, self.row.entry_key)

    @property
    def waiting(self) -> Extension | None:
        """The extension that waits for an answer."""
        return next((one for one in self.extensions if one.approved is None), None)


def matter_shown(*, ledger: str, entry_id: int, actor: Actor, as_of: date) -> MatterShown:
    """The entry for one who may read it; for others it is as unknown as one that is not there."""
    desk = LedgerDesk(ledger)
    row = desk.entry_for(actor, Right.READ, entry_id)
    mine = {"ledger": desk.ledger.ledger, "entry_id": row.id}
    offering = Offering(desk, row, actor)
    dispatcher = Right.DISPATCH if desk.ledger.dispatched else Right.WRITE
    supports, presses = (
        list(Support.objects.filter(**mine).order_by("id")),
        list(Press.objects.filter(**mine).order_by("-id")),
    )
    named: set[int | None] = {row.unit_id, *(one.unit_id for one in offering.holders)}
    named |= {one.unit_id for one in supports} | {one.unit_id for one in presses}
    units = dict(Unit.objects.filter(pk__in=named - {None}).values_list("pk", "name"))
    return MatterShown(
        ledger=desk.ledger,
        row=row,
        digest=row_digest(desk, row),
        unit=units.get(row.unit_id, ""),
        state=desk.life.labels.get(row.state, row.state),
        groups=fields_grouped(desk, row),
        clocks=[clock_shown(clock, as_of) for clock in entry_clocks(desk.ledger, desk.store, row)],
        hands=hands_of(offering.holders, units),
        supports=[(one, units.get(one.unit_id, "")) for one in supports],
        extensions=list(Extension.objects.filter(**mine).order_by("-id")),
        presses=[(one, units.get(one.unit_id or 0, "")) for one in presses],
        evidence=list(Evidence.objects.filter(**mine, removed_at="").order_by("id")),
        comments=[
            (one, comment_own(one, actor) or offering.may(dispatcher))
            for one in Comment.objects.filter(**mine).order_by("id")
        ],
        links=list(Link.objects.filter(**mine).order_by("id")),
        history=Historian(desk.ledger).tell(row.id),
        offers=offering.offers(),
    )


def row_digest(desk: LedgerDesk, row: Row) -> str:
    """The row as it is now, in one value: what a save says that it has seen."""
    spelled = desk.store.plan.spell(row.values)
    return desk.store.plan.digest(row.id, row.unit_id, row.entry_key, row.state, row.removed, spelled)


def fields_grouped(desk: LedgerDesk, row: Row) -> list[tuple[str, list[FieldShown]]]:
    """Fields under their groups, in the pack's order."""
    names = unit_names_of(desk, row)
    groups: dict[str, list[FieldShown]] = {}
    for field in desk.ledger.fields:
        value = row.values[desk.store.index[field.name]]
        masked = field.personal and value not in (None, "")
        text = "" if value is None else MASK if masked else names.get(str(value), "") or stored_words(field, value)
        groups.setdefault(field.group, []).append(FieldShown(field, text, masked))
    return list(groups.items())


def stored_words(field: LedgerField, value: Any) -> str:
    """A stored value in words: scaled numbers as people write them."""
    if field.type in (FieldType.MONEY, FieldType.DECIMAL):
        value = Decimal(value).scaleb(-(2 if field.type is FieldType.MONEY else field.places))
    return value_words(field, value)


def unit_names_of(desk: LedgerDesk, row: Row) -> dict[str, str]:
    """Code → name of the units that the entry's fields name."""
    fields = [field.name for field in desk.ledger.fields if field.type is FieldType.UNIT]
    codes = {row.values[desk.store.index[name]] for name in fields} - {None}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}


def hands_of(holders: list[Holder], units: dict[int, str]) -> list[Hand]:
    """Lead units from the top down, then those that help."""
    leads = [one for one in holders if one.part == Holder.LEAD]
    helpers = [one for one in holders if one.part == Holder.SUPPORT]
    hands = [
        Hand("主办" if one is leads[-1] else "牵头", units.get(one.unit_id or 0, ""), one.unit_id or 0,
             person_name(one.person) if one.person else "", one is leads[-1])
        for one in leads
    ]  # fmt: skip
    return hands + [Hand("协办", units.get(one.unit_id or 0, ""), one.unit_id or 0, "", True) for one in helpers]


def neighbours(*, ledger: str, entry_id: int, actor: Actor) -> tuple[int | None, int | None]:
    """The entries before and after this one, of those that the actor may read, by number."""
    entries = ledger_model(ledger)._default_manager.filter(entries_within(actor, ledger), removed=False)
    before = entries.filter(pk__lt=entry_id).order_by("-pk").values_list("pk", flat=True).first()
    after = entries.filter(pk__gt=entry_id).order_by("pk").values_list("pk", flat=True).first()
    return before, after


def evidence_get(*, number: int, actor: Actor) -> Evidence:
    """A file of an entry that the actor may read; else it is not there."""
    kept = Evidence.objects.filter(pk=number, removed_at="").first()
    if kept is not None:
        try:
            LedgerDesk(kept.ledger).entry_for(actor, Right.READ, kept.entry_id)
        except BihuanError:
            kept = None
    if kept is None:
        raise BihuanError("evidence.unknown", f"没有第 {number} 号佐证")
    return kept
