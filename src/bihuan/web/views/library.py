"""素材库: found as it is typed, read with its numbers marked beside its original, its card kept right, and files taken in."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.library.arriving import KINDS, Shelf
from bihuan.apps.library.citing import source_said
from bihuan.apps.library.holdings import index_waiting, library_holdings
from bihuan.apps.library.kin import document_family, document_versions
from bihuan.apps.library.models import Access, State
from bihuan.apps.library.noting import reading_record
from bihuan.apps.library.previews import preview_path, previewable
from bihuan.apps.library.rights import failed_of, may_edit
from bihuan.apps.library.selectors import document_get, readable
from bihuan.apps.library.services import (
    Intake,
    document_edit,
    document_remove,
    library_retry,
    library_upload,
)
from bihuan.apps.library.watched import watched
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.asked import number_asked
from bihuan.web.citing import cite_at
from bihuan.web.libraryforms import access_field, card_fields, card_values, sent_values, unit_field
from bihuan.web.librarynames import Offered, names_offered
from bihuan.web.libraryreader import Passage, reader_shown, sought_of
from bihuan.web.librarysearch import (
    AskedLibrary,
    asked_library,
    chips_of,
    facets_shown,
    hits_shown,
    library_found,
    orders_of,
    page_shown,
)
from bihuan.web.pages import page, page_render
from bihuan.web.working import Outcome, work_do, work_room, work_shown

FILES_MOST = 100
NAMES_MOST = 6
FAILED_MOST = 200
FILE_LIMIT = 64 * 1024 * 1024
SENDING_LIMIT = 256 * 1024 * 1024


@page("library", right=Right.READ)
def library(request: HttpRequest) -> HttpResponse:
    """The search page; of htmx's question what is found alone."""
    asked, actor = asked_library(request.GET), actor_of(request)
    context: dict[str, Any] = {"asked": asked, "waiting": index_waiting()}
    if asked.q.strip():
        context |= found_shown(asked, actor)
        context["waiting"] = context["waiting"] or index_waiting()  # it may have been lost meanwhile
    else:
        context["holdings"] = library_holdings(actor)
    part = part_asked(request) and "HX-History-Restore-Request" not in request.headers
    return page_render(request, "web/library/_found.html" if part else "web/library/search.html", context)


def found_shown(asked: AskedLibrary, actor: Actor) -> dict[str, Any]:
    """What is found, or calmly why nothing can be."""
    try:
        shown = library_found(asked, actor)
    except BihuanError as error:
        return {"fault": error}
    where = page_shown(asked, shown.total)
    return {
        "shown": shown, "hits": hits_shown(asked, shown.hits), "page": where, "facets": facets_shown(asked, shown.facets),
        "chips": chips_of(asked), "orders": [] if shown.promises else orders_of(asked, facts=shown.facts),
        "names": names_told(asked, actor), "counted": "项承诺" if shown.promises else "处数字" if shown.facts else "段",
    }  # fmt: skip


def names_told(asked: AskedLibrary, actor: Actor) -> list[tuple[Offered, str]]:
    """Names that begin like a single word that is being typed, and their addresses; none beside conditions."""
    if asked.exact or asked.page > 1 or not asked.q.isalnum():
        return []
    names = names_offered(asked.q, actor)[:NAMES_MOST]
    return [(one, AskedLibrary(one.query).link) for one in names]


@page("library", right=Right.READ)
def library_document(request: HttpRequest, number: int) -> HttpResponse:
    """The reader: outline, text with its marks, card, kin; ``?q=`` is highlighted, ``?beside=1`` has the original beside it."""
    actor, given = actor_of(request), request.GET
    document = document_get(number, actor)
    sought = sought_of(given.get("q", ""), exact=given.get("exact") == "1", raw=given.get("raw") == "1")
    context = {
        "document": document, "q": given.get("q", ""), "source": source_said(document), "may_edit": may_edit(document, actor),
        "reader": reader_shown(document, sought, number_asked(request, "at") or 0, passage_asked(request)),
        "family": document_family(document, actor), "versions": document_versions(document, actor),
        "cite": cite_at(number, given),
        "previewable": previewable(document), "beside": given.get("beside") == "1" and previewable(document),
        "failed": document.state == State.FAILED,
    }  # fmt: skip
    reading_record(document=document, actor=actor)
    return page_render(request, "web/library/document.html", context)


def passage_asked(request: HttpRequest) -> Passage | None:
    """The passage that the address opens at."""
    start, end = number_asked(request, "from"), number_asked(request, "to") or 0
    return None if start is None else Passage(start, max(end, start + 1) if end else 0)


@page("library", right=Right.READ)
def library_original(request: HttpRequest, number: int) -> HttpResponseBase:
    """The original as it came, to be saved; with ``show=1`` as a PDF to be looked at in its frame, where it can be one."""
    document = document_get(number, actor_of(request))
    path: Path = settings.BIHUAN.dir / "originals" / document.sha256
    if not path.is_file():
        raise BihuanError("evidence.gone", "原件不在数据文件夹里", where=document.name, hint="请从备份恢复 originals")
    asked = request.GET.get("show") == "1" and previewable(document)
    file = (preview_path(document) if asked else path).open("rb")
    shown = asked and file.read(5) == b"%PDF-"
    file.seek(0)
    kind = "application/pdf" if shown else "application/octet-stream"
    answer = FileResponse(file, as_attachment=not shown, filename=document.name, content_type=kind)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = (
        "script-src 'none'; frame-ancestors 'self'" if shown else "default-src 'none'; sandbox"
    )
    return answer


@page("library", right=Right.READ)
def library_edit(request: HttpRequest, number: int) -> HttpResponse:
    """The card, by who may; a fault stands at its column."""
    actor = actor_of(request)
    document = document_get(number, actor)
    if not may_edit(document, actor):
        raise BihuanError("right.missing", "这份文件不是您添加的，不能改", hint="请找添加人，或有登记权限的本单位同事")
    values, told = card_values(document), {"wrong": "", "error": ""}
    if request.method == "POST":
        sent = sent_values(request)
        try:
            if document_edit(number=number, changes=sent, actor=actor):
                messages.success(request, "已改好，查找时按新的卡片")
            else:
                messages.info(request, "没有改动")
            return redirect("library_document", number)
        except BihuanError as error:
            values, told = (
                values | sent,
                {"wrong": error.where or "谁能看", "error": f"{error.what}；{error.hint}".strip("；")},
            )
    context = {"document": document, "fields": card_fields(values, actor, **told)}
    return page_render(request, "web/library/edit.html", context)


@require_POST
@page("library", right=Right.READ)
def library_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a document out, for a reason."""
    actor = actor_of(request)
    document = document_get(number, actor)
    try:
        document_remove(number=number, actor=actor, reason=request.POST.get("reason", ""))
    except BihuanError as error:
        messages.error(request, str(error))
        return redirect("library_edit" if may_edit(document, actor) else "library_document", number)
    messages.success(request, f"已移出“{document}”，原件仍然保存")
    return redirect("library")


@page("library", right=Right.READ)
def library_add(request: HttpRequest) -> HttpResponseBase:
    """Files sent, and read with a bar; or those tried again that could not be read."""
    actor = actor_of(request)
    if request.method == "POST" and request.POST.get("stage") == "retry":
        return retried(request, actor)
    if request.method == "POST":
        try:
            return uploaded(request, actor)
        except BihuanError as error:
            return add_page(request, actor, error)
    return add_page(request, actor)


def add_page(request: HttpRequest, actor: Actor, error: BihuanError | None = None) -> HttpResponse:
    """The form, and what of the actor's could not be read."""
    usual = Access.COUNTY if actor.has(Right.WRITE) else Access.PRIVATE
    given = request.POST
    fields = [access_field(actor, given.get("access", usual)), unit_field(actor, given.get("unit", ""))]
    context = {
        "fields": fields, "fault": error, "failed": list(failed_of(actor)[:FAILED_MOST]), "watched": watched(),
        "kinds": ",".join(sorted(KINDS)), "files_most": FILES_MOST,
        "file_limit": FILE_LIMIT // 1024**2, "sending_limit": SENDING_LIMIT // 1024**2,
    }  # fmt: skip
    return page_render(request, "web/library/add.html", context, status=422 if error else 200)


def uploaded(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Read what was sent, at once or behind a bar."""
    work_room()
    shelf = shelf_sent(request)
    sent = Sent(request)

    def deed(tell: Tell) -> Intake:
        with sent as files:
            return library_upload(files=files, actor=actor, shelf=shelf, tell=tell)

    return work_do(request, label=f"入库 {sent.count} 个文件", deed=deed, answer=intake_page, at=work_at)


def retried(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Read again what could not be read."""
    asked = set(request.POST.getlist("number"))
    numbers = [one.pk for one in failed_of(actor) if str(one.pk) in asked or not asked]

    def deed(tell: Tell) -> Intake:
        intake = library_retry(numbers=numbers, actor=actor, tell=tell)
        intake.added = numbers
        return intake

    return work_do(request, label="再读一次", deed=deed, answer=intake_page, at=work_at)


def work_at(key: str) -> str:
    """Where the bar is."""
    return reverse("library_work", args=[key])


def shelf_sent(request: HttpRequest) -> Shelf:
    """Who may read what is sent."""
    access, unit = request.POST.get("access", Access.PRIVATE), request.POST.get("unit", "").strip()
    if access not in Access.values:
        raise BihuanError("library.access", f"没有“{access}”这种范围", hint="请从列出的范围中选")
    if access == Access.UNIT and not unit:
        raise BihuanError("library.unit", "“本单位”的文件要写明是哪个单位的", hint="请选所属单位")
    return Shelf(Access(access), unit_get(unit).pk if unit else None)


class Sent:
    """The files that were sent, on disk until they are taken in; the request may be over by then."""

    def __init__(self, request: HttpRequest) -> None:
        files = [one for one in request.FILES.getlist("file") if isinstance(one, UploadedFile) and one.size is not None]
        if not files:
            raise BihuanError("upload.none", "没有选择文件", hint="选一个或几个文件再上传")
        for file in files:
            if (file.size or 0) > FILE_LIMIT:
                raise BihuanError("upload.too_big", f"“{file.name}”超过 {FILE_LIMIT // 1024**2} MB", hint="请拆开再传")
        if sum(file.size or 0 for file in files) > SENDING_LIMIT:
            raise BihuanError("upload.too_big", f"一次最多 {SENDING_LIMIT // 1024**2} MB", hint="请分几次上传")
        self.count = len(files)
        self._folder = TemporaryDirectory()
        self._names = [file.name or "文件" for file in files]
        for number, file in enumerate(files):
            with Path(self._folder.name, str(number)).open("wb") as target:
                for chunk in file.chunks():
                    target.write(chunk)

    def __enter__(self) -> Iterator[tuple[str, bytes]]:
        return ((name, Path(self._folder.name, str(number)).read_bytes()) for number, name in enumerate(self._names))

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def intake_page(request: HttpRequest, outcome: Outcome[Intake]) -> HttpResponseBase:
    """What came of it: added, there already, not to be read and why."""
    actor = actor_of(request)
    try:
        intake = outcome()
    except BihuanError as error:
        return add_page(request, actor, error)
    rows = list(readable(actor).filter(pk__in=intake.added).order_by("pk"))
    context = {
        "intake": intake, "added": [row for row in rows if row.state == State.READ],
        "failed": [row for row in rows if row.state == State.FAILED],
    }  # fmt: skip
    return page_render(request, "web/library/added.html", context)


@page("library", right=Right.READ)
def library_work(request: HttpRequest, key: str) -> HttpResponseBase:
    """How far the taking in is, for the session that began it; then what came of it."""
    try:
        return work_shown(request, key, "web/library/work.html", {})
    except BihuanError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("library_add"))
