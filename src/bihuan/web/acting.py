"""Who a request acts as, and whether they may open the page at all: nothing is open that does not say so."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bihuan.apps.ledgers.selectors import tables_kept
from bihuan.apps.people.models import Person
from bihuan.apps.people.selectors import factor_wanted, password_due, person_actor, session_alive
from bihuan.apps.people.services import login_end
from bihuan.apps.units.actors import Actor
from bihuan.web.access import Access, access_of, allowed

NOBODY = Actor("未登录")


class ActorMiddleware:
    """Ends sessions that are over, puts ``request.actor`` in place, and asks what the view asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One request."""
        request.actor = NOBODY  # type: ignore[attr-defined]
        with tables_kept():
            answer = self.get_response(request)
        if access_of(getattr(request.resolver_match, "func", None)) is not Access.OPEN:
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    def process_view(
        self, request: HttpRequest, view: Any, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """What stands between the visitor and the view; None lets them in."""
        asked = access_of(view)
        if asked is Access.OPEN:
            return None
        person = visitor(request)
        if person is None:
            return login_first(request)
        if asked is Access.ENTERING:
            request.actor = Actor(str(person), person.pk, person.unit_id)  # type: ignore[attr-defined]
            return None
        if factor_wanted(person) and not verified(request):
            return elsewhere(request, reverse("factor"))
        if password_due(person):
            return elsewhere(request, reverse("password"))
        person_enters(request, person)
        return None if allowed(actor_of(request), asked) else forbidden(request)


def person_enters(request: HttpRequest, person: Person) -> None:
    """The request is the person's from now on."""
    request.actor = person_actor(person)  # type: ignore[attr-defined]
    request.unit_name = person.unit.name if person.unit else ""  # type: ignore[attr-defined]


def page_missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address: no view was asked, so whoever is in gets their menu here."""
    person = visitor(request)
    if person is not None and not password_due(person) and (verified(request) or not factor_wanted(person)):
        person_enters(request, person)
    return render(request, "404.html", status=404)


def visitor(request: HttpRequest) -> Person | None:
    """The person whose session this is, while it lasts."""
    if not request.user.is_authenticated:
        return None
    if not session_alive(request.session.session_key):
        login_end(request, deed="timeout")
        return None
    return request.user


def verified(request: HttpRequest) -> bool:
    """Whether the second factor was shown in this session."""
    return getattr(request.user, "otp_device", None) is not None


def login_first(request: HttpRequest) -> HttpResponseBase:
    """To the login page, and back here afterwards; a program is told by the status."""
    if request.path.startswith("/api/"):
        return HttpResponse("需要登录", status=401, content_type="text/plain; charset=utf-8")
    back = request.get_full_path() if request.method == "GET" and not part_asked(request) else ""
    query = f"?{urlencode({'next': back})}" if back not in ("", "/") else ""
    return elsewhere(request, reverse("login") + query)


def part_asked(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return "HX-Request" in request.headers


def elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser to another page, whole page also where htmx asked for a part."""
    if part_asked(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def forbidden(request: HttpRequest) -> HttpResponse:
    """The page that says that the right is missing."""
    told = {"what": "您没有打开这一页的权限", "hint": "请联系安全管理员；可在“为什么看不到”里查看原因", "status": 403}
    return render(request, "web/error.html", told, status=403)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
