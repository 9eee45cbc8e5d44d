"""What stands around every page: the menu a person may open, who they are, how many notices wait, and how large they read."""

from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import resolve, reverse

from bihuan.apps.notices.selectors import unread_count
from bihuan.apps.units.actors import Actor
from bihuan.web.access import Asked, access_of, allowed
from bihuan.web.pages import MENU, MenuItem
from bihuan.web.views.display import display_of

THUMB = 4  # places in the bottom bar of a phone, beside the menu


class Door(NamedTuple):
    """A line of the menu with its address."""

    label: str
    link: str
    icon: str
    here: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template. A middleware sets ``request.actor`` and ``request.unit_name``."""
    section = getattr(request, "section", "")
    items = menu_for(getattr(request, "actor", None))
    doors = [Door(item.label, reverse(item.url), item.icon, item.url == section) for item in items]
    pairs = zip(items, doors, strict=True)
    groups = [(name, [door for _, door in found]) for name, found in groupby(pairs, key=lambda pair: pair[0].section)]
    person = getattr(request, "user", None)
    return {
        "menu": groups,
        "thumb": doors[:THUMB],
        "section": section,
        "person": person,
        "person_name": getattr(person, "name", "") or str(person or ""),
        "unit_name": getattr(request, "unit_name", ""),
        "notices": unread_count(request.actor) if hasattr(request, "actor") else None,
        "display": display_of(request),
    }


def menu_for(actor: Actor | None) -> list[MenuItem]:
    """The lines whose pages the actor may open."""
    if actor is None:
        return []
    named = [item for item in MENU if not item.roles or actor.roles & set(item.roles)]
    return [item for item in named if allowed(actor, asked_by(item.url))]


@cache
def asked_by(url: str) -> Asked | None:
    """What the page of that name asks."""
    return access_of(resolve(reverse(url)).func)
