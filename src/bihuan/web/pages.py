"""What every page shares: the menu, the way a page is rendered, and errors as a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from bihuan.datamodel import BihuanError

MENU = (("overview", "闭环一览"), ("ledgers", "台账"), ("indicators", "指标"), ("drafts", "起草"))
PAGE_SIZE = 50

View = Callable[..., HttpResponseBase]


def page(section: str) -> Callable[[View], View]:
    """A view of one section of the menu; a named error becomes a page that says what to do."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.section = section  # type: ignore[attr-defined]
            try:
                return view(request, *args, **kwargs)
            except BihuanError as error:
                told = {"what": error.what, "where": error.where, "hint": error.hint}
                return page_render(request, "web/error.html", told, status=404)

        return wrapped

    return decorate


def page_render(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The template with the menu around it."""
    shared = {"menu": MENU, "section": getattr(request, "section", "")}
    return render(request, template, {**shared, **context}, status=status)


def page_of(request: HttpRequest, items: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page of the list that the address asks for; a number out of range gives the nearest."""
    return Paginator(items, size).get_page(request.GET.get("page"))
