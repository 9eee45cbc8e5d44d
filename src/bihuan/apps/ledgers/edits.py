"""Many entries changed at once: the same rules as one by one, looked at first, then all of them or none."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from django.db import transaction

from bihuan.apps.ledgers.batches import batch_write
from bihuan.apps.ledgers.cells import CellFault
from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.companions import companions
from bihuan.apps.ledgers.desk import EntryRefused, LedgerDesk, refusal
from bihuan.apps.ledgers.entries import Change, Row
from bihuan.apps.ledgers.guarded import guarded_fields
from bihuan.apps.ledgers.holders import entries_within
from bihuan.apps.ledgers.models import Batch
from bihuan.apps.ledgers.moves import move_find, move_remarks, row_moved
from bihuan.apps.ledgers.tables import ledger_model
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger, LedgerField, Move

MOST = 5_000  # entries of one bulk edit: previewed on a page, stored in a second
Deed = Literal["change", "move", "unit", "remove"]


@dataclass(frozen=True)
class Edit:
    """One deed for many entries: ``change`` these ``values``, make a ``move`` on a day, give them to a ``unit``, or ``remove`` them."""

    deed: Deed
    values: Mapping[str, Any] = field(default_factory=dict)
    move: str = ""
    on: date | str = ""
    unit: str = ""
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True)
class EditRow:
    """What becomes of one entry: ``new`` is None where the deed is ``refused`` or changes nothing."""

    old: Row
    new: Row | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class EditPlan:
    """What a bulk edit would do. ``seen`` stands for the entries as they were looked at."""

    ledger: str
    edit: Edit
    rows: list[EditRow]
    missing: list[int] = field(default_factory=list)

    @property
    def refused(self) -> list[EditRow]:
        """The entries that stand in the way: one is enough for nothing to be stored."""
        return [row for row in self.rows if row.refused]

    @property
    def changed(self) -> list[EditRow]:
        """The entries that would become something else."""
        return [row for row in self.rows if row.new is not None]

    @property
    def seen(self) -> str:
        """A digest of every entry as it was, and of those that were not there."""
        told = [(row.old.id, row.old.unit_id, row.old.state, row.old.values) for row in self.rows]
        return hashlib.sha256(repr((told, self.missing)).encode()).hexdigest()


def edit_plan(*, ledger: str, ids: Sequence[int], edit: Edit, actor: Actor) -> EditPlan:
    """What the deed would do to each entry, and why some refuse it. Nothing is stored."""
    ids = list(dict.fromkeys(ids))
    if not ids:
        raise BihuanError("edit.none", "没有选中任何条目", hint="先在列表里勾选")
    if len(ids) > MOST:
        raise BihuanError(
            "edit.too_many", f"一次最多改 {MOST:,} 条，现在是 {len(ids):,} 条", hint="请再加条件，分几次做"
        )
    desk = LedgerDesk(ledger)
    right = right_of(desk, edit)
    actor.require(right)
    change = changer(desk, edit, actor)
    readable, allowed = ids_within(desk, ids, actor, Right.READ), ids_within(desk, ids, actor, right)
    found = [row for row in desk.store.fetch_ids(ids) if not row.removed and row.id in readable]
    rows = [row_plan(row, change, allowed=row.id in allowed) for row in found]
    there = {row.id for row in found}
    return EditPlan(desk.ledger.ledger, edit, keys_apart(desk, rows), [number for number in ids if number not in there])


@transaction.atomic
def entries_edit(*, ledger: str, ids: Sequence[int], edit: Edit, actor: Actor, seen: str | None = None) -> Batch:
    """Do the deed to every entry in one transaction, or to none. ``seen`` is the plan's as it was looked at: what somebody changed
    meanwhile refuses the whole. Raises EntryRefused with a finding for each entry in the way."""
    head = head_lock()
    plan = edit_plan(ledger=ledger, ids=ids, edit=edit, actor=actor)
    desk = LedgerDesk(ledger)
    if seen is not None and plan.seen != seen:
        raise BihuanError(
            "edit.changed_meanwhile", "预览之后有条目被别人改过，整批没有保存", where=f"台账“{desk.ledger.name}”",
            hint="重新预览，看过最新内容再确认",
        )  # fmt: skip
    if plan.refused or plan.missing:
        raise plan_refused(desk, plan)
    if not plan.changed:
        raise BihuanError("edit.nothing", "这些条目已经是这样，没有什么要改", where=f"台账“{desk.ledger.name}”")
    deed = "remove" if edit.deed == "remove" else "move" if edit.deed == "move" else "change"
    changes = [Change(deed, row.old, row.new, row.remarks) for row in plan.changed if row.new is not None]
    told = {"edit": edit_words(desk, edit), "rows": str(len(changes))}
    return batch_write(
        head=head, store=desk.store, changes=changes, actor=actor, kind=Batch.EDIT, name=told["edit"], told=told,
        unchanged=len(plan.rows) - len(changes), move=move_of(desk, edit),
    )  # fmt: skip


def right_of(desk: LedgerDesk, edit: Edit) -> Right:
    """The right that the deed needs."""
    move = move_of(desk, edit)
    return Right(move.right) if move else Right.WRITE


def move_of(desk: LedgerDesk, edit: Edit) -> Move | None:
    """The move that the deed makes; None when it makes none."""
    if edit.deed != "move":
        return None
    found = next((move for move in desk.ledger.moves if move.key == edit.move), None)
    if found is None:
        raise BihuanError("entry.move_not_allowed", f"没有“{edit.move}”这个流转", where=f"台账“{desk.ledger.name}”")
    return found


def ids_within(desk: LedgerDesk, ids: Sequence[int], actor: Actor, right: Right) -> set[int]:
    """Those of the entries that the right covers."""
    entries = ledger_model(desk.ledger.ledger)._default_manager.filter(entries_within(actor, desk.ledger.ledger, right))
    found: set[int] = set()
    for start in range(0, len(ids), 500):
        found.update(entries.filter(pk__in=ids[start : start + 500]).values_list("pk", flat=True))
    return found


Changer = Callable[[Row], tuple[Row, tuple[tuple[str, str], ...]]]


def changer(desk: LedgerDesk, edit: Edit, actor: Actor) -> Changer:
    """What the deed makes of one row; what is wrong with the deed itself is raised at once."""
    match edit.deed:
        case "change":
            fields_free(desk, edit.values)
            read = desk.values_read(edit.values)
            if not read:
                raise BihuanError("edit.no_field", "没有选要改的字段", hint="至少填一个字段")
            return lambda row: (
                desk.row_make(row, row.unit_id, tuple(read.get(at, old) for at, old in enumerate(row.values)), None), ()
            )  # fmt: skip
        case "move":
            return lambda row: move_make(desk, row, edit, actor)
        case "unit":
            unit_id = unit_get(edit.unit).pk
            actor.require(Right.WRITE, unit_id, desk.ledger.ledger)
            return lambda row: (replace(row, unit_id=unit_id), ())
    if not edit.reason.strip():
        raise BihuanError("entry.reason_needed", "删除条目要写明原因")
    return lambda row: (replace(row, removed=True), (("#reason", edit.reason.strip()),))


def fields_editable(ledger: Ledger) -> list[LedgerField]:
    """The fields that a list offers to change: none that moves and clocks keep, none that a move needing more than 登记 sets."""
    guarded = {move.sets for move in ledger.moves if move.sets and (move.right != "write" or move.needs)}
    guarded |= {clock.due for clock in ledger.clocks} | guarded_fields(ledger).keys()
    return [field for field in ledger.fields if not field.kept and field.name not in guarded]


def fields_free(desk: LedgerDesk, values: Mapping[str, Any]) -> None:
    """Refuse a field that only a move or a clock may set."""
    free = {field.name for field in fields_editable(desk.ledger)}
    for name in values:
        if name in desk.fields and name not in free:
            label = desk.fields[name].label
            raise BihuanError("edit.field_kept", f"“{label}”由流转或时限记录，不能直接改", hint="用对应的流转来改")


def move_make(desk: LedgerDesk, row: Row, edit: Edit, actor: Actor) -> tuple[Row, tuple[tuple[str, str], ...]]:
    """One row after the move, by the same rules as a move of one entry."""
    move = move_find(desk, row, edit.move)
    for companion in companions():
        companion.move_check(desk, row, move, actor)
    remarks = move_remarks(desk, row, move, actor=actor, evidence=edit.evidence, reason=edit.reason)
    return row_moved(desk, row, move, on=edit.on, values=edit.values), remarks


def row_plan(row: Row, change: Changer, *, allowed: bool) -> EditRow:
    """What becomes of one row."""
    if not allowed:
        return EditRow(row, refused="这一条不在您可以办理的范围内")
    try:
        new, remarks = change(row)
    except (EntryRefused, BihuanError) as error:
        return EditRow(row, refused=error.what)
    except CellFault as fault:
        return EditRow(row, refused=str(fault))
    return EditRow(row) if new == row and not remarks else EditRow(row, new, remarks)


def keys_apart(desk: LedgerDesk, rows: list[EditRow]) -> list[EditRow]:
    """Refuse rows that would be the same entry as another, of the batch or stored."""
    moved = {row.old.id for row in rows if row.new is not None and key_of(row.new) != key_of(row.old)}
    wanted = [key_of(row.new) for row in rows if row.new is not None and row.old.id in moved]
    stored = desk.store.fetch_keys(wanted)
    taken: dict[tuple[int, str], int] = {key: other.id for key, other in stored.items()}
    checked = []
    for row in rows:
        if row.new is None or row.old.id not in moved:
            checked.append(row)
            continue
        other = taken.setdefault(key_of(row.new), row.old.id)
        same = EditRow(row.old, refused=f"会与 #{other} 成为同一条目（{row.new.entry_key}）")
        checked.append(row if other == row.old.id else same)
    return checked


def key_of(row: Row) -> tuple[int, str]:
    """What makes an entry one of its kind."""
    return row.unit_id, row.entry_key


def plan_refused(desk: LedgerDesk, plan: EditPlan) -> EntryRefused:
    """The error with a finding for each entry in the way."""
    findings = [refusal(f"#{row.old.id}", f"#{row.old.id}：{row.refused}") for row in plan.refused]
    findings += [refusal(f"#{number}", f"#{number}：没有这一条，或不在您的范围内") for number in plan.missing]
    return EntryRefused(desk.ledger, findings)


def edit_words(desk: LedgerDesk, edit: Edit) -> str:
    """The deed in words, without values: a personal one must not stand in an event."""
    match edit.deed:
        case "change":
            return "批量修改：" + "、".join(desk.fields[name].label for name in edit.values)
        case "move":
            return "批量流转：" + next(move.label for move in desk.ledger.moves if move.key == edit.move)
        case "unit":
            return "批量改单位"
    return "批量删除"


def row_changes(desk: LedgerDesk, old: Row, new: Row) -> Iterable[tuple[str, Any, Any]]:
    """Each field that differs: name, old, new as stored."""
    for name in desk.fields:
        at = desk.store.index[name]
        if old.values[at] != new.values[at]:
            yield name, old.values[at], new.values[at]
