"""Who is at the API's door: the session of a page, with its CSRF token, or a bearer token; either becomes the request's actor."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from bihuan.apps.people.selectors import factor_wanted, password_due, person_actor
from bihuan.apps.programs.selectors import token_actor
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError
from bihuan.web.acting import verified, visitor
from bihuan.web.api.problems import problem_login, problem_of

SAFE = ("GET", "HEAD", "OPTIONS")


class Token(HttpBearer):
    """A token that a security administrator issued."""

    openapi_description = "接口凭据，由安全管理员签发：Authorization: Bearer bihuan_…"

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The person behind the token; a token that is no good is told so, whatever session there is besides."""
        actor = token_actor(token)
        if actor is None:
            raise BihuanError(
                "login.token", "接口凭据无效：写错、已过期、已吊销，或本人已停用", hint="请安全管理员重新签发"
            )
        request.actor = actor  # type: ignore[attr-defined]
        return actor


class Session(APIKeyCookie):
    """The session of whoever is logged in at the pages."""

    param_name = "bihuan"
    openapi_description = "网页登录后的会话；改动数据的请求另须请求头 X-CSRFToken"

    def __call__(self, request: HttpRequest) -> Any:
        """The person whose session it is, once all that the pages ask is done."""
        person = visitor(request)
        if person is None:
            return None
        if factor_wanted(person) and not verified(request):
            raise BihuanError("login.factor", "还没有输入动态口令", hint="先在网页上完成登录")
        if password_due(person):
            raise BihuanError("login.password", "密码须先修改", hint="先在网页上修改密码")
        if request.method not in SAFE and check_csrf(request):
            raise BihuanError(
                "csrf.failed", "请求头 X-CSRFToken 缺失或不对", hint="用网页给的 CSRF 令牌，或改用接口凭据"
            )
        request.actor = actor = person_actor(person)  # type: ignore[attr-defined]
        return actor

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Not asked: the session is looked up by Django."""
        return None


def behind_doors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The document and its page: for those who are in. A browser that is not is sent to log in."""

    def doored(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            if Token()(request) or Session()(request):
                return view(request, **named)
        except BihuanError as error:
            return problem_of(error, request)
        if "text/html" in request.headers.get("Accept", ""):
            return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.path})}")
        return problem_login()

    return doored
