"""提醒: what the person was told; one opens to what it is about, a digest to its page that prints on A4."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.notices.models import NoticeKind
from bihuan.apps.notices.selectors import notice_get, notices_of, unread_count
from bihuan.apps.notices.services import digest_make, notices_read, notices_unread
from bihuan.web.access import Access
from bihuan.web.acting import actor_of
from bihuan.web.kit import Tab
from bihuan.web.librarylinks import document_link
from bihuan.web.pages import page, page_of, page_render


@page("notices", Access.SIGNED_IN)
def notice_list(request: HttpRequest) -> HttpResponse:
    """All notices, or the unread ones, by kind."""
    actor = actor_of(request)
    digest_make(actor=actor)
    kind, unread = request.GET.get("kind", ""), request.GET.get("all") != "1"
    found = notices_of(actor, unread=unread, kind=kind if kind in NoticeKind.values else "")
    here = reverse("notices")
    tabs = [Tab("未读", here, here=unread, count=unread_count(actor)), Tab("全部", f"{here}?all=1", here=not unread)]
    return page_render(request, "web/notices.html", {"page": page_of(request, found), "tabs": tabs, "unread": unread})


@page("notices", Access.SIGNED_IN)
def notice_open(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a notice as read and show what it is about."""
    actor = actor_of(request)
    notice = notice_get(actor, number)
    notices_read(actor=actor, ids=[number])
    if notice.kind != NoticeKind.DIGEST:
        return HttpResponseRedirect(link_of(notice.ledger, notice.entry_id) or reverse("notices"))
    sections = [
        {**section, "items": [{**item, "link": item_link(item)} for item in section["items"]]}
        for section in notice.lines
    ]
    return page_render(request, "web/digest.html", {"notice": notice, "sections": sections, "actor": actor})


def item_link(item: dict[str, Any]) -> str:
    """What a line of a digest is about: an entry, or a document of the library."""
    if document := item.get("document"):
        return document_link(document)
    return link_of(item["ledger"], item["entry_id"])


def link_of(ledger: str, entry_id: int | None) -> str:
    """What was told of: an entry, or the list that holds several; blank where it names none."""
    if not ledger:
        return ""
    return reverse("entry", args=[ledger, entry_id]) if entry_id else reverse("ledger", args=[ledger])


@require_POST
@page("notices", Access.SIGNED_IN)
def notice_mark(request: HttpRequest) -> HttpResponse:
    """Mark those picked, or all, as read; or those picked as unread."""
    actor = actor_of(request)
    ids = [int(one) for one in request.POST.getlist("row") if one.isdigit()]
    deed = request.POST.get("deed", "")
    if deed == "unread":
        done = notices_unread(actor=actor, ids=ids)
        messages.success(request, f"{done} 条已放回未读")
    else:
        done = notices_read(actor=actor, ids=None if deed == "all" else ids)
        messages.success(request, f"{done} 条已读")
    return HttpResponseRedirect(reverse("notices"))
