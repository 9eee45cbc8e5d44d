"""One door to each deed on notices. Nobody tells a person of what the person did; nothing is told twice."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from bihuan.apps.calendars.selectors import calendar_for
from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.notices.digests import digest_lines, digest_text
from bihuan.apps.notices.models import Notice, NoticeKind
from bihuan.apps.today import today
from bihuan.apps.units.actors import Actor

__all__ = ["digest_make", "digests_run", "notice_add", "notices_add", "notices_read", "notices_unread"]


def notice_add(
    *, person: int, kind: str, text: str, ledger: str = "", entry_id: int | None = None, once: str | None = None,
    lines: Sequence[dict[str, Any]] = (), matters: int = 1,
) -> Notice | None:  # fmt: skip
    """Tell one person. ``once`` names what must not be told twice: the second time nothing is written and None returned.

    ``lines``: sections as a digest has them; ``matters``: of how many things it tells.
    """
    told = told_now(kind, text, ledger, entry_id) | {"lines": list(lines), "matters": matters}
    if once is None:
        return Notice.objects.create(person=person, **told)
    notice, made = Notice.objects.get_or_create(person=person, once=once, defaults=told)
    return notice if made else None


def notices_add(
    *, persons: Iterable[int], kind: str, text: str, ledger: str = "", entry_id: int | None = None, matters: int = 1
) -> None:
    """Tell several persons the same; ``matters``: of how many entries."""
    told = told_now(kind, text, ledger, entry_id)
    Notice.objects.bulk_create([Notice(person=one, matters=matters, **told) for one in persons], batch_size=500)


def told_now(kind: str, text: str, ledger: str, entry_id: int | None) -> dict[str, Any]:
    """What a notice of this moment says, whoever is told."""
    return {
        "kind": NoticeKind(kind), "text": text[:300], "ledger": ledger, "entry_id": entry_id, "day": today(), "at": now_text(),
    }  # fmt: skip


def notices_read(*, actor: Actor, ids: Sequence[int] | None = None) -> int:
    """The actor has read these notices, or all; only one's own count. Returns how many were unread."""
    unread = Notice.objects.filter(person=actor.person or 0, read_at="")
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=now_text())


def notices_unread(*, actor: Actor, ids: Sequence[int]) -> int:
    """Put notices back among the unread."""
    return Notice.objects.filter(person=actor.person or 0, pk__in=ids).update(read_at="")


@transaction.atomic
def digest_make(*, actor: Actor) -> Notice | None:
    """The digest of today for one person, made once on a working day of the unit; None when it is there or there is nothing to say."""
    if actor.person is None or not calendar_for(actor.unit_id).working(today()):
        return None
    if Notice.objects.filter(person=actor.person, once=f"digest:{today()}").exists():
        return None
    lines = digest_lines(actor, today())
    if not lines:
        return None
    told = {"kind": NoticeKind.DIGEST, "text": digest_text(lines), "lines": lines, "day": today(), "at": now_text()}
    notice, made = Notice.objects.get_or_create(person=actor.person, once=f"digest:{today()}", defaults=told)
    return notice if made else None


def digests_run(*, actors: Sequence[Actor]) -> int:
    """The digests of all these persons; returns how many were made now."""
    return sum(digest_make(actor=actor) is not None for actor in actors)
