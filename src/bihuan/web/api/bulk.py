"""批量: one deed for many entries, looked at first with ``preview``, then all of them or none."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.edits import Edit, EditPlan, EditRow, edit_plan, row_changes
from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.ledgers.services import entries_edit
from bihuan.apps.today import today
from bihuan.web.acting import actor_of
from bihuan.web.api.asked import BulkAsked
from bihuan.web.api.deed import KEY, Done, deed_answer
from bihuan.web.api.entries import MOVERS
from bihuan.web.api.fieldtypes import shower_of, stored_value
from bihuan.web.api.operating import operation
from bihuan.web.api.packs import Name
from bihuan.web.api.shapes import BulkGiven, BulkOut, BulkRow, FieldChange

router = Router(tags=["条目"])
SHOWN = 500


@operation(router, "POST", "/ledgers/{ledger}/bulk", answers=BulkOut, right=MOVERS, headers=(KEY,))
def entries_bulk(
    request: HttpRequest,
    ledger: Name,
    given: BulkGiven,
    asked: Query[BulkAsked],
) -> Any:
    """批量修改、流转、改单位或作废：全部成功，或全部不动。
    先用 preview=true 看会怎样；把预览的 seen 带上，其间有人改过就全部不动。24 小时内可在网页上撤销。"""
    name = ledger_definition(ledger).ledger
    edit = Edit(
        deed=given.deed, values=given.values, move=given.move, on=given.on or today(), unit=given.unit,
        evidence=given.evidence, reason=given.reason,
    )  # fmt: skip
    actor = actor_of(request)
    if asked.preview:
        return plan_out(edit_plan(ledger=name, ids=given.entries, edit=edit, actor=actor))

    def do() -> Done:
        batch = entries_edit(ledger=name, ids=given.entries, edit=edit, actor=actor, seen=given.seen)
        told = {"batch": batch.pk, "changed": batch.changed, "unchanged": batch.unchanged}
        return Done(200, BulkOut(preview=False, refused=0, missing=[], seen="", rows=[], **told))

    return deed_answer(request, given.model_dump(), do)


def plan_out(plan: EditPlan) -> BulkOut:
    """What would become of the entries."""
    desk = LedgerDesk(plan.ledger)
    refused, changed = len(plan.refused), len(plan.changed)
    return BulkOut(
        preview=True, batch=None, changed=changed, unchanged=len(plan.rows) - changed - refused, refused=refused,
        missing=plan.missing, seen=plan.seen, rows=[row_out(desk, row) for row in plan.rows[:SHOWN]],
    )  # fmt: skip


def row_out(desk: LedgerDesk, row: EditRow) -> BulkRow:
    """One entry, field by field; personal ones are masked."""
    changes = []
    for name, old, new in row_changes(desk, row.old, row.new) if row.new is not None else ():
        field = desk.fields[name]
        show = shower_of(field, reveal=False)
        changes.append(FieldChange(field=name, old=show(stored_value(field, old)), new=show(stored_value(field, new))))
    return BulkRow(id=row.old.id, refused=row.refused, changes=changes)
