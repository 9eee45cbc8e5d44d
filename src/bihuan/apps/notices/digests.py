"""每日摘要: what a person should know at the start of a working day, in sections, each with its total and its most pressing entries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from bihuan.apps.ledgers.faces import faces_of
from bihuan.apps.ledgers.models import OpenEntry
from bihuan.apps.ledgers.opened import NEARNESS_LABELS, Nearness, open_mine
from bihuan.apps.marks import marks_of
from bihuan.apps.notices.models import Notice, NoticeKind
from bihuan.apps.units.actors import Actor, Right

MOST = 50  # entries that a section names; its total counts all
TOLD = ((NoticeKind.RETURNED, "退回"), (NoticeKind.MENTION, "提到您的"), (NoticeKind.ASSIGNED, "新派给您的"))
HASTE = (Nearness.OVERDUE, Nearness.TODAY, Nearness.TWO, Nearness.FIVE)


def digest_lines(actor: Actor, day: date) -> list[dict[str, Any]]:
    """The sections that are not empty, the most pressing first."""
    sections = [*sections_due(actor, day), *sections_told(actor, day)]
    return [section for section in sections if section["total"]]


def sections_due(actor: Actor, day: date) -> Iterable[dict[str, Any]]:
    """What is overdue and due in 0, 2 and 5 working days, of what the person has to answer."""
    if not actor.has(Right.HANDLE):
        return
    marks = marks_of(day)
    for nearness in HASTE:
        found = open_mine(actor).filter(marks.condition(nearness))
        entries = list(found.order_by("due", "ledger", "entry_id")[: MOST + 1])
        total = found.count() if len(entries) > MOST else len(entries)
        listed = items_of(entries[:MOST])
        yield {"title": NEARNESS_LABELS[nearness], "total": total, "items": listed, "more": total > len(listed)}


def items_of(entries: list[OpenEntry]) -> list[dict[str, Any]]:
    """Entries in words, as they stand today."""
    faces = faces_of([(entry.ledger, entry.entry_id) for entry in entries])
    return [
        {
            "ledger": entry.ledger,
            "entry_id": entry.entry_id,
            "words": faces[entry.ledger, entry.entry_id].words,
            "due": entry.due.isoformat() if entry.due else "",
        }
        for entry in entries
        if (entry.ledger, entry.entry_id) in faces
    ]


def sections_told(actor: Actor, day: date) -> Iterable[dict[str, Any]]:
    """Unread notices of the person up to that day."""
    for kind, title in TOLD:
        found = Notice.objects.filter(Q(day__lte=day), person=actor.person or 0, kind=kind, read_at="")
        last = list(found.order_by("-pk")[:MOST])
        items = [{"ledger": one.ledger, "entry_id": one.entry_id, "words": one.text, "due": ""} for one in last]
        total = found.aggregate(all=Sum("matters"))["all"] or 0
        yield {"title": title, "total": total, "items": items, "more": total > sum(one.matters for one in last)}


def digest_text(lines: list[dict[str, Any]]) -> str:
    """已逾期 3 件，今日到期 2 件."""
    return "，".join(f"{section['title']} {section['total']} 件" for section in lines)
