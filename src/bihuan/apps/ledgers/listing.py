"""Entries as people read them: labels for choices, yuan for money, personal fields masked, the events of an entry in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.entries import key_parts
from bihuan.apps.ledgers.exports import tags_words
from bihuan.apps.ledgers.holders import entries_within
from bihuan.apps.ledgers.lists.counting import count_and_day
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.selectors import chain_head, ledger_model, ledger_table, ledgers_installed
from bihuan.apps.ledgers.tables import columns_of
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import FieldType, Ledger, LedgerField

DEEDS = {
    "add": "登记",
    "change": "修改",
    "move": "流转",
    "remove": "作废",
    "restore": "恢复",
    "erase": "到期清除",
    "rekey": "改键",
    "undo": "撤销",
}
UNREADABLE = ("内容", "", "被改动过，读不出来；请运行 bihuan ledger audit")
SYSTEM_LABELS = {"state": "状态", "unit_id": "单位", "removed": "作废"}


@dataclass(frozen=True)
class Shown:
    """A field's label and its value in words."""

    label: str
    text: str
    numeric: bool = False
    day: bool = False


@dataclass(frozen=True)
class EntryShown:
    """One entry: ``cells`` in the order of the ledger's fields."""

    id: int
    unit: str
    state: str
    cells: list[Shown]
    digest: str = ""


@dataclass(frozen=True)
class EventShown:
    """One event of an entry: what changed, from what to what."""

    seq: int
    at: datetime | None
    actor: str
    deed: str
    changes: list[tuple[str, str, str]]
    digest: str


def entries_shown(ledger: Ledger, entries: Iterable[Any]) -> list[EntryShown]:
    """Entries in words, the names of their units read once."""
    entries = list(entries)
    names = dict(Unit.objects.filter(pk__in={entry.unit_id for entry in entries}).values_list("pk", "name"))
    states = {state.key: state.label for state in ledger.states}
    return [
        EntryShown(
            id=entry.pk,
            unit=names.get(entry.unit_id, ""),
            state=states.get(entry.state, ""),
            cells=[shown(field, getattr(entry, field.name)) for field in ledger.fields],
            digest=entry.digest,
        )
        for entry in entries
    ]


def entry_shown(ledger: Ledger, entry_id: int, *, actor: Actor) -> EntryShown:
    """One entry that the actor may read; any other is as unknown as one that is not there."""
    return entries_shown(ledger, [entry_readable(ledger, entry_id, actor)])[0]


def entry_readable(ledger: Ledger, entry_id: int, actor: Actor) -> Any:
    """The entry, removed ones too, if the actor may read it; else a named error."""
    actor.require(Right.READ)
    entries = ledger_model(ledger.ledger)._default_manager.filter(entries_within(actor, ledger.ledger))
    found = entries.filter(pk=entry_id).first()
    if found is None:
        raise BihuanError("entry.unknown", f"台账“{ledger.name}”没有第 {entry_id} 号条目", hint="可能已换了数据文件夹")
    return found


def shown(field: LedgerField, value: Any) -> Shown:
    """One value in words; blank is blank, personal is masked."""
    numeric = field.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY)
    text = "" if value is None else MASK if field.personal else value_words(field, value)
    return Shown(field.label, text, numeric, field.type is FieldType.DATE)


def value_words(field: LedgerField, value: Any) -> str:
    """A filled value as the ledger's paper form would have it."""
    match field.type:
        case FieldType.CHOICE:
            return next((choice.label for choice in field.choices if choice.key == value), str(value))
        case FieldType.TAGS:
            return tags_words(field, value)
        case FieldType.BOOLEAN:
            return "是" if value in (True, "true") else "否"
        case FieldType.DATE:
            return value.isoformat() if isinstance(value, date) else str(value)
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.MONEY:
            number = Decimal(str(value))
            plain = f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,f}"
            return f"{plain} {field.measure}".strip()
    return str(value)


def key_words(ledger: Ledger, key: str) -> str:
    """The natural key as people read it: choices by their labels, all else as it is written (a year has no thousands)."""
    parts = key_parts(key)
    if len(parts) != len(ledger.key):
        return " · ".join(parts)
    labels = [{choice.key: choice.label for choice in ledger.field(name).choices} for name in ledger.key]
    return " · ".join(known.get(part, part) or "—" for known, part in zip(labels, parts, strict=True))


def entry_events(ledger: Ledger, entry_id: int, *, actor: Actor) -> list[EventShown]:
    """What happened to an entry that the actor may read, oldest first. An event that was tampered with is shown as such."""
    entry_readable(ledger, entry_id, actor)
    events = Event.objects.filter(subject=ledger.ledger, entry_id=entry_id).order_by("seq")
    origins = {column.origin: column.name for column in columns_of(ledger_table(ledger.ledger))}
    units = dict(Unit.objects.values_list("pk", "name"))
    return [
        EventShown(
            seq=event.seq,
            at=time_read(event.at),
            actor=event.actor,
            deed=DEEDS.get(event.deed, event.deed),
            changes=changes_words(ledger, origins, units, event),
            digest=event.digest,
        )
        for event in events
    ]


def changes_words(
    ledger: Ledger, origins: dict[str, str], units: dict[int, str], event: Event
) -> list[tuple[str, str, str]]:
    """What an event changed: (label, old, new); one line saying so where it cannot be read."""
    fields = {field.name: field for field in ledger.fields}
    changes = changes_read(event.changes)
    if changes is None:
        return [UNREADABLE]
    try:
        return [
            change_words(ledger, fields.get(origins.get(name, name)), name, old, new, units)
            for name, (old, new) in changes.items()
            if name != "entry_key"
        ]
    except ArithmeticError:  # words where a number was
        return [UNREADABLE]


def time_read(text: object) -> datetime | None:
    """An event's time; None where it is no time."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def change_words(
    ledger: Ledger, field: LedgerField | None, name: str, old: Any, new: Any, units: dict[int, str]
) -> tuple[str, str, str]:
    """(label, old, new) of one changed column."""
    if field is not None:
        before, after = ("" if value is None else shown(field, value).text for value in (old, new))
        return (field.label, before, after)
    labels = {state.key: state.label for state in ledger.states} if name == "state" else {}
    if name == "unit_id":
        labels = {str(number): label for number, label in units.items()}
    before, after = ("" if value is None else labels.get(str(value), str(value)) for value in (old, new))
    return (SYSTEM_LABELS.get(name, name), before, after)


def ledger_counts(*, actor: Actor, today: date) -> list[tuple[Ledger, int, date | None]]:
    """Every installed ledger with how many of its entries the actor may read and the day of the latest, in the order of the packs."""
    return [(ledger, number, latest) for ledger, number, latest, _ in counts_known(actor, today)]


Counts = list[tuple[Ledger, int, date | None, date | None]]
_counts: dict[Any, Counts] = {}  # what was counted for a reach at the head of the chain; a later head drops it all


def counts_known(actor: Actor, today: date) -> Counts:
    """The counts, made once for each reach until something happens; whoever has entries in hand is counted anew each time."""
    reach = actor.reach(Right.READ)
    head = (str(connection.settings_dict["NAME"]), *chain_head())
    key = (head, today, reach, actor.person if reach.own else None)
    if key in _counts and not in_hand_matters(actor):
        return _counts[key]
    if any(known[0] != head for known in _counts):
        _counts.clear()
    found = []
    for table in ledgers_installed():
        ledger = Ledger.model_validate(table.definition)
        found.append((ledger, *count_and_day(actor=actor, ledger=ledger, today=today)))
    if not connection.in_atomic_block:
        _counts[key] = found
    return found


def in_hand_matters(actor: Actor) -> bool:
    """Whether what the actor may read depends on who has an entry in hand: that changes without an event."""
    return not actor.reach(Right.READ).everything


def books_day(today: date, *, actor: Actor) -> date:
    """The latest day that any entry within reach speaks of, not after today: what a page shows figures as of."""
    return max((past for *_, past in counts_known(actor, today) if past), default=today)
