"""大字 and 高对比: how a person reads the pages, kept in a cookie, switched by a form that needs no script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bihuan.web.access import Access, access

COOKIE = "bihuan_display"
SWITCHES = ("large", "contrast")
YEAR = 365 * 24 * 3600


def display_of(request: HttpRequest) -> tuple[str, ...]:
    """The switches that are on; they become classes of the page."""
    asked = request.COOKIES.get(COOKIE, "").split("-")
    return tuple(name for name in SWITCHES if name in asked)


@access(Access.OPEN)
@require_POST
def display_set(request: HttpRequest) -> HttpResponse:
    """Turn one switch over and go back to where the person was."""
    wanted = request.POST.get("switch", "")
    on = set(display_of(request)) ^ ({wanted} & set(SWITCHES))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if safe else reverse("home"))
    answer.set_cookie(COOKIE, "-".join(sorted(on)), max_age=YEAR, samesite="Lax", httponly=True)
    return answer
