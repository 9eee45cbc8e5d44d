"""Everybody who may act, for commands that do something for each."""

from bihuan.apps.units.actors import Actor


def actors_all() -> list[Actor]:
    """The actors of all persons in service; none where there are no accounts."""
    from django.apps import apps

    if not apps.is_installed("bihuan.apps.people"):
        return []
    from importlib import import_module

    selectors = import_module("bihuan.apps.people.selectors")
    person = apps.get_model("people", "Person")
    return [selectors.person_actor(one) for one in person.objects.filter(is_active=True).order_by("pk")]
