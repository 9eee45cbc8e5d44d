"""What every page shares: the menu as data, the way a page is rendered, and errors as a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from bihuan.datamodel import BihuanError
from bihuan.web.access import Asked, access


class MenuItem(NamedTuple):
    """One line of the left menu. ``url`` is a url's name and the ``page(…)`` section that lights it up. It is shown to whoever may open
    that page; ``roles`` narrow it further."""

    section: str
    label: str
    url: str
    icon: str
    roles: tuple[str, ...] = ()


MENU = (
    MenuItem("总览", "首页", "home", "home"),
    MenuItem("总览", "闭环一览", "overview", "loop"),
    MenuItem("日常", "调度台", "board", "board"),
    MenuItem("日常", "台账", "ledgers", "table"),
    MenuItem("日常", "指标", "indicators", "chart"),
    MenuItem("日常", "办理率", "rates", "chart"),
    MenuItem("日常", "手机办件", "phone", "camera", ("handler",)),
    MenuItem("成文", "素材库", "library", "book"),
    MenuItem("成文", "起草", "drafts", "pen"),
    MenuItem("管理", "人员", "people", "user"),
    MenuItem("管理", "部门的行业包", "bureaus", "box"),
    MenuItem("管理", "在线人员", "online", "eye"),
    MenuItem("管理", "安全设置", "security", "shield"),
    MenuItem("管理", "为什么看不到", "why", "search"),
    MenuItem("管理", "日志", "log", "table"),
    MenuItem("管理", "角色与范围", "roles", "info"),
    MenuItem("管理", "工作日历", "calendars", "calendar"),
    MenuItem("管理", "接口凭据", "tokens", "shield"),
    MenuItem("管理", "推送设置", "webhooks", "link"),
)
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
                status = 403 if error.code == "right.missing" else 404
                return page_render(request, "web/error.html", told, status=status)

        return access(right)(wrapped) if right is not None else wrapped

    return decorate


def page_render(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The template; ``shell`` puts the menu around it."""
    return render(request, template, context, status=status)


def page_of(request: HttpRequest, items: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page of the list that the address asks for; a number out of range gives the nearest."""
    return Paginator(items, size).get_page(request.GET.get("page"))
