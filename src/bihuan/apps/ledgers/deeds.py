"""Deeds on a single entry: add, change, move, remove. What the import does to many rows, these do to one, by the same rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.cells import CellFault, date_read, field_reader
from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.entries import Change, Row, Store, key_maker
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.states import Life, StateFault
from bihuan.apps.ledgers.tables import ledger_table
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError, Finding, Level
from bihuan.packs.schema import Ledger, Move


class EntryRefused(BihuanError):
    """An entry that cannot be stored; ``findings`` say why, ``where`` being the field's name."""

    def __init__(self, ledger: Ledger, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("entry.refused", "；".join(item.message for item in findings), where=f"台账“{ledger.name}”")


class LedgerDesk:
    """One ledger opened for a deed: its definition, its table, its rules. Made inside the deed's transaction."""

    def __init__(self, name: str) -> None:
        self.table: LedgerTable = ledger_table(name)
        self.ledger = Ledger.model_validate(self.table.definition)
        self.store = Store(self.table)
        self.life = Life(self.ledger)

    def values_read(self, given: Mapping[str, Any]) -> dict[int, Any]:
        """Position in the table → stored value of each field given; None and blank text clear a field."""
        findings: list[Finding] = []
        values: dict[int, Any] = {}
        fields = {field.name: field for field in self.ledger.fields}
        for name, value in given.items():
            if name not in fields:
                findings.append(refusal(name, f"没有“{name}”这个字段"))
                continue
            try:
                blank = value is None or (isinstance(value, str) and not value.strip())
                values[self.store.index[name]] = None if blank else field_reader(fields[name])(value)
            except CellFault as fault:
                findings.append(refusal(name, f"“{fields[name].label}”：{fault}"))
        if findings:
            raise EntryRefused(self.ledger, findings)
        return values

    def row_make(self, old: Row | None, unit_id: int, values: tuple[Any, ...], state: str | None) -> Row:
        """A row that keeps the ledger's rules: required fields, states, key."""
        at = self.store.index
        blank = [field for field in self.ledger.fields if field.required and values[at[field.name]] is None]
        if blank:
            raise EntryRefused(self.ledger, [refusal(item.name, f"“{item.label}”必须填写") for item in blank])
        dates = {name: values[at[name]] for name in self.life.date_fields if values[at[name]] is not None}
        try:
            reached = self.life.state_of(dates, state)
        except StateFault as fault:
            raise EntryRefused(self.ledger, [refusal("state", str(fault))]) from fault
        return Row(old.id if old else 0, unit_id, key_maker(self.store, self.ledger)(values), reached, False, values)

    def entry(self, entry_id: int) -> Row:
        """A live entry; an unknown or removed one is an error."""
        found = self.store.fetch("id = %s", [entry_id])
        if not found or found[0].removed:
            raise BihuanError("entry.unknown", f"台账“{self.ledger.name}”里没有 #{entry_id} 号条目")
        return found[0]

    def key_free(self, row: Row) -> None:
        """Refuse a second entry of the same key in the same unit."""
        same = self.store.fetch_keys([(row.unit_id, row.entry_key)]).get((row.unit_id, row.entry_key))
        if same is not None and same.id != row.id:
            raise BihuanError(
                "entry.exists", f"这个单位已有同一条目：{row.entry_key}", where=f"台账“{self.ledger.name}”"
            )


def refusal(name: str, message: str) -> Finding:
    """A reason against one field."""
    return Finding(code="entry.refused", level=Level.ERROR, message=message, where=name)


@transaction.atomic
def entry_add(*, ledger: str, unit: str, values: Mapping[str, Any], actor: str, state: str | None = None) -> int:
    """Add an entry of a unit (its code); returns the entry's id. Values are read as a cell would be. Raises EntryRefused."""
    head = head_lock()
    desk = LedgerDesk(ledger)
    read = desk.values_read(values)
    full = tuple(read.get(at) for at in range(len(desk.store.columns)))
    row = desk.row_make(None, unit_get(unit).pk, full, state)
    old = desk.store.fetch_keys([(row.unit_id, row.entry_key)]).get((row.unit_id, row.entry_key))
    if old is not None and not old.removed:
        desk.key_free(row)
    change = Change("restore", old, replace(row, id=old.id)) if old else Change("add", None, row)
    return desk.store.write(head, [change], actor=actor)[0]


@transaction.atomic
def entry_change(*, ledger: str, entry_id: int, values: Mapping[str, Any], actor: str) -> bool:
    """Change some fields of an entry; the state follows from the dates. Returns whether anything changed."""
    head = head_lock()
    desk = LedgerDesk(ledger)
    old = desk.entry(entry_id)
    read = desk.values_read(values)
    full = tuple(read.get(at, value) for at, value in enumerate(old.values))
    row = desk.row_make(old, old.unit_id, full, None)
    if row == old:
        return False
    desk.key_free(row)
    desk.store.write(head, [Change("change", old, row)], actor=actor)
    return True


@transaction.atomic
def entry_move(*, ledger: str, entry_id: int, move: str, on: date | str, actor: str, evidence: str = "") -> str:
    """Make an allowed move on a day; returns the new state. ``evidence`` (佐证) is kept in the event."""
    head = head_lock()
    desk = LedgerDesk(ledger)
    old = desk.entry(entry_id)
    made = move_allowed(desk, old, move)
    try:
        day = date_read(on)
    except CellFault as fault:
        raise EntryRefused(desk.ledger, [refusal(made.sets, str(fault))]) from fault
    full = list(old.values)
    full[desk.store.index[made.sets]] = day
    row = desk.row_make(old, old.unit_id, tuple(full), made.target)
    remarks = (("#move", made.key), *((("#evidence", evidence),) if evidence else ()))
    desk.store.write(head, [Change("move", old, row, remarks)], actor=actor)
    return row.state


def move_allowed(desk: LedgerDesk, row: Row, key: str) -> Move:
    """The move of that key, if the entry's state allows it; else an error that lists what is allowed."""
    open_moves = {move.key: move for move in desk.ledger.moves if row.state in move.source}
    if key in open_moves:
        return open_moves[key]
    allowed = "、".join(move.label for move in open_moves.values()) or "无"
    state = desk.life.labels.get(row.state, row.state)
    raise BihuanError(
        "entry.move_not_allowed",
        f"状态为“{state}”的条目不能做“{key}”",
        where=f"台账“{desk.ledger.name}” #{row.id}",
        hint=f"现在可以：{allowed}",
    )


@transaction.atomic
def entry_remove(*, ledger: str, entry_id: int, actor: str, reason: str) -> None:
    """Mark an entry removed: the row stays as a tombstone and counts nowhere. A reason is needed."""
    if not reason.strip():
        raise BihuanError("entry.reason_needed", "删除条目要写明原因")
    head = head_lock()
    desk = LedgerDesk(ledger)
    old = desk.entry(entry_id)
    change = Change("remove", old, replace(old, removed=True), (("#reason", reason.strip()),))
    desk.store.write(head, [change], actor=actor)
