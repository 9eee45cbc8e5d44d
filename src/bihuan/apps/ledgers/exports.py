"""Entries out of a ledger: into the workbook of its template, or as plain values for a page or a list."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection

from bihuan.apps.ledgers.cells import money_places
from bihuan.apps.ledgers.chain import event_record
from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.entries import Row, Store
from bihuan.apps.ledgers.tables import ledger_table
from bihuan.apps.ledgers.templates import out_columns, sheet_write
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.models import UnitLink
from bihuan.apps.units.selectors import unit_get, unit_labels
from bihuan.packs.schema import FieldType, Ledger, LedgerField

Shower = Callable[[Any], Any]
CHUNK = 2000


def export_write(*, ledger: str, target: Path, actor: Actor, unit: str | None = None, reveal: bool = False) -> int:
    """Write a ledger's live entries in the shape of its template; returns how many. ``unit`` limits them to a subtree.

    Personal fields are hidden unless ``reveal``, which is recorded before the file is written. Importing the file changes nothing.
    """
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    if reveal:
        reveal_record(definition, actor, "export")
    labels = unit_labels()
    shown = entries_shown(definition, Store(table), labels, unit=unit, reveal=reveal, show=cell_shower)
    return sheet_write(definition, out_columns(definition, labels.values()), shown, target)


def entry_list(
    *, ledger: str, actor: Actor, unit: str | None = None, reveal: bool = False, limit: int = 50
) -> list[dict[str, Any]]:
    """The first live entries as dictionaries: id, unit's code, state, and every field as text, number or ISO day."""
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    if reveal:
        reveal_record(definition, actor, "list")
    keys = ["unit", *(field.name for field in definition.fields), *(["state"] if definition.states else [])]
    store = Store(table)
    rows = live_rows(store, unit, limit)
    showers = [field_shower(field, reveal, plain_shower) for field in definition.fields]
    codes = unit_labels(codes=True)
    return [
        {"id": row.id, **dict(zip(keys, row_shown(row, definition, store, showers, codes), strict=True))}
        for row in rows
    ]


def reveal_record(ledger: Ledger, actor: Actor, purpose: str) -> None:
    """Revealing personal fields is an event of the chain; a ledger without them records nothing."""
    fields = [field.name for field in ledger.fields if field.personal]
    if fields:
        told = {"fields": "、".join(fields), "purpose": purpose}
        event_record(deed="reveal", subject=ledger.ledger, changes=told, actor=actor.name)


def entries_shown(
    ledger: Ledger,
    store: Store,
    units: dict[int, str],
    *,
    unit: str | None,
    reveal: bool,
    show: Callable[[LedgerField], Shower],
) -> Iterator[list[Any]]:
    """Every live entry as the row of a sheet."""
    showers = [field_shower(field, reveal, show) for field in ledger.fields]
    labels = {state.key: state.label for state in ledger.states}
    for row in live_rows(store, unit):
        cells = row_shown(row, ledger, store, showers, units)
        yield [*cells[:-1], labels.get(row.state, row.state)] if labels else cells


def live_rows(store: Store, unit: str | None, limit: int | None = None) -> Iterator[Row]:
    """Entries that are not removed, oldest first, a chunk at a time."""
    wanted = "removed = %s AND id > %s"
    if unit is not None:
        quote = connection.ops.quote_name
        links = quote(UnitLink._meta.db_table)
        wanted += f" AND unit_id IN (SELECT descendant_id FROM {links} WHERE ancestor_id = {int(unit_get(unit).pk)})"
    last = 0
    while limit is None or limit > 0:
        size = CHUNK if limit is None else min(limit, CHUNK)
        found = store.fetch(f"{wanted} ORDER BY id LIMIT {size}", [False, last])
        yield from found
        if len(found) < size:
            return
        last = found[-1].id
        limit = None if limit is None else limit - size


def row_shown(row: Row, ledger: Ledger, store: Store, showers: list[Shower], units: dict[int, str]) -> list[Any]:
    """Unit, fields, state of one entry."""
    values = [row.values[store.index[field.name]] for field in ledger.fields]
    cells = [None if value is None else show(value) for show, value in zip(showers, values, strict=True)]
    return [units.get(row.unit_id, str(row.unit_id)), *cells, *([row.state] if ledger.states else [])]


def field_shower(field: LedgerField, reveal: bool, show: Callable[[LedgerField], Shower]) -> Shower:
    """How a field's stored value is shown; a personal one is hidden unless revealed."""
    return (lambda value: MASK) if field.personal and not reveal else show(field)


def plain_shower(field: LedgerField) -> Shower:
    """For programs: choice keys, ISO days, exact decimals as text, money in yuan."""
    places = {FieldType.MONEY: 2, FieldType.DECIMAL: field.places}.get(field.type)
    if places is not None:
        return lambda value: str(Decimal(value).scaleb(-places))
    return bool if field.type is FieldType.BOOLEAN else lambda value: value


def cell_shower(field: LedgerField) -> Shower:
    """For a sheet: labels, days as days, numbers as numbers in the column's measure."""
    match field.type:
        case FieldType.MONEY:
            return number_shower(money_places(field.measure))
        case FieldType.DECIMAL:
            return number_shower(field.places)
        case FieldType.INTEGER:
            return number_shower(0)
        case FieldType.DATE:
            return date.fromisoformat
        case FieldType.BOOLEAN:
            return lambda value: "是" if value else "否"
        case FieldType.CHOICE:
            labels = {choice.key: choice.label for choice in field.choices}
            return lambda key: labels.get(key, key)
        case FieldType.TAGS:
            return lambda keys: tags_words(field, keys)
    return str


def tags_words(field: LedgerField, stored: str) -> str:
    """``,meeting,training,`` → 会议、培训."""
    labels = {choice.key: choice.label for choice in field.choices}
    return "、".join(labels.get(key, key) for key in stored.strip(",").split(","))


def number_shower(places: int) -> Shower:
    """A scaled integer as a number; one of more digits than Excel keeps (15) as text."""

    def show(value: int) -> Any:
        number = Decimal(value).scaleb(-places)
        return number if len(str(abs(value))) <= 15 else str(number)

    return show
