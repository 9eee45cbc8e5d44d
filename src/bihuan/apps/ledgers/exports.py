"""Entries out of a ledger: into the workbook of its template, or as plain values for a page or a list."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from django.db.models import Q

from bihuan.apps.ledgers.cells import money_places
from bihuan.apps.ledgers.chain import event_record
from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.entries import Row, Store
from bihuan.apps.ledgers.holders import entries_within
from bihuan.apps.ledgers.lists.finding import entry_ids
from bihuan.apps.ledgers.lists.query import ListQuery
from bihuan.apps.ledgers.previews import guarded
from bihuan.apps.ledgers.sheetforms import form_fill, form_of
from bihuan.apps.ledgers.tables import ledger_model, ledger_table
from bihuan.apps.ledgers.templates import OutColumn, out_columns, sheet_write
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import UnitLink
from bihuan.apps.units.selectors import unit_get, unit_labels
from bihuan.apps.workbooks import file_place
from bihuan.packs.schema import FieldType, Ledger, LedgerField

Shower = Callable[[Any], Any]
CHUNK = 2000
EXCEL_ROWS = 1_048_000  # a sheet has 1,048,576


def export_write(*, ledger: str, target: Path, actor: Actor, unit: str | None = None, reveal: bool = False) -> int:
    """Write a ledger's live entries in the shape of its template; returns how many. ``unit`` limits them to a subtree.

    Only entries that the actor may both read and export are written. Personal fields are hidden unless ``reveal``, which needs its own
    right and is recorded before the file is written. Importing the file changes nothing.
    """
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    actor.require(Right.EXPORT)
    if reveal:
        reveal_record(definition, actor, "export")
    labels = unit_labels()
    reach = reach_of(actor, definition, reveal, Right.READ, Right.EXPORT)
    rows = live_rows(Store(table), reach, unit)
    shown = rows_shown(rows, definition, Store(table), labels, reveal=reveal, show=cell_shower)
    return sheet_write(definition, out_columns(definition, labels.values()), shown, target)


def list_export(
    *,
    ledger: str,
    query: ListQuery,
    today: date,
    target: Path,
    actor: Actor,
    reveal: bool = False,
    own_form: bool = False,
) -> tuple[int, list[str]]:
    """Write exactly what a list shows, all its pages in its order: as CSV (by the target's ending), into the bureau's own form, or in the
    shape of the ledger's template. Returns how many entries, and the named warnings of a form that leaves something out."""
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    rights = (Right.READ, Right.EXPORT, *([Right.REVEAL] if reveal else []))
    ids = entry_ids(actor=actor, ledger=definition, query=query, today=today, most=EXCEL_ROWS, rights=rights)
    if reveal:
        reveal_record(definition, actor, "export")
    store, labels = Store(table), unit_labels()
    rows = rows_shown(rows_in_order(store, ids), definition, store, labels, reveal=reveal, show=cell_shower)
    columns = out_columns(definition, labels.values())
    if target.suffix == ".csv":
        return csv_write(columns, rows, target), []
    form = form_of(definition.ledger) if own_form else None
    if form is not None:
        return len(ids), form_fill(
            ledger=definition, form=form, columns=[column.key for column in columns], rows=rows, target=target
        )
    return sheet_write(definition, columns, rows, target), []


def rows_in_order(store: Store, ids: Sequence[int]) -> Iterator[Row]:
    """Live entries in the order of the ids, a chunk at a time."""
    for start in range(0, len(ids), CHUNK):
        yield from (row for row in store.fetch_ids(ids[start : start + CHUNK]) if not row.removed)


def csv_write(columns: Sequence[OutColumn], rows: Iterable[Sequence[Any]], target: Path) -> int:
    """Text in UTF-8 with the mark that Excel looks for. Text that would become a formula is guarded by a ', numbers are as they are."""
    content = StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow([column.label for column in columns])
    count = 0
    for values in rows:
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in values])
        count += 1
    file_place(target, content.getvalue().encode("utf-8-sig"))
    return count


def entry_list(
    *, ledger: str, actor: Actor, unit: str | None = None, reveal: bool = False, limit: int = 50
) -> list[dict[str, Any]]:
    """The first live entries as dictionaries: id, unit's code, state, and every field as text, number or ISO day."""
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    actor.require(Right.READ)
    if reveal:
        reveal_record(definition, actor, "list")
    keys = ["unit", *(field.name for field in definition.fields), *(["state"] if definition.states else [])]
    store = Store(table)
    rows = live_rows(store, reach_of(actor, definition, reveal, Right.READ), unit, limit)
    showers = [field_shower(field, reveal, plain_shower) for field in definition.fields]
    codes = unit_labels(codes=True)
    return [
        {"id": row.id, **dict(zip(keys, row_shown(row, definition, store, showers, codes), strict=True))}
        for row in rows
    ]


def reveal_record(ledger: Ledger, actor: Actor, purpose: str) -> None:
    """Revealing personal fields needs its right and is an event of the chain; a ledger without them records nothing."""
    fields = [field.name for field in ledger.fields if field.personal]
    if fields:
        actor.require(Right.REVEAL)
        told = {"fields": "、".join(fields), "purpose": purpose}
        event_record(deed="reveal", subject=ledger.ledger, changes=told, actor=actor.name)


def reach_of(actor: Actor, ledger: Ledger, reveal: bool, *rights: Right) -> Q:
    """The entries that all these rights cover; whoever wants personal fields shown sees no entry beyond that right."""
    personal = reveal and any(field.personal for field in ledger.fields)
    reach = Q()
    for right in (*rights, *([Right.REVEAL] if personal else [])):
        reach &= entries_within(actor, ledger.ledger, right)
    return reach


def rows_shown(
    rows: Iterable[Row],
    ledger: Ledger,
    store: Store,
    units: dict[int, str],
    *,
    reveal: bool,
    show: Callable[[LedgerField], Shower],
) -> Iterator[list[Any]]:
    """Every entry as the row of a sheet."""
    showers = [field_shower(field, reveal, show) for field in ledger.fields]
    labels = {state.key: state.label for state in ledger.states}
    for row in rows:
        cells = row_shown(row, ledger, store, showers, units)
        yield [*cells[:-1], labels.get(row.state, row.state)] if labels else cells


def live_rows(store: Store, reach: Q, unit: str | None, limit: int | None = None) -> Iterator[Row]:
    """Entries within reach that are not removed, oldest first, a chunk at a time."""
    wanted = ledger_model(store.plan.ledger)._default_manager.filter(reach, removed=False)
    if unit is not None:
        wanted = wanted.filter(unit_id__in=UnitLink.objects.filter(ancestor=unit_get(unit)).values("descendant_id"))
    last = 0
    while limit is None or limit > 0:
        size = CHUNK if limit is None else min(limit, CHUNK)
        ids = list(wanted.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size])
        yield from store.fetch_ids(ids)
        if len(ids) < size:
            return
        last = ids[-1]
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
