"""Deeds on a single entry: add, change, move, remove. What the import does to many rows, these do to one, by the same rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.companions import companions, companions_follow
from bihuan.apps.ledgers.desk import EntryRefused, LedgerDesk
from bihuan.apps.ledgers.entries import Change
from bihuan.apps.ledgers.guarded import closing_fields, guarded_fields
from bihuan.apps.ledgers.holders import holder_record
from bihuan.apps.ledgers.moves import move_find, move_remarks, row_moved
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError

__all__ = ["EntryRefused", "entry_add", "entry_change", "entry_move", "entry_remove"]


@transaction.atomic
def entry_add(*, ledger: str, unit: str, values: Mapping[str, Any], actor: Actor, state: str | None = None) -> int:
    """Add an entry of a unit (its code); returns the entry's id. Values are read as a cell would be. Raises EntryRefused."""
    head = head_lock()
    desk = LedgerDesk(ledger)
    unit_id = unit_get(unit).pk
    actor.require(Right.WRITE, unit_id, desk.ledger.ledger)
    read = desk.values_read(values)
    full = tuple(read.get(at) for at in range(len(desk.store.columns)))
    desk.guard((None,) * len(full), full, closing_fields(desk.ledger))
    row = desk.row_make(None, unit_id, full, state)
    old = desk.store.fetch_keys([(row.unit_id, row.entry_key)]).get((row.unit_id, row.entry_key))
    if old is not None and not old.removed:
        desk.key_free(row)
    change = Change("restore", old, replace(row, id=old.id)) if old else Change("add", None, row)
    entry_id = desk.store.write(head, [change], actor=actor.name)[0]
    holder_record(ledger=desk.ledger.ledger, entry_id=entry_id, actor=actor)
    companions_follow(desk.ledger, desk.store, [(old, replace(row, id=entry_id))], actor=actor)
    return entry_id


@transaction.atomic
def entry_change(
    *, ledger: str, entry_id: int, values: Mapping[str, Any], actor: Actor, seen: str | None = None
) -> bool:
    """Change some fields of an entry; the state follows from the dates. Returns whether anything changed.

    ``seen`` is the digest of the row as the writer saw it: a row that somebody else has changed since is refused, nothing is lost.
    """
    head = head_lock()
    desk = LedgerDesk(ledger)
    old = desk.entry_for(actor, Right.WRITE, entry_id)
    desk.unchanged_since(old, seen)
    desk.not_frozen(old)
    read = desk.values_read(values)
    full = tuple(read.get(at, value) for at, value in enumerate(old.values))
    desk.guard(old.values, full, guarded_fields(desk.ledger))
    row = desk.row_make(old, old.unit_id, full, None)
    if row == old:
        return False
    desk.key_free(row)
    desk.store.write(head, [Change("change", old, row)], actor=actor.name)
    return True


@transaction.atomic
def entry_move(
    *,
    ledger: str,
    entry_id: int,
    move: str,
    on: date | str,
    actor: Actor,
    evidence: str = "",
    reason: str = "",
    values: Mapping[str, Any] | None = None,
    seen: str | None = None,
) -> str:
    """Make an allowed move on a day; returns the new state. ``evidence`` (佐证) and ``reason`` are kept in the event; ``values`` are fields
    filled in the same deed. What the pack says the move ``needs`` must be there; a move back clears dates and may count. Companions may
    ask for more (files as evidence) and do what follows (who has it in hand). ``seen``: see ``entry_change``."""
    head = head_lock()
    desk = LedgerDesk(ledger)
    old = desk.entry_for(actor, Right.READ, entry_id)
    desk.unchanged_since(old, seen)
    made = move_find(desk, old, move)
    old = desk.entry_for(actor, Right(made.right), entry_id)
    for companion in companions():
        companion.move_check(desk, old, made, actor)
    remarks = move_remarks(desk, old, made, actor=actor, evidence=evidence, reason=reason)
    row = row_moved(desk, old, made, on=on, values=values or {})
    desk.store.write(head, [Change("move", old, row, remarks)], actor=actor.name)
    companions_follow(desk.ledger, desk.store, [(old, row)], actor=actor, move=made)
    return row.state


@transaction.atomic
def entry_remove(*, ledger: str, entry_id: int, actor: Actor, reason: str, seen: str | None = None) -> None:
    """Mark an entry removed: the row stays as a tombstone and counts nowhere. A reason is needed; ``seen``: see ``entry_change``."""
    if not reason.strip():
        raise BihuanError("entry.reason_needed", "删除条目要写明原因")
    head = head_lock()
    desk = LedgerDesk(ledger)
    old = desk.entry_for(actor, Right.WRITE, entry_id)
    desk.unchanged_since(old, seen)
    desk.not_frozen(old)
    row = replace(old, removed=True)
    desk.store.write(head, [Change("remove", old, row, (("#reason", reason.strip()),))], actor=actor.name)
    companions_follow(desk.ledger, desk.store, [(old, row)], actor=actor)
