"""手机页: what is mine today, a photo, an answer. Small pages that work without a script and over a bad line."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.today import today
from bihuan.apps.tracking.kinds import ACCEPT
from bihuan.apps.tracking.selectors import MatterShown, matter_shown
from bihuan.apps.tracking.worklist import work_today
from bihuan.apps.units.actors import Right
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import FieldType
from bihuan.web.acting import actor_of
from bihuan.web.matterdeeds import matter_deed
from bihuan.web.matterparts import Maker, photos_and_files
from bihuan.web.pages import page, page_render

DEEDS = ("move", "evidence", "extension_ask", "support_answer", "press_answer", "return_up", "comment")
SUGGESTED = "已到现场处置，情况见佐证。"


@page("phone", right=Right.HANDLE)
def phone_list(request: HttpRequest) -> HttpResponse:
    """Mine today, the most pressing first."""
    work, total = work_today(actor=actor_of(request), as_of=today())
    return page_render(request, "phone/list.html", {"work": work, "total": total, "today": today()})


@page("phone", right=Right.HANDLE)
def phone_matter(request: HttpRequest, name: str, entry: int) -> HttpResponse:
    """One matter: where and what, photos, the answer."""
    return matter_render(request, name, entry)


@require_POST
@page("phone", right=Right.HANDLE)
def phone_do(request: HttpRequest, name: str, entry: int) -> HttpResponse:
    """An answer, a return, a request for more days; refused, the page comes back with what was typed."""
    if request.POST.get("do") not in DEEDS:
        raise BihuanError("page.deed", "手机页没有这个操作", hint="请在电脑上做")
    try:
        words = matter_deed(request, name, entry, actor_of(request))
    except BihuanError as error:
        return matter_render(request, name, entry, error)
    messages.success(request, words)
    stays = request.POST.get("do") in ("evidence", "comment", "extension_ask", "press_answer")
    return HttpResponseRedirect(reverse("phone_matter", args=[name, entry]) if stays else reverse("phone"))


def matter_render(request: HttpRequest, name: str, entry: int, failed: BihuanError | None = None) -> HttpResponse:
    """The page of one matter."""
    actor = actor_of(request)
    shown = matter_shown(ledger=name, entry_id=entry, actor=actor, as_of=today())
    maker = Maker(shown, request.POST if failed else {}, {}, failed.what if failed else "")
    answering, returning = shown.offers.answering, shown.offers.returning
    photos, files = photos_and_files(shown)
    mine = [(one, unit) for one, unit in shown.supports if one.open and actor.may(Right.HANDLE, one.unit_id)]
    context: dict[str, Any] = {
        "shown": shown, "ledger": shown.ledger, "facts": facts(shown), "photos": photos, "files": files, "failed": failed,
        "answer": maker.move(answering) if answering else None, "back": maker.move(returning) if returning else None,
        "texts": texts(shown, request), "more": [one for one in maker.clock_deeds() if one.id == "extension_ask"],
        "supports": mine, "presses": [(one, unit) for one, unit in shown.presses if not one.answered_at and answering],
        "accept": ACCEPT, "can": shown.offers.deeds,
    }  # fmt: skip
    return page_render(request, "phone/matter.html", context, status=422 if failed else 200)


def facts(shown: MatterShown) -> list[tuple[str, str]]:
    """The filled fields, in the pack's order; masked ones are left to the large page."""
    return [(one.field.label, one.text) for _, group in shown.groups for one in group if one.text and not one.masked]


def texts(shown: MatterShown, request: HttpRequest) -> dict[str, str]:
    """Long texts that the answer fills: what was typed, else words that the handler may leave or change."""
    answering = shown.offers.answering
    long = [field for field in answering.fills if field.type is FieldType.TEXT] if answering else []
    return {field.name: request.POST.get(field.name, SUGGESTED) for field in long}
