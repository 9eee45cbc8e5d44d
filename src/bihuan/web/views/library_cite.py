"""引用到稿子: a passage of the reader cited beside a draft; the draft's passages as a docx, and one taken away."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from bihuan.apps.library.citing import (
    Passage,
    citation_add,
    citation_remove,
    passage_get,
    passage_of_piece,
    source_line,
)
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.quoting import citations_write
from bihuan.apps.library.rights import document_get
from bihuan.apps.units.actors import Right
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.asked import number_asked, whole_read
from bihuan.web.citing import reader_at
from bihuan.web.pages import page, page_render
from bihuan.web.reach import draft_within, drafts_citable

LAST = "cite_draft"  # of the session: the file that was last cited into


@page("library", right=Right.READ)
def library_cite(request: HttpRequest, number: int) -> HttpResponse:
    """The passage and the drafts that it can be cited into; for the reader's dialog the form alone. Sent, it is cited."""
    document = document_get(number, actor_of(request))
    if request.method == "POST":
        return cited(request, document)
    context: dict[str, Any] = {"document": document, "back": back_of(request, document), "part": part_asked(request)}
    try:
        passage = passage_asked(request, document)
        context |= {"passage": passage, "source": source_line(document, passage)}
        context |= {"drafts": drafts_citable(actor_of(request)), "last": request.session.get(LAST, "")}
    except BihuanError as error:
        context["fault"] = error
    return page_render(request, "web/library/_cite.html" if context["part"] else "web/library/cite.html", context)


def passage_asked(request: HttpRequest, document: LibraryDocument) -> Passage:
    """From ``start`` to ``end``, else the whole piece ``at``."""
    start, end = number_asked(request, "start"), number_asked(request, "end")
    if start is None or end is None:
        return passage_of_piece(document, number_asked(request, "at") or 0)
    return passage_get(document, start, end)


def cited(request: HttpRequest, document: LibraryDocument) -> HttpResponse:
    """Cite it, and back to the same place of the reader."""
    try:
        passage = passage_asked(request, document)
        done = citation_add(
            draft=request.POST.get("draft", ""), document=document.pk, start=passage.start, end=passage.end, actor=actor_of(request)
        )  # fmt: skip
        request.session[LAST] = name = Path(done.draft.path).stem
        messages.success(
            request,
            format_html('已引用到<a href="{}#quotes">“{}”</a>', reverse("draft", args=[name]), done.draft.title),
        )
    except BihuanError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(back_of(request, document))


def back_of(request: HttpRequest, document: LibraryDocument) -> str:
    """Where in the reader the passage is."""
    return reader_at(document.pk, number_asked(request, "at") or 0, request.GET)


@page("drafts", right=Right.READ)
def draft_quotes(request: HttpRequest, name: str) -> HttpResponseBase:
    """下载引用: what is cited beside a draft as a docx."""
    actor = actor_of(request)
    draft = draft_within(actor, name)
    with TemporaryDirectory() as folder:
        path = Path(folder, "引用材料.docx")
        citations_write(draft=draft.manifest.draft_id, target=path, actor=actor)
        made = io.BytesIO(path.read_bytes())
    answer = FileResponse(made, as_attachment=True, filename=f"{draft.name} 引用材料.docx")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@page("drafts", right=Right.READ)
def draft_quote_remove(request: HttpRequest, name: str) -> HttpResponse:
    """Take a passage away, and back to where they stand."""
    draft = draft_within(actor_of(request), name)
    try:
        citation_remove(number=whole_read(request.POST.get("number", "")) or 0, actor=actor_of(request))
        messages.success(request, "已移除引用，原文仍在素材库")
    except BihuanError as error:
        messages.error(request, str(error))
    return redirect(reverse("draft", args=[draft.name]) + "#quotes")
