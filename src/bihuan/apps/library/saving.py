"""常用检索: questions that a person asks again, and once a working day what came in that answers them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max, Min, Q, QuerySet

from bihuan.apps.calendars.selectors import calendar_for
from bihuan.apps.library.choosing import documents_chosen, documents_found
from bihuan.apps.library.collecting import name_required, person_of
from bihuan.apps.library.models import LibraryDocument, SavedSearch, State
from bihuan.apps.notices.services import notice_add
from bihuan.apps.people.models import Person
from bihuan.apps.people.scopes import person_actor
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.search.grams import LONGEST
from bihuan.search.syntax import query_read

NAMED: Final = 20  # documents that a notice names of each search
_QUERY: Final = 500


def saved_of(actor: Actor) -> QuerySet[SavedSearch]:
    """The actor's own."""
    return SavedSearch.objects.filter(person=actor.person or 0).order_by("name", "pk")


def saved_keep(*, name: str, query: str, actor: Actor, exact: bool = False, daily: bool = True) -> SavedSearch:
    """Keep a question; what is in the library already is no news."""
    person, query = person_of(actor), query.strip()
    longest = LONGEST if exact else _QUERY
    if not 1 <= len(query) <= longest:
        raise BihuanError("library.saved_query", f"要查的话是 1 到 {longest} 个字", hint="请填上或改短")
    if not exact:
        query_read(query)
    saved = SavedSearch(
        person=person, name=name_required(name or query[:60]), query=query, exact=exact, daily=daily, seen=_found_up_to()
    )  # fmt: skip
    return _stored(saved)


def saved_change(*, number: int, actor: Actor, name: str | None = None, daily: bool | None = None) -> SavedSearch:
    """Another name; told of daily or not. Told again, it begins with what comes from now on."""
    saved = saved_get(number, actor)
    if name is not None:
        saved.name = name_required(name)
    if daily is not None:
        saved.seen = _found_up_to() if daily and not saved.daily else saved.seen
        saved.daily = daily
    return _stored(saved)


def saved_remove(*, number: int, actor: Actor) -> None:
    """Drop it."""
    saved_get(number, actor).delete()


def saved_get(number: int, actor: Actor) -> SavedSearch:
    """One of the actor's own."""
    saved = saved_of(actor).filter(pk=number).first()
    if saved is None:
        raise BihuanError("library.no_saved", f"没有第 {number} 号常用检索", hint="到“我的素材”里选一个")
    return saved


def saved_run(*, day: date) -> int:
    """Tell each person, once on a working day, what came in for the searches kept; how many were told now."""
    persons = SavedSearch.objects.filter(daily=True).values_list("person", flat=True)
    active = Person.objects.filter(pk__in=persons, is_active=True).select_related("unit").order_by("pk")
    return sum(_told(person_actor(person), day) for person in active)


@transaction.atomic
def _told(actor: Actor, day: date) -> bool:
    """Asked with the person's rights. What is not in the index yet waits, and everything that came after it, for another day."""
    if not actor.has(Right.READ) or not calendar_for(actor.unit_id).working(day):
        return False
    last, sections, asked = _found_up_to(), [], []
    for saved in saved_of(actor).filter(daily=True, seen__lt=last):
        try:
            found = documents_found(saved.query, actor, exact=saved.exact)
        except BihuanError:
            continue  # no index today, or a question of an older syntax
        asked.append(saved.pk)
        sections += _section(saved, [number for number in found if saved.seen < number <= last], actor)
    if sections and not _notice(actor, day, sections):
        return False  # told today already: the rest is of tomorrow
    SavedSearch.objects.filter(pk__in=asked).update(seen=last)
    return bool(sections)


def _section(saved: SavedSearch, numbers: Sequence[int], actor: Actor) -> list[dict[str, Any]]:
    rows = list(documents_chosen(numbers, actor)) if numbers else []
    if not rows:
        return []
    items = [{"ledger": "", "entry_id": None, "words": str(row), "due": "", "document": row.pk} for row in rows[:NAMED]]
    return [{"title": f"检索“{saved.name}”新增", "total": len(rows), "items": items, "more": False}]


def _notice(actor: Actor, day: date, sections: list[dict[str, Any]]) -> bool:
    text = "素材库：" + "，".join(f"{section['title']} {section['total']} 份" for section in sections)
    told = notice_add(
        person=actor.person or 0, kind="digest", text=text, once=f"library:{day}", lines=sections,
        matters=sum(section["total"] for section in sections),
    )  # fmt: skip
    return told is not None


def _found_up_to() -> int:
    """The highest number up to which every document can be found, or never will be."""
    waiting = LibraryDocument.objects.filter(Q(state=State.STORED) | Q(state=State.READ, indexed=""), removed_at="")
    first = waiting.aggregate(first=Min("pk"))["first"]
    last: int = LibraryDocument.objects.aggregate(last=Max("pk"))["last"] or 0
    return last if first is None else int(first) - 1


def _stored(saved: SavedSearch) -> SavedSearch:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError:
        raise BihuanError("library.name_taken", f"您已有名为“{saved.name}”的常用检索", hint="换一个名称") from None
    return saved
