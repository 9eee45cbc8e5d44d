"""Reading people: found by login, listed by name and unit, and as the actors that they are."""

from django.db.models import Q, QuerySet

from bihuan.apps.people.factors import factor_wanted
from bihuan.apps.people.models import Person
from bihuan.apps.people.passwords import password_due
from bihuan.apps.people.policies import policy_now
from bihuan.apps.people.scopes import person_actor, units_below
from bihuan.apps.people.sessions import session_alive, sessions_open
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError

__all__ = [
    "factor_wanted",
    "password_due",
    "people_find",
    "person_actor",
    "person_get",
    "policy_now",
    "session_alive",
    "sessions_open",
    "units_below",
]


def person_get(login: str) -> Person:
    """The person of a login name; an unknown one is a named error."""
    found = Person.objects.select_related("unit").filter(login=login.strip().lower()).first()
    if found is None:
        raise BihuanError("person.unknown", f"没有登录名为“{login}”的人员", hint="用 bihuan admin list 或人员页查看")
    return found


def people_find(*, text: str = "", unit: Unit | None = None, role: str = "") -> QuerySet[Person]:
    """People whose name, login or post holds the text, of a unit and those below it, with a role; in unit order."""
    people = Person.objects.select_related("unit").prefetch_related("grants__units")
    if text:
        people = people.filter(Q(name__contains=text) | Q(login__contains=text.lower()) | Q(post__contains=text))
    if unit is not None:
        people = people.filter(unit_id__in=units_below([unit.pk]))
    if role:
        people = people.filter(grants__role=role)
    return people.order_by("unit__path", "login")
