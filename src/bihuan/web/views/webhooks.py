"""推送设置: which outside addresses are told, for the security administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.hooks.addresses import allowed_inside
from bihuan.apps.hooks.selectors import outbox_dead, webhook_list
from bihuan.apps.hooks.services import outbox_retry, webhook_add, webhook_remove, webhook_switch
from bihuan.apps.units.actors import Right
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.kit import FieldShown
from bihuan.web.pages import page, page_render

EVENTS = (("add", "登记"), ("change", "修改"), ("move", "流转"), ("remove", "作废"), ("batch", "导入一批"))


@page("webhooks", Right.SECURITY)
def webhook_page(request: HttpRequest) -> HttpResponse:
    """The addresses, what waits, and what was given up."""
    actor = actor_of(request)
    context = {
        "hooks": webhook_list(actor),
        "dead": outbox_dead(actor)[:50],
        "fields": fields_of(),
        "inside": allowed_inside(),
    }
    return page_render(request, "web/webhooks.html", context)


def fields_of() -> list[FieldShown]:
    """The form for a new address."""
    return [
        FieldShown("name", "名称", required=True, help="如：市平台"),
        FieldShown("url", "地址", "url", required=True, help="http:// 或 https:// 开头"),
        FieldShown(
            "events",
            "推送哪些事件",
            "tags",
            choices=EVENTS,
            help="一个都不选就是全部。只推送发生了什么，不推送条目的内容。",
        ),
    ]


@require_POST
@page("webhooks", Right.SECURITY)
def webhook_do(request: HttpRequest) -> HttpResponse:
    """Add, switch, remove, retry; a refusal is told and nothing is changed."""
    actor = actor_of(request)
    actor.require(Right.SECURITY)
    try:
        messages.success(request, webhook_deed(request))
    except BihuanError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("webhooks"))


def webhook_deed(request: HttpRequest) -> str:
    """The deed that the form asks for, and what to say of it."""
    actor, post = actor_of(request), request.POST
    number = int(post["id"]) if post.get("id", "").isdigit() else 0
    match post.get("deed"):
        case "add":
            known = {key for key, _ in EVENTS}
            events = [one for one in post.getlist("events") if one in known]
            made = webhook_add(name=post.get("name", ""), url=post.get("url", "").strip(), events=events, actor=actor)
            return f"已添加“{made.name}”，还没有启用。密钥只显示这一次，请抄给对方：{made.secret}"
        case "on" | "off" as way:
            hook = webhook_switch(webhook=number, active=way == "on", actor=actor)
            return f"“{hook.name}”已{'启用' if hook.active else '停用'}"
        case "remove":
            webhook_remove(webhook=number, actor=actor)
            return "已删除"
        case "retry":
            outbox_retry(message=number, actor=actor)
            return "已放回队列，下次运行时再发"
    raise BihuanError("webhook.deed", "不知道要做什么", hint="刷新页面再试")
