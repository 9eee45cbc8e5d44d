"""People as tracking sees them: who acts for a unit, and whom an ``@`` names."""

from bihuan.apps.people.models import Person
from bihuan.apps.people.roles import Role
from bihuan.apps.units.models import UnitKind, UnitLink

ACTING = (Role.HANDLER, Role.DISPATCHER, Role.CLERK)  # whose persons are told what reaches their unit


def persons_of(unit_id: int, *, except_name: str = "") -> list[int]:
    """The persons of a unit and its offices who act for it, without the one who did what they are told of."""
    found = Person.objects.filter(is_active=True, unit_id__in=units_acting(unit_id), grants__role__in=ACTING).distinct()
    return [person.pk for person in found if str(person) != except_name]


def persons_named(name: str) -> list[int]:
    """The persons whose login or name it is."""
    found = Person.objects.filter(is_active=True)
    return list(found.filter(login=name.lower()).values_list("pk", flat=True)) or list(
        found.filter(name=name).values_list("pk", flat=True)
    )


def persons_offered(unit_id: int) -> list[tuple[int, str]]:
    """Who of a unit may be given a matter: (id, name and post)."""
    found = Person.objects.filter(is_active=True, unit_id__in=units_acting(unit_id)).order_by("name", "login")
    return [(person.pk, f"{person.name} {person.post}".strip()) for person in found]


def person_name(person: int) -> str:
    """A person's name; blank when there is none."""
    return Person.objects.filter(pk=person).values_list("name", flat=True).first() or ""


def units_acting(unit_id: int) -> list[int]:
    """The unit with its offices and stations: they work in its name. Towns and villages below a place do not."""
    parts = UnitLink.objects.filter(ancestor_id=unit_id, descendant__kind__in=(UnitKind.OFFICE, UnitKind.STATION))
    return [unit_id, *parts.values_list("descendant_id", flat=True)]
