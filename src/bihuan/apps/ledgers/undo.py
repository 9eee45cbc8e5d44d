"""Undoing a batch within a day: each entry back to what it was by an event of its own, unless somebody changed it since."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.db import transaction

from bihuan.apps.ledgers.batches import batch_write, image_row, undo_until
from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.edits import ids_within
from bihuan.apps.ledgers.entries import Change, Row
from bihuan.apps.ledgers.models import Batch, BatchImage, Event
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError


@dataclass(frozen=True)
class UndoPlan:
    """What can be undone of a batch, and which entries stay as they are, each with the reason."""

    batch: Batch
    changes: list[Change] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def batch_get(number: int, *, actor: Actor, right: Right = Right.READ) -> Batch:
    """A batch that the actor made, or any when the right has no bounds; another is as unknown as one that is not there."""
    batch = Batch.objects.filter(pk=number).first()
    if batch is None or not (batch.actor == actor.name or actor.reach(right).everything):
        raise BihuanError("batch.unknown", f"没有第 {number} 批", hint="到批次页看看有哪些")
    return batch


def batches_list(*, actor: Actor, ledger: str = "") -> list[Batch]:
    """The latest batches: the actor's own, or all of them when the right to read has no bounds."""
    found = Batch.objects.order_by("-pk")
    if not actor.reach(Right.READ).everything:
        found = found.filter(actor=actor.name)
    return list((found.filter(ledger=ledger) if ledger else found)[:200])


def undo_plan(*, batch: int, actor: Actor) -> UndoPlan:
    """Look at what undoing would do. A batch that is over a day old, or undone already, is a named error."""
    found = batch_get(batch, actor=actor, right=Right.WRITE)
    refuse_late(found)
    desk = LedgerDesk(found.ledger)
    left = dict(events_of(found))
    rows = {row.id: row for row in desk.store.fetch_ids(sorted(left))}
    within = ids_within(desk, sorted(left), actor, Right.WRITE)
    images = dict(BatchImage.objects.filter(batch=found).values_list("entry_id", "image"))
    plan = UndoPlan(found)
    for number, digest in left.items():
        row = rows.get(number)
        if why := kept_why(desk, row, digest, within=number in within):
            plan.refused.append((number, why))
        elif row is not None:
            before = image_row(desk.store, number, images[number]) if number in images else replace(row, removed=True)
            plan.changes.append(Change("undo", row, before, (("#undoes", str(found.pk)),)))
    return keys_checked(desk, plan)


def events_of(batch: Batch) -> list[tuple[int, str]]:
    """Each entry of the batch with its digest as the batch left it."""
    events = Event.objects.filter(
        seq__gte=batch.first_seq, seq__lte=batch.last_seq, batch=batch.pk, entry_id__isnull=False
    )
    found = events.order_by("seq").values_list("entry_id", "row_digest")
    return [(number, digest) for number, digest in found if number is not None]


def kept_why(desk: LedgerDesk, row: Row | None, digest: str, *, within: bool) -> str:
    """Why an entry stays as it is; empty when it can be undone."""
    if row is None or not within:
        return "不在您可以登记的范围内"
    spelled = desk.store.plan.spell(row.values)
    now = desk.store.plan.digest(row.id, row.unit_id, row.entry_key, row.state, row.removed, spelled)
    return "" if now == digest else "这一批之后又被改过"


def keys_checked(desk: LedgerDesk, plan: UndoPlan) -> UndoPlan:
    """An entry whose old key another has taken since stays as it is."""
    back = {change.new.id for change in plan.changes}
    wanted = [(change.new.unit_id, change.new.entry_key) for change in plan.changes]
    taken = {key: row.id for key, row in desk.store.fetch_keys(wanted).items() if row.id not in back}
    clear, refused = [], list(plan.refused)
    for change in plan.changes:
        other = taken.get((change.new.unit_id, change.new.entry_key))
        if other is None:
            clear.append(change)
        else:
            refused.append((change.new.id, f"原来的编号已被 #{other} 用了"))
    return replace(plan, changes=clear, refused=refused)


def refuse_late(batch: Batch) -> None:
    """Only a batch of the last day that is not undone yet."""
    if batch.undone_by is not None:
        raise BihuanError("batch.undone", f"第 {batch.pk} 批已经撤销过", hint=f"见第 {batch.undone_by} 批")
    if batch.kind == Batch.UNDO:
        raise BihuanError("batch.is_undo", "撤销本身不能再撤销", hint="需要时重新导入或修改")
    if datetime.now(UTC) > undo_until(batch) or not batch.last_seq:
        raise BihuanError("batch.too_late", f"第 {batch.pk} 批已过 24 小时，不能整批撤销", hint="请逐条改正")


@transaction.atomic
def batch_undo(*, batch: int, actor: Actor) -> UndoPlan:
    """Undo what can be undone, in one transaction; the plan tells which entries stayed and why."""
    head = head_lock()
    plan = undo_plan(batch=batch, actor=actor)
    if not plan.changes:
        raise BihuanError(
            "batch.nothing_to_undo", f"第 {batch} 批没有可以撤销的条目", hint="它们之后都被改过，请逐条改正"
        )
    desk = LedgerDesk(plan.batch.ledger)
    told = {"undoes": str(batch), "rows": str(len(plan.changes)), "kept": str(len(plan.refused))}
    name = f"撤销第 {batch} 批：{plan.batch.name}"
    done = batch_write(
        head=head,
        store=desk.store,
        changes=plan.changes,
        actor=actor,
        kind=Batch.UNDO,
        name=name,
        told=told,
        undoes=batch,
    )
    Batch.objects.filter(pk=batch).update(undone_by=done.pk)
    return plan
