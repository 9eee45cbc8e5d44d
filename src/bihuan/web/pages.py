"""What every page shares: the menu, the way a page is rendered, and errors as a page."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import resolve, reverse

from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.web.access import Asked, access, access_of, rights_of

MENU = (("overview", "闭环一览"), ("ledgers", "台账"), ("indicators", "指标"), ("drafts", "起草"))
PAGE_SIZE = 50

View = Callable[..., HttpResponseBase]


def page(section: str, right: Asked | None = None) -> Callable[[View], View]:
    """A view of one section of the menu, for those who have the right; a named error becomes a page that says what to do."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.section = section  # type: ignore[attr-defined]
            try:
                return view(request, *args, **kwargs)
            except BihuanError as error:
                told = {"what": error.what, "where": error.where, "hint": error.hint}
                return page_render(
                    request, "web/error.html", told, status=403 if error.code == "right.missing" else 404
                )

        return access(right)(wrapped) if right is not None else wrapped

    return decorate


def page_render(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The template with the menu around it."""
    shared = {"menu": menu_of(request), "section": getattr(request, "section", "")}
    return render(request, template, {**shared, **context}, status=status)


def menu_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The lines of the menu whose pages the actor may open."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return [(name, label) for name, label in MENU if any(actor.has(right) for right in rights_asked(name))]


@cache
def rights_asked(name: str) -> tuple[Right, ...]:
    """The rights that the page of that name asks."""
    return rights_of(access_of(resolve(reverse(name)).func))


def page_of(request: HttpRequest, items: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page of the list that the address asks for; a number out of range gives the nearest."""
    return Paginator(items, size).get_page(request.GET.get("page"))
