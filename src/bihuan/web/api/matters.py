"""条目的旁证: its events, who has it in hand, its clocks with their explanation, words said about it, files that prove it."""

from typing import Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from ninja import File, Form, Router, UploadedFile
from pydantic import Field

from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.listing import entry_events, entry_readable
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.today import today
from bihuan.apps.tracking.clocks import entry_clocks
from bihuan.apps.tracking.commenting import comment_unknown
from bihuan.apps.tracking.evidence import MAY_ADD
from bihuan.apps.tracking.kinds import LARGEST
from bihuan.apps.tracking.models import Comment, Evidence
from bihuan.apps.tracking.selectors import evidence_get
from bihuan.apps.tracking.services import comment_add, comment_erase, evidence_add
from bihuan.apps.tracking.terms import EntryClock
from bihuan.apps.units.actors import Right
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.api.asked import EvidenceNote
from bihuan.web.api.deed import KEY, Done, deed_answer
from bihuan.web.api.operating import operation
from bihuan.web.api.packs import Name
from bihuan.web.api.shapes import (
    LARGEST as LAST,
)
from bihuan.web.api.shapes import (
    ClockList,
    ClockOut,
    CommentGiven,
    CommentList,
    CommentMade,
    CommentOut,
    EntryId,
    ErasureGiven,
    EventChange,
    EventList,
    EventOut,
    EvidenceList,
    EvidenceOut,
    HolderList,
    HolderOut,
    StepOut,
)

router = Router(tags=["条目"])
ENTRY = "/ledgers/{ledger}/entries/{entry_id}"
FileId = Annotated[int, Field(ge=1, le=LAST)]


@operation(router, "GET", ENTRY + "/events", answers=EventList, right=Right.READ)
def entry_history(request: HttpRequest, ledger: Name, entry_id: EntryId) -> EventList:
    """一条条目的事件：谁在什么时候改了什么。"""
    items = [
        EventOut(
            seq=event.seq, at=event.at.isoformat() if event.at else "", actor=event.actor, deed=event.deed, digest=event.digest,
            changes=[EventChange(label=label, old=old, new=new) for label, old, new in event.changes],
        )
        for event in entry_events(ledger_definition(ledger), entry_id, actor=actor_of(request))
    ]  # fmt: skip
    return EventList(items=items, total=len(items))


@operation(router, "GET", ENTRY + "/holders", answers=HolderList, right=Right.READ)
def entry_holders(request: HttpRequest, ledger: Name, entry_id: EntryId) -> HolderList:
    """谁登记的，在哪个单位、谁的手里。"""
    definition = ledger_definition(ledger)
    entry_readable(definition, entry_id, actor_of(request))
    rows = list(Holder.objects.filter(ledger=definition.ledger, entry_id=entry_id).order_by("pk"))
    codes = dict(Unit.objects.filter(pk__in=[row.unit_id for row in rows if row.unit_id]).values_list("pk", "code"))
    items = [
        HolderOut(part=row.part, unit=codes.get(row.unit_id or 0), person=row.person, since=row.since, until=row.until)
        for row in rows
    ]
    return HolderList(items=items, total=len(items))


@operation(router, "GET", ENTRY + "/clocks", answers=ClockList, right=Right.READ)
def entry_terms(request: HttpRequest, ledger: Name, entry_id: EntryId) -> ClockList:
    """各个时限，连同怎样算出来的：从哪天起算、哪些天不算、为什么。"""
    desk = LedgerDesk(ledger_definition(ledger).ledger)
    row = desk.entry_for(actor_of(request), Right.READ, entry_id)
    items = [clock_out(clock) for clock in entry_clocks(desk.ledger, desk.store, row)]
    return ClockList(items=items, total=len(items))


def clock_out(clock: EntryClock) -> ClockOut:
    """One clock as it stands today."""
    left = clock.left(today()) if clock.stopped is None else None
    return ClockOut(
        key=clock.spec.key, label=clock.spec.label, starts_on=clock.clock.start if clock.clock else None, due_on=clock.kept,
        stopped_on=clock.stopped, paused=clock.paused, given=clock.given, provisional=clock.provisional,
        left=left.words if left else "", left_days=left.days if left else None, source=clock.spec.source,
        steps=[StepOut(kind=step.kind, day=step.day, words=step.words) for step in clock.steps],
    )  # fmt: skip


@operation(router, "GET", ENTRY + "/comments", answers=CommentList, right=Right.READ)
def comment_list(request: HttpRequest, ledger: Name, entry_id: EntryId) -> CommentList:
    """留言。"""
    items = [comment_out(row) for row in kept_of(Comment, request, ledger, entry_id)]
    return CommentList(items=items, total=len(items))


@operation(router, "POST", ENTRY + "/comments", answers=CommentMade, right=Right.READ, status=201, headers=(KEY,))
def comment_create(request: HttpRequest, ledger: Name, entry_id: EntryId, given: CommentGiven) -> HttpResponse:
    """留言；@单位、@人 会收到提醒。"""
    name = ledger_definition(ledger).ledger

    def do() -> Done:
        made = comment_add(ledger=name, entry_id=entry_id, text=given.text, actor=actor_of(request))
        return Done(201, CommentMade(id=made.pk, by=made.by, at=made.at))

    return deed_answer(request, given.model_dump(), do)


@operation(
    router, "POST", ENTRY + "/comments/{comment_id}/erasure", answers=None, right=Right.READ, status=204, headers=(KEY,)
)
def comment_erasure(
    request: HttpRequest, ledger: Name, entry_id: EntryId, comment_id: EntryId, given: ErasureGiven
) -> HttpResponse:
    """清除一条留言的原话，写明原因；谁清除的、为什么，经过里留着。
    本人说的可以清除；别人说的要有派遣的权限（不派遣的台账是登记的权限）。"""

    def do() -> Done:
        if comment_id not in {row.pk for row in kept_of(Comment, request, ledger, entry_id)}:
            raise comment_unknown(comment_id)
        comment_erase(comment=comment_id, reason=given.reason, actor=actor_of(request))
        return Done(204, None)

    return deed_answer(request, given.model_dump(), do)


def comment_out(row: Comment) -> CommentOut:
    """A comment as it goes out."""
    return CommentOut(id=row.pk, by=row.by, at=row.at, text=row.text)


@operation(router, "GET", ENTRY + "/evidence", answers=EvidenceList, right=Right.READ)
def evidence_list(request: HttpRequest, ledger: Name, entry_id: EntryId) -> EvidenceList:
    """佐证。"""
    items = [evidence_out(row) for row in kept_of(Evidence, request, ledger, entry_id) if not row.removed_at]
    return EvidenceList(items=items, total=len(items))


@operation(router, "POST", ENTRY + "/evidence", answers=EvidenceOut, right=MAY_ADD, status=201)
def evidence_create(
    request: HttpRequest,
    ledger: Name,
    entry_id: EntryId,
    given: Form[EvidenceNote],
    file: Annotated[UploadedFile, File(description="照片、PDF、OFD、Word、Excel，不超过 50 MB")],
) -> HttpResponse:
    """上传佐证。是什么由内容认出；同一个文件再传，给出已有的那一件。照片里的拍摄地点不读取。"""
    name = ledger_definition(ledger).ledger
    if file.size is None or file.size > LARGEST:
        raise BihuanError("body.large", f"文件超过 {LARGEST // 1024 // 1024} MB", where=str(file.name))
    made = evidence_add(
        ledger=name, entry_id=entry_id, name=str(file.name), data=file.read(), note=given.note, actor=actor_of(request)
    )
    return HttpResponse(
        evidence_out(made).model_dump_json(), status=201, content_type="application/json; charset=utf-8"
    )


@operation(
    router, "GET", ENTRY + "/evidence/{file_id}", answers=None, right=Right.READ, media="application/octet-stream"
)
def evidence_read(request: HttpRequest, ledger: Name, entry_id: EntryId, file_id: FileId) -> HttpResponseBase:
    """下载佐证原件。"""
    kept = evidence_get(number=file_id, actor=actor_of(request))
    if (kept.ledger, kept.entry_id) != (ledger_definition(ledger).ledger, entry_id):
        raise BihuanError("evidence.unknown", f"没有第 {file_id} 号佐证")
    path = original_path(kept.sha256)
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=kept.name)
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def kept_of(model: Any, request: HttpRequest, ledger: str, entry_id: int) -> list[Any]:
    """What is kept beside an entry that the actor may read, oldest first."""
    definition = ledger_definition(ledger)
    entry_readable(definition, entry_id, actor_of(request))
    return list(model.objects.filter(ledger=definition.ledger, entry_id=entry_id).order_by("pk"))


def evidence_out(row: Evidence) -> EvidenceOut:
    """A file as it goes out."""
    return EvidenceOut(
        id=row.pk, name=row.name, kind=row.kind, size=row.size, sha256=row.sha256, note=row.note, by=row.by, at=row.at
    )
