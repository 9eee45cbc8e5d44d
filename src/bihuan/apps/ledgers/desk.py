"""One ledger opened for a deed: its definition, its table, its rules, and who may touch which of its entries."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from bihuan.apps.ledgers.cells import CellFault, field_reader
from bihuan.apps.ledgers.companions import Complete, completer_of
from bihuan.apps.ledgers.entries import Row, Store, key_maker
from bihuan.apps.ledgers.guarded import guarded_touched, guarded_words
from bihuan.apps.ledgers.holders import in_hand
from bihuan.apps.ledgers.imports import unit_coder
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.states import Life, StateFault
from bihuan.apps.ledgers.tables import ledger_table
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_names
from bihuan.datamodel import BihuanError, Finding, Level
from bihuan.packs.schema import FieldType, Ledger, Move


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
        self.fields = {field.name: field for field in self.ledger.fields}

    @cached_property
    def unit_code(self) -> Any:
        """Reads a unit's code from any of its names; the tree is read only when a field asks for it."""
        return unit_coder(unit_names())

    def values_read(self, given: Mapping[str, Any]) -> dict[int, Any]:
        """Position in the table → stored value of each field given; None and blank text clear a field."""
        findings: list[Finding] = []
        values: dict[int, Any] = {}
        for name, value in given.items():
            if name not in self.fields:
                findings.append(refusal(name, f"没有“{name}”这个字段"))
                continue
            try:
                values[self.store.index[name]] = self.value_read(name, value)
            except CellFault as fault:
                findings.append(refusal(name, f"“{self.fields[name].label}”：{fault}"))
        if findings:
            raise EntryRefused(self.ledger, findings)
        return values

    def value_read(self, name: str, value: Any) -> Any:
        """One field's stored value; None and blank clear it. Raises CellFault."""
        if value is None or value == [] or (isinstance(value, str) and not value.strip()):
            return None
        field = self.fields[name]
        return field_reader(field, 1, self.unit_code if field.type is FieldType.UNIT else str)(value)

    @cached_property
    def complete(self) -> Complete:
        """Fills in what follows from the rest of an entry."""
        return completer_of(self.ledger, self.store)

    def guard(self, old: tuple[Any, ...], new: tuple[Any, ...], guarded: dict[str, Move]) -> None:
        """Refuse to write a field that only a move may write."""
        changed = [name for name, at in self.store.index.items() if old[at] != new[at]]
        if touched := guarded_touched(changed, guarded):
            refused = [refusal(name, guarded_words(self.ledger, name, guarded[name])) for name in touched]
            raise EntryRefused(self.ledger, refused)

    def row_make(self, old: Row | None, unit_id: int, values: tuple[Any, ...], state: str | None) -> Row:
        """A row that keeps the ledger's rules: what follows from the rest filled in, required fields, states, key."""
        at = self.store.index
        values = self.complete(old.id if old else 0, unit_id, old.values if old else None, values)
        values = self.life.day_placed(values, at)
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
            raise self.unknown(entry_id)
        return found[0]

    def entry_for(self, actor: Actor, right: Right, entry_id: int) -> Row:
        """A live entry that the actor may so treat. One that may not even be read is as unknown as one that is not there."""
        row = self.entry(entry_id)
        name = self.ledger.ledger
        held = not actor.may(right, row.unit_id, name) and in_hand(actor, name, row.id, right)
        seen = held or actor.may(Right.READ, row.unit_id, name) or in_hand(actor, name, row.id, Right.READ)
        if not seen:
            raise self.unknown(entry_id)
        actor.require(right, row.unit_id, name, in_hand=held)
        return row

    def unknown(self, entry_id: int) -> BihuanError:
        """The error for an entry that is not there, or not there for this actor."""
        return BihuanError("entry.unknown", f"台账“{self.ledger.name}”里没有 #{entry_id} 号条目")

    def unchanged_since(self, row: Row, seen: str | None) -> None:
        """Refuse to write over what somebody else wrote meanwhile; ``seen`` is the row's digest as it was shown."""
        if seen is None:
            return
        spelled = self.store.plan.spell(row.values)
        if self.store.plan.digest(row.id, row.unit_id, row.entry_key, row.state, row.removed, spelled) != seen:
            raise BihuanError(
                "entry.changed_meanwhile",
                "这条条目刚被别人改过，您的改动没有保存",
                where=f"台账“{self.ledger.name}” #{row.id}",
                hint="看过最新内容后再改一次",
            )

    def not_frozen(self, row: Row) -> None:
        """Refuse to change or remove what stands as it was approved."""
        if row.state in self.life.frozen:
            raise BihuanError(
                "entry.frozen",
                f"{self.life.labels[row.state]}的条目不能再改",
                where=f"台账“{self.ledger.name}” #{row.id}",
                hint="调整时另记一条，注明依据和日期，原来的照旧可查",
            )

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
