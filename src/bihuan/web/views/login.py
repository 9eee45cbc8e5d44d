"""登录: name and password, then the second factor where one is wanted, a new password where one is due; and out again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as factor_login

from bihuan.apps.people.factors import device_of
from bihuan.apps.people.models import Person
from bihuan.apps.people.selectors import factor_wanted, password_due, person_actor, policy_now
from bihuan.apps.people.services import (
    code_verify,
    device_confirm,
    device_offered,
    login_begin,
    login_end,
    login_try,
    password_change,
)
from bihuan.datamodel import BihuanError
from bihuan.web.access import Access, access, access_of, allowed
from bihuan.web.acting import actor_of, verified
from bihuan.web.qr import qr_svg
from bihuan.web.shell import menu_for

NEXT = "next"


@access(Access.OPEN)
@sensitive_post_parameters("password")
def login_page(request: HttpRequest) -> HttpResponseBase:
    """Name and password."""
    back = back_safe(request, request.POST.get(NEXT) or request.GET.get(NEXT) or "")
    if request.method != "POST":
        return form_render(request, "web/login.html", {"next": back})
    login, password = request.POST.get("login", "")[:200], request.POST.get("password", "")[:200]
    try:
        person = login_try(login=login, password=password, address=address_of(request))
    except BihuanError as error:
        return form_render(request, "web/login.html", {"next": back, "login": login, "error": error}, status=400)
    login_begin(request, person, address=address_of(request))
    request.session[NEXT] = back
    return HttpResponseRedirect(where_next(request, person))


def where_next(request: HttpRequest, person: Person) -> str:
    """The next gate, or the page that was asked for."""
    if factor_wanted(person) and not verified(request):
        return reverse("factor")
    if password_due(person):
        return reverse("password")
    return request.session.get(NEXT) or home_of(person)


def home_of(person: Person) -> str:
    """The first page of the site that the person may open: an administrator's is not the one of business."""
    actor = person_actor(person)
    first = next((item.url for item in menu_for(actor)), "roles")
    return "/" if allowed(actor, access_of(resolve("/").func)) else reverse(first)


def back_safe(request: HttpRequest, address: str) -> str:
    """An address of this site, else blank: nobody is sent away by a link."""
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""


def address_of(request: HttpRequest) -> str:
    """Whence the request comes."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def form_render(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page without the menu; never kept by the browser."""
    answer = render(request, template, {"policy": policy_now(), **context}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@access(Access.ENTERING)
@sensitive_post_parameters("code")
def factor_page(request: HttpRequest) -> HttpResponseBase:
    """The code of the phone; the first time the secret as a picture, then the recovery codes."""
    person = person_of(request)
    known = device_of(person) is not None
    if known and verified(request):
        return HttpResponseRedirect(where_next(request, person))
    context: dict[str, Any] = {}
    if request.method == "POST":
        code = request.POST.get("code", "")[:40]
        try:
            if known:
                factor_login(request, code_verify(person=person, code=code))
                return HttpResponseRedirect(where_next(request, person))
            device, codes = device_confirm(person=person, code=code)
            factor_login(request, device)
            return form_render(request, "web/factor_codes.html", {"codes": codes, "next": where_next(request, person)})
        except BihuanError as error:
            context["error"] = error
    if not known:
        offered = device_offered(person)
        context |= {"qr": qr_svg(offered.config_url), "secret": secret_words(offered.bin_key)}
    return form_render(request, "web/factor.html", {**context, "known": known}, 400 if "error" in context else 200)


def secret_words(key: bytes) -> str:
    """The secret for typing, where the camera does not help."""
    from base64 import b32encode

    text = b32encode(key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@access(Access.ENTERING)
@sensitive_post_parameters("old", "new", "again")
def password_page(request: HttpRequest) -> HttpResponseBase:
    """A new password: because it is due, or because the person wants one."""
    person = person_of(request)
    if factor_wanted(person) and not verified(request):
        return HttpResponseRedirect(reverse("factor"))
    context: dict[str, Any] = {"due": password_due(person), "person": person}
    if request.method != "POST":
        return form_render(request, "web/password.html", context)
    old, new, again = (request.POST.get(name, "")[:200] for name in ("old", "new", "again"))
    try:
        if new != again:
            raise BihuanError("password.twice", "两次写的新密码不一样")
        password_change(person=person, old=old, new=new, actor=actor_of(request), session=request.session.session_key)
    except BihuanError as error:
        return form_render(request, "web/password.html", {**context, "error": error}, status=400)
    session_keep(request, person)
    return HttpResponseRedirect(request.session.get(NEXT) or home_of(person))


def session_keep(request: HttpRequest, person: Person) -> None:
    """This session goes on after the password that it began with is no more."""
    from django.contrib.auth import HASH_SESSION_KEY

    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = person.get_session_auth_hash()


def person_of(request: HttpRequest) -> Person:
    """The person whose session this is; read anew, for the session's own may be stale."""
    return Person.objects.get(pk=actor_of(request).person or 0)


@access(Access.ENTERING)
def logout_page(request: HttpRequest) -> HttpResponseBase:
    """Out. By POST only, so that no picture in a page can do it."""
    if request.method == "POST":
        login_end(request)
    return HttpResponseRedirect(reverse("login"))
