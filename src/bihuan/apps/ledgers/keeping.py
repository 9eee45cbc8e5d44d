"""Personal fields are kept until a day and no longer: what is past it, and its erasure, each with an event as proof."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.entries import Change, Row, Store
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_labels
from bihuan.packs.schema import Ledger


@dataclass(frozen=True)
class Expired:
    """One entry that holds personal values past their day; ``fields`` are their labels."""

    ledger: str
    entry: int
    unit: str
    key: str
    fields: list[str]
    kept_until: str

    def __str__(self) -> str:
        return (
            f"{self.ledger} #{self.entry}  {self.unit}  {self.key}  {'、'.join(self.fields)}  保存至 {self.kept_until}"
        )


def expired_list(on: date) -> list[Expired]:
    """Every entry, tombstones too, with a personal value whose years were over before ``on``; they count from the entry's own day."""
    units = unit_labels()
    return [
        Expired(
            ledger.name, row.id, units.get(row.unit_id, ""), row.entry_key, labels_of(ledger, due), max(due.values())
        )
        for ledger, _, row, due in expired_rows(on)
    ]


@transaction.atomic
def expired_erase(*, on: date, actor: Actor) -> int:
    """Empty those fields, an event ``erase`` each with the day they were kept until; returns how many entries."""
    actor.require(Right.SECURITY)
    head = head_lock()
    changes: dict[str, tuple[Store, list[Change]]] = {}
    for ledger, store, row, due in list(expired_rows(on)):
        blank = {store.index[name] for name in due}
        values = tuple(None if at in blank else value for at, value in enumerate(row.values))
        remark = (("#kept_until", max(due.values())),)
        changes.setdefault(ledger.ledger, (store, []))[1].append(
            Change("erase", row, replace(row, values=values), remark)
        )
    for store, own in changes.values():
        store.write(head, own, actor=actor.name)
    return sum(len(own) for _, own in changes.values())


def expired_rows(on: date) -> Iterator[tuple[Ledger, Store, Row, dict[str, str]]]:
    """Ledger, table, row, and field → the day it was to be kept until, hidden ledgers included."""
    for table in LedgerTable.objects.order_by("name"):
        ledger = Ledger.model_validate(table.definition)
        years = {field.name: field.keep_years for field in ledger.fields if field.personal and field.keep_years}
        if not years:
            continue
        store = Store(table)
        latest = year_moved(on, -min(years.values())).isoformat()
        day = store.names[store.plain_names.index(ledger.date)]
        for row in store.fetch(f"{day} < %s ORDER BY id", [latest]):
            if due := due_fields(store, ledger, row, years, on):
                yield ledger, store, row, due


def due_fields(store: Store, ledger: Ledger, row: Row, years: dict[str, int], on: date) -> dict[str, str]:
    """The filled personal fields of a row whose years are over, with their day."""
    start = date.fromisoformat(row.values[store.index[ledger.date]])
    days = {name: year_moved(start, kept) for name, kept in years.items() if filled(row.values[store.index[name]])}
    return {name: day.isoformat() for name, day in days.items() if day < on}


def filled(value: Any) -> bool:
    """Whether a field holds anything."""
    return value is not None and value != ""


def year_moved(day: date, years: int) -> date:
    """The same day so many years on; 29 February of a common year is the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def labels_of(ledger: Ledger, names: dict[str, str]) -> list[str]:
    """The fields' labels."""
    return [ledger.field(name).label for name in names]
