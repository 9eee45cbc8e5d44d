"""Entries as people read them: labels for choices, yuan for money, personal fields masked, the events of an entry in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet

from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.exports import tags_words
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.selectors import chain_head, ledger_model, ledger_table, ledgers_installed
from bihuan.apps.ledgers.tables import columns_of
from bihuan.apps.units.models import Unit, UnitLink
from bihuan.apps.units.selectors import unit_root
from bihuan.datamodel import BihuanError, Period
from bihuan.packs.schema import FieldType, Ledger, LedgerField

DEEDS = {
    "add": "登记",
    "change": "修改",
    "move": "流转",
    "remove": "作废",
    "restore": "恢复",
    "erase": "到期清除",
    "rekey": "改键",
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


def entries_find(
    ledger: Ledger, *, unit: Unit | None = None, period: Period | None = None, state: str = "", text: str = ""
) -> QuerySet[Any]:
    """The entries that count, newest first; ``unit`` takes in all below it, ``text`` looks into the natural key."""
    entries: QuerySet[Any] = ledger_model(ledger.ledger)._default_manager.filter(removed=False)
    if unit is not None:
        root = unit_root(unit, territory=ledger.territory)
        entries = entries.filter(unit_id__in=UnitLink.objects.filter(ancestor=root).values("descendant_id"))
    if period is not None:
        entries = entries.filter(**{f"{ledger.date}__range": (period.start, period.end)})
    if state:
        entries = entries.filter(state=state)
    if text:
        entries = entries.filter(entry_key__contains=text)
    return entries.order_by(f"-{ledger.date}", "-id")


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


def entry_shown(ledger: Ledger, entry_id: int) -> EntryShown:
    """One entry; an unknown number is a named error."""
    found = ledger_model(ledger.ledger)._default_manager.filter(pk=entry_id).first()
    if found is None:
        raise BihuanError("entry.unknown", f"台账“{ledger.name}”没有第 {entry_id} 号条目", hint="可能已换了数据文件夹")
    return entries_shown(ledger, [found])[0]


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


def entry_events(ledger: Ledger, entry_id: int) -> list[EventShown]:
    """What happened to an entry, oldest first. An event that was tampered with is shown as such."""
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


def ledger_counts() -> list[tuple[Ledger, int, date | None]]:
    """Every installed ledger with its number of entries and the day of its latest, in the order of the packs."""
    counts = []
    for table in ledgers_installed():
        ledger = Ledger.model_validate(table.definition)
        entries = ledger_model(ledger.ledger)._default_manager.filter(removed=False)
        counts.append((ledger, entries.count(), entries.aggregate(day=Max(ledger.date))["day"]))
    return counts


_days: dict[tuple[int, str], date | None] = {}  # head of the chain → the day


def books_day(today: date) -> date:
    """The latest day that any ledger speaks of, not after today: what a page shows figures as of."""
    head = chain_head()
    if head not in _days:
        _days.clear()
        _days[head] = max((day for _, _, day in ledger_counts() if day and day <= today), default=None)
    return _days[head] or today
