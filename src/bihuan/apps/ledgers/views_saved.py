"""Saved views: a list's address under a name, kept for oneself, one's unit or all. Following one asks the follower's own rights."""

from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.lists.query import query_read
from bihuan.apps.ledgers.models import SavedView
from bihuan.apps.ledgers.tables import ledger_definition
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError

SHARED = {SavedView.SELF: "只自己", SavedView.UNIT: "本单位", SavedView.ALL: "所有人"}
LONGEST = 60


def view_save(*, ledger: str, name: str, query: str, shared: str, actor: Actor) -> SavedView:
    """Keep a list under a name; one's own view of the same name is replaced. The query is read and spelled anew."""
    actor.require(Right.READ)
    definition = ledger_definition(ledger)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise BihuanError("view.name", f"视图名称要有 1 到 {LONGEST} 个字", hint="如：本月逾期")
    if shared not in SHARED:
        raise BihuanError("view.shared", f"没有“{shared}”这种共享范围", hint="、".join(SHARED.values()))
    told = {
        "query": query_read(definition, parse_qsl(query)).text,
        "shared": shared,
        "unit_id": actor.unit_id,
        "at": now_text(),
    }
    view, _ = SavedView.objects.update_or_create(
        ledger=definition.ledger, name=name, person=actor.person, owner=actor.name, defaults=told
    )
    return view


def views_offered(*, ledger: str, actor: Actor) -> QuerySet[SavedView]:
    """One's own views, those of one's unit, and those for all, by name."""
    return SavedView.objects.filter(offered(actor), ledger=ledger).order_by("name", "pk")


def offered(actor: Actor) -> Q:
    """Which views the actor is offered."""
    mine = Q(person=actor.person) if actor.person is not None else Q(person__isnull=True, owner=actor.name)
    unit = Q(shared=SavedView.UNIT, unit_id=actor.unit_id) if actor.unit_id is not None else Q(pk__isnull=True)
    return mine | unit | Q(shared=SavedView.ALL)


def view_remove(*, view: int, actor: Actor) -> None:
    """Drop one's own view."""
    found = SavedView.objects.filter(offered(actor), pk=view).first()
    if found is None or found.person != actor.person or (actor.person is None and found.owner != actor.name):
        raise BihuanError("view.unknown", "没有这个视图，或不是您存的", hint="只能删自己存的视图")
    found.delete()
