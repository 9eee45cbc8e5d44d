"""提醒: one's own, read and marked."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from bihuan.apps.notices.models import Notice
from bihuan.apps.notices.selectors import notices_of, unread_count
from bihuan.apps.notices.services import notices_read, notices_unread
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.api.asked import NoticesAsked
from bihuan.web.api.operating import operation
from bihuan.web.api.shapes import Count, NoticeList, NoticeOut, NoticesGiven

router = Router(tags=["提醒"])


@operation(router, "GET", "/notices", answers=NoticeList)
def notice_list(request: HttpRequest, asked: Query[NoticesAsked]) -> Any:
    """本人的提醒，从新到旧。"""
    actor = actor_of(request)
    found = notices_of(actor, unread=asked.unread)
    items = [notice_out(row) for row in found[: asked.limit]]
    return {"items": items, "total": found.count(), "unread": unread_count(actor) or 0}


@operation(router, "POST", "/notices/read", answers=Count)
def notice_mark(request: HttpRequest, given: NoticesGiven) -> Count:
    """标为已读（read 为 false 则标为未读）；只动本人的。"""
    actor = actor_of(request)
    if given.read:
        return Count(count=notices_read(actor=actor, ids=given.ids))
    if given.ids is None:
        raise BihuanError("notice.ids", "标为未读要写明是哪些", hint="写 ids")
    return Count(count=notices_unread(actor=actor, ids=given.ids))


def notice_out(row: Notice) -> NoticeOut:
    """A notice as it goes out."""
    return NoticeOut(
        id=row.pk, kind=row.kind, text=row.text, ledger=row.ledger, entry=row.entry_id, day=row.day, at=row.at,
        read=bool(row.read_at),
    )  # fmt: skip
