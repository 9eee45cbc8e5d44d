"""What stands around every page: the menu a person may open, who they are, how many notices wait, and how large they read."""

from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

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
    """Context of the base template. A middleware may set ``request.roles``, ``request.unit_name`` and ``request.notices``."""
    section = getattr(request, "section", "")
    items = menu_for(getattr(request, "roles", None))
    doors = [Door(item.label, reverse(item.url), item.icon, item.url == section) for item in items]
    pairs = zip(items, doors, strict=True)
    groups = [(name, [door for _, door in found]) for name, found in groupby(pairs, key=lambda pair: pair[0].section)]
    return {
        "menu": groups,
        "thumb": doors[:THUMB],
        "section": section,
        "person": getattr(request, "user", None),
        "unit_name": getattr(request, "unit_name", ""),
        "notices": getattr(request, "notices", None),
        "display": display_of(request),
    }


def menu_for(roles: frozenset[str] | None) -> list[MenuItem]:
    """What these roles may open; None means that rights are not in force, and everything is shown."""
    return [item for item in MENU if roles is None or not item.roles or roles & set(item.roles)]
