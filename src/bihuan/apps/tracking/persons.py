"""People as tracking sees them: who acts for a unit, and whom an ``@`` names."""

from typing import Any

from django.apps import apps

ACTING = ("handler", "dispatcher", "clerk")  # roles whose persons are told what reaches their unit


def person_model() -> Any:
    """The model of people; None in an installation without accounts."""
    return apps.get_model("people", "Person") if apps.is_installed("bihuan.apps.people") else None


def persons_of(unit_id: int, *, except_name: str = "") -> list[int]:
    """The persons of a unit who act for it."""
    people = person_model()
    if people is None:
        return []
    found = people.objects.filter(is_active=True, unit_id=unit_id, grants__role__in=ACTING).distinct()
    return [person.pk for person in found if person.login != except_name and str(person) != except_name]


def persons_named(name: str) -> list[int]:
    """The persons whose name or login it is."""
    people = person_model()
    if people is None:
        return []
    found = people.objects.filter(is_active=True)
    return list(found.filter(login=name.lower()).values_list("pk", flat=True)) or list(
        found.filter(name=name).values_list("pk", flat=True)
    )


def persons_offered(unit_id: int) -> list[tuple[int, str]]:
    """Who of a unit may be given a matter: (id, name and post)."""
    people = person_model()
    if people is None:
        return []
    found = people.objects.filter(is_active=True, unit_id=unit_id).order_by("name")
    return [(person.pk, f"{person.name} {person.post}".strip()) for person in found]


def person_name(person: int) -> str:
    """A person's name; blank when there is none."""
    people = person_model()
    found = people.objects.filter(pk=person).first() if people is not None else None
    return str(found.name) if found else ""
