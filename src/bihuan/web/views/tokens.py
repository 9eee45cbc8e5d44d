"""接口凭据: tokens of outside programs, issued and revoked by the security administrator; the secret is on one page, once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from bihuan.apps.programs.selectors import token_list, token_state
from bihuan.apps.programs.services import token_issue, token_revoke
from bihuan.apps.units.actors import RIGHT_LABELS, Right
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.kit import FieldShown
from bihuan.web.pages import page, page_render

DAYS = (("30", "30 天"), ("90", "90 天"), ("180", "半年"), ("365", "一年"))


@page("tokens", right=Right.SECURITY)
def token_page(request: HttpRequest) -> HttpResponse:
    """All tokens; a form for one more, and after it the secret."""
    issued = secret = None
    if request.method == "POST":
        try:
            issued, secret = token_issue(actor=actor_of(request), **given(request))
        except BihuanError as error:
            messages.error(request, str(error))
    today = timezone.localdate()
    rows = [(token, token_state(token, today)) for token in token_list(actor=actor_of(request))]
    context = {"rows": rows, "issued": issued, "secret": secret, "fields": form_fields(request)}
    return page_render(request, "web/tokens.html", context)


def given(request: HttpRequest) -> dict[str, Any]:
    """What the form says."""
    days = request.POST.get("days", "")
    return {
        "login": request.POST.get("login", ""), "name": request.POST.get("name", ""),
        "rights": request.POST.getlist("rights"), "days": int(days) if days.isdecimal() else 0,
    }  # fmt: skip


def form_fields(request: HttpRequest) -> list[FieldShown]:
    """Whom it acts for, what it is for, how long, and what it may do."""
    said = request.POST
    rights = [(str(right), label) for right, label in RIGHT_LABELS.items()]
    return [
        FieldShown(
            "login", "替谁办事", "text", said.get("login", ""), required=True, help="登录名；凭据的权限不超出本人的"
        ),
        FieldShown("name", "用途", "text", said.get("name", ""), required=True, help="如：数据中心每晚取数"),
        FieldShown("days", "有效期", "choice", said.get("days", "90"), choices=list(DAYS)),
        FieldShown("rights", "权限", "tags", said.getlist("rights"), choices=rights, full=True),
    ]


@page("tokens", right=Right.SECURITY)
@require_POST
def token_revoke_page(request: HttpRequest, number: int) -> HttpResponseBase:
    """吊销."""
    token = token_revoke(number=number, actor=actor_of(request))
    messages.success(request, f"已吊销“{token.name}”，立即失效")
    return HttpResponseRedirect(reverse("tokens"))
