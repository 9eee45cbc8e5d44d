"""A person's notices."""

from django.db.models import QuerySet

from bihuan.apps.notices.models import Notice
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError


def notices_of(actor: Actor, *, unread: bool = False, kind: str = "") -> QuerySet[Notice]:
    """The actor's own, newest first."""
    found = Notice.objects.filter(person=actor.person or 0)
    if unread:
        found = found.filter(read_at="")
    return (found.filter(kind=kind) if kind else found).order_by("-pk")


def unread_count(actor: Actor) -> int | None:
    """What the bell says; None for one who is no person."""
    return None if actor.person is None else Notice.objects.filter(person=actor.person, read_at="").count()


def notice_get(actor: Actor, number: int) -> Notice:
    """One of the actor's own notices; another's is as unknown as one that is not there."""
    found = notices_of(actor).filter(pk=number).first()
    if found is None:
        raise BihuanError("notice.unknown", f"没有第 {number} 号提醒", hint="到“提醒”页里选一条")
    return found
