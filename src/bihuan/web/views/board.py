"""调度台: the dispatcher's board. The page is a frame; its script asks for cards as small JSON and sends deeds back."""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from bihuan.apps.boards.selectors import board_read, board_tables, map_read, nearby, units_told
from bihuan.apps.boards.services import Handed, card_merge, cards_dispatch, cards_undo, cards_urge
from bihuan.apps.ledgers.selectors import chain_count
from bihuan.apps.today import today
from bihuan.apps.units.actors import Right
from bihuan.datamodel import BihuanError
from bihuan.web.access import access
from bihuan.web.acting import actor_of
from bihuan.web.pages import page, page_render

Json = Callable[..., Any]


def answers_json(view: Json) -> Json:
    """A view whose result is JSON; a named error is 403 or 400 with what went wrong and what to do."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            told = view(request, *args, **kwargs)
        except BihuanError as error:
            status = 403 if error.code == "right.missing" else 400
            told = JsonResponse({"code": error.code, "what": error.what, "hint": error.hint}, status=status)
        return told if isinstance(told, HttpResponse) else JsonResponse(told, safe=False, json_dumps_params=COMPACT)

    return wrapped


COMPACT = {"ensure_ascii": False, "separators": (",", ":")}


@ensure_csrf_cookie
@page("board", Right.DISPATCH)
def board(request: HttpRequest) -> HttpResponse:
    """The frame."""
    actor_of(request).require(Right.DISPATCH)
    return page_render(request, "web/board.html", {"tables": board_tables(), "map": bool(map_read()[1])})


@access(Right.DISPATCH)
@require_GET
@gzip_page
@answers_json
def cards(request: HttpRequest) -> Any:
    """The cards, or what changed since the event of ``?since=``; unchanged is 304."""
    actor = actor_of(request)
    actor.require(Right.DISPATCH)
    since = number_read(request.GET.get("since", ""))
    tag = tag_of(chain_count(), today(), actor.name, actor.person, since)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304)
    answer = JsonResponse(board_read(actor, today(), since=since), json_dumps_params=COMPACT)
    answer["ETag"], answer["Cache-Control"] = tag, "private, no-cache"
    return answer


def tag_of(*parts: object) -> str:
    """A weak mark of what an answer depends on; weak, because it may be sent packed or not."""
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:20]}"'


def number_read(text: str) -> int | None:
    """A number of the address; anything else is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


@access(Right.DISPATCH)
@require_GET
@gzip_page
@answers_json
def units(request: HttpRequest) -> Any:
    """Every unit with its initials."""
    actor_of(request).require(Right.DISPATCH)
    return units_told()


@access(Right.DISPATCH)
@require_GET
@gzip_page
@answers_json
def outline(request: HttpRequest) -> Any:
    """The county's outline; none is an empty collection."""
    actor_of(request).require(Right.DISPATCH)
    data, digest = map_read()
    if digest and request.headers.get("If-None-Match") == f'W/"{digest}"':
        return HttpResponse(status=304)
    answer = HttpResponse(data or b'{"type":"FeatureCollection","features":[]}', content_type="application/geo+json")
    answer["ETag"], answer["Cache-Control"] = f'W/"{digest}"', "private, no-cache"
    return answer


@access(Right.DISPATCH)
@require_GET
@answers_json
def near(request: HttpRequest, name: str, entry: int) -> Any:
    """Entries that may be the same matter."""
    return [one._asdict() for one in nearby(actor_of(request), ledger=name, entry_id=entry)]


@access(Right.DISPATCH)
@require_POST
@answers_json
def dispatch(request: HttpRequest) -> Any:
    """Hand the entries named in the body to a unit."""
    told = body_read(request)
    done = cards_dispatch(entries=entries_read(told), unit=str(told.get("unit", "")), actor=actor_of(request))
    return outcome(done)


@access(Right.DISPATCH)
@require_POST
@answers_json
def undo(request: HttpRequest) -> Any:
    """Take entries back."""
    return outcome(cards_undo(entries=entries_read(body_read(request)), actor=actor_of(request)))


@access(Right.DISPATCH)
@require_POST
@answers_json
def urge(request: HttpRequest) -> Any:
    """催办: a line to the units that have the entries in hand."""
    told = body_read(request)
    return outcome(cards_urge(entries=entries_read(told), words=str(told.get("words", "")), actor=actor_of(request)))


@access(Right.DISPATCH)
@require_POST
@answers_json
def merge(request: HttpRequest) -> Any:
    """Merge an entry into another."""
    entries = entries_read(body_read(request))
    if len(entries) != 2 or entries[0][0] != entries[1][0]:
        raise body_wrong()
    (ledger, entry_id), (_, first) = entries
    card_merge(ledger=ledger, entry_id=entry_id, first_id=first, actor=actor_of(request))
    return {"link": reverse("entry", args=[ledger, first])}


def outcome(done: list[Handed]) -> dict[str, Any]:
    """What was done and what was refused, each with its reason."""
    return {"done": [one for one in done if not one.refused], "refused": [one for one in done if one.refused]}


def body_read(request: HttpRequest) -> dict[str, Any]:
    """The body as an object; anything else is a named error."""
    try:
        told = json.loads(request.body)
    except ValueError as error:
        raise body_wrong() from error
    if not isinstance(told, dict):
        raise body_wrong()
    return told


def entries_read(told: dict[str, Any]) -> list[tuple[str, int]]:
    """``entries``: [[ledger, number], …]."""
    try:
        return [(str(ledger), int(number)) for ledger, number in told.get("entries", [])]
    except (TypeError, ValueError) as error:
        raise body_wrong() from error


def body_wrong() -> BihuanError:
    """The error for a body that is not what the board sends."""
    return BihuanError("board.body", "请求的内容读不懂", hint="刷新页面再试")
