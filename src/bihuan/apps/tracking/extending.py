"""申请延期 and its approval: asked by who handles, decided by a dispatcher, another person; counted, and the due date computed again."""

from datetime import date

from django.db import transaction

from bihuan.apps.today import today
from bihuan.apps.tracking.clocks import entry_clocks
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.matter import Matter, words_needed
from bihuan.apps.tracking.models import Extension
from bihuan.apps.tracking.passing import ledger_of, notice_to
from bihuan.apps.tracking.terms import EntryClock
from bihuan.apps.units.actors import Actor, Right
from bihuan.packs.schema import LedgerClock

LONGEST = 365


@transaction.atomic
def extension_ask(*, ledger: str, entry_id: int, days: int, reason: str, actor: Actor, clock: str = "") -> Extension:
    """Ask for more days, as often as the pack allows, one request at a time."""
    matter = Matter(ledger, entry_id, actor, Right.HANDLE, Right.WRITE)
    said = words_needed(reason, "延期理由")
    running = matter.clock(clock)
    spec = running.spec
    mine = Extension.objects.filter(ledger=ledger_of(matter), entry_id=entry_id, clock=spec.key)
    if not 1 <= days <= LONGEST:
        raise matter.refuse("extension.days", f"延期 {days} 天不成立", f"写 1 到 {LONGEST} 天")
    if mine.filter(approved__isnull=True).exists():
        raise matter.refuse("extension.waiting", "已有一份延期申请等待批复")
    if mine.filter(approved=True).count() >= spec.extendable:
        told = f"“{spec.label}”最多延期 {spec.extendable} 次" if spec.extendable else f"“{spec.label}”不能延期"
        raise matter.refuse("extension.used_up", told, spec.source)
    asked = Extension.objects.create(**matter.own, clock=spec.key, days=days, reason=said, due_before=running.kept)
    matter.tell("extension_ask", clock=spec.label, days=str(days), reason=said)
    notice_to(matter, "extension", matter.row.unit_id, f"申请延期 {days} {unit_word(spec)}：{said}")
    return asked


@transaction.atomic
def extension_decide(
    *, extension: int, approve: bool, actor: Actor, note: str = "", on: date | None = None
) -> date | None:
    """Approve or refuse; returns the due date as it is now. Who asked does not decide; a refusal has its reason."""
    asked = Extension.objects.get(pk=extension)
    matter = Matter(asked.ledger, asked.entry_id, actor, Right.DISPATCH, Right.WRITE)
    matter.require(matter.dispatcher)
    if asked.approved is not None:
        raise matter.refuse("extension.decided", "这份延期申请已经批复")
    if asked.by == actor.name:
        raise matter.refuse("extension.another_person", "延期要由另一人批准：申请是您自己提的", "请派遣人批复")
    running = matter.clock(asked.clock)
    asked.approved, asked.decided_by, asked.decided_on, asked.note = approve, actor.name, on or today(), note.strip()
    if not approve:
        asked.note = words_needed(note, "不批准的原因")
        asked.save()
        matter.tell("extension_refuse", clock=running.spec.label, days=str(asked.days), reason=asked.note)
        answer_notice(matter, asked, "没有批准")
        return running.kept
    return extension_approve(matter, asked, running)


def extension_approve(matter: Matter, asked: Extension, running: EntryClock) -> date | None:
    """Count it and compute the due date again; one given by hand moves on by the same days."""
    spec = running.spec
    asked.due_before = running.kept
    asked.save()
    again = next(one for one in entry_clocks(matter.ledger, matter.desk.store, matter.row) if one.spec.key == spec.key)
    due = running.lengthened(asked.days) if running.given else again.day
    asked.due_after = due
    asked.save()
    fields: dict[str, object] = {} if running.paused else {spec.due: due.isoformat() if due else None}
    if spec.extensions:
        fields[spec.extensions] = (matter.row.values[matter.desk.store.index[spec.extensions]] or 0) + 1
    told = {"clock": spec.label, "days": str(asked.days), "reason": asked.reason, "note": asked.note}
    matter.rewrite("extension_approve", fields, **told)
    answer_notice(matter, asked, f"已批准，时限改为 {due}" if due else "已批准")
    return due


def answer_notice(matter: Matter, asked: Extension, words: str) -> None:
    """Tell whoever asked: the units that have it in hand."""
    leads = leads_open(ledger_of(matter), matter.row.id)
    notice_to(matter, "extension", leads[-1].unit_id if leads else matter.row.unit_id, f"延期 {asked.days} 天{words}")


def unit_word(spec: LedgerClock) -> str:
    """What the days of an extension are."""
    return "个工作日" if spec.term.count == "working" else "天"
