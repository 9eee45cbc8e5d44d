"""条目: one entry with all that belongs to it; a new one; a change that nobody else's change is lost by."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.ledgers.checking import entry_checks
from bihuan.apps.ledgers.desk import EntryRefused
from bihuan.apps.ledgers.selectors import ledger_definition, ledger_model
from bihuan.apps.ledgers.services import entry_add, entry_change
from bihuan.apps.today import today
from bihuan.apps.tracking.kinds import ACCEPT
from bihuan.apps.tracking.models import Link
from bihuan.apps.tracking.persons import persons_offered
from bihuan.apps.tracking.selectors import MatterShown, matter_shown, neighbours
from bihuan.apps.tracking.services import field_reveal
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger, LedgerField
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.entryforms import errors_of, fields_offered, form_fields, typed, units_listed, values_held, values_typed
from bihuan.web.matterdeeds import code_of, matter_deed
from bihuan.web.matterparts import deed_forms, moments, photos_and_files
from bihuan.web.pages import page, page_render
from bihuan.web.sealed import drafts_found


@page("ledgers", right=Right.READ)
def entry_page(request: HttpRequest, name: str, entry: int) -> HttpResponse:
    """Fields, clocks, who has it, evidence, words, links, history, and what one may do now."""
    return entry_render(request, name, entry)


def entry_render(request: HttpRequest, name: str, entry: int, failed: BihuanError | None = None) -> HttpResponse:
    """The page; after a refused deed with its reason and all that was typed."""
    actor = actor_of(request)
    shown = matter_shown(ledger=name, entry_id=entry, actor=actor, as_of=today())
    photos, files = photos_and_files(shown)
    before, after = neighbours(ledger=shown.ledger.ledger, entry_id=entry, actor=actor)
    context: dict[str, Any] = {
        "shown": shown, "ledger": shown.ledger, "photos": photos, "files": files, "moments": moments(shown),
        "forms": deed_forms(shown, request.POST if failed else {}, failed), "failed": failed, "before": before, "after": after,
        "units": units_listed() if shown.ledger.dispatched else [], "accept": ACCEPT, "posted": request.POST if failed else {},
        "people": people_of(shown), "may_export": actor.has(Right.EXPORT),
        "can": shown.offers.deeds, "links": [(one, link_address(one)) for one in shown.links],
        "gaps": entry_checks(shown.ledger.ledger, entry) if shown.ledger.checks else [],
        "drafts": [(draft.name, draft.manifest.title) for draft in drafts_found()] if "link" in shown.offers.deeds else [],
    }  # fmt: skip
    return page_render(request, "web/entry.html", context, status=422 if failed else 200)


def link_address(link: Link) -> str:
    """Where what is tied to the entry can be seen; the page there asks for rights itself."""
    if link.kind == Link.DRAFT:
        return reverse("draft", args=[link.target])
    ledger, _, number = link.target.partition("#")
    return reverse("entry", args=[ledger, int(number)])


def people_of(shown: MatterShown) -> list[tuple[int, str]]:
    """The persons of the unit that works on it, where one may be named."""
    working = next((hand for hand in shown.hands if hand.now and hand.part == "主办"), None)
    return persons_offered(working.unit_id) if working and "handover" in shown.offers.deeds else []


@require_POST
@page("ledgers", right=Right.READ)
def entry_do(request: HttpRequest, name: str, entry: int) -> HttpResponse:
    """One deed; refused, the page comes back with the reason and what was typed."""
    try:
        words = matter_deed(request, name, entry, actor_of(request))
    except BihuanError as error:
        return entry_render(request, name, entry, failed=error)
    messages.success(request, words)
    gone = request.POST.get("do") == "remove"
    return HttpResponseRedirect(reverse("ledger", args=[name]) if gone else reverse("entry", args=[name, entry]))


@require_POST
@page("ledgers", right=Right.REVEAL)
def entry_reveal(request: HttpRequest, name: str, entry: int, field: str) -> HttpResponse:
    """A personal value in full, once, on a page of its own or in its place; who looked is on record."""
    value = field_reveal(ledger=name, entry_id=entry, field=field, actor=actor_of(request))
    label = ledger_definition(name).field(field).label
    context = {"name": name, "entry": entry, "label": label, "value": value}
    template = "web/_revealed.html" if part_asked(request) else "web/revealed.html"
    answer = page_render(request, template, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@page("ledgers", right=Right.WRITE)
def entry_edit(request: HttpRequest, name: str, entry: int) -> HttpResponse:
    """Change an entry. A refused save shows what was typed, and what is there now where somebody else was faster."""
    actor = actor_of(request)
    shown = matter_shown(ledger=name, entry_id=entry, actor=actor, as_of=today())
    actor.require(Right.WRITE, shown.row.unit_id, shown.ledger.ledger, in_hand="change" in shown.offers.deeds)
    fields = fields_offered(shown.ledger, new=False)
    held = values_held(fields, ledger_model(name)._default_manager.get(pk=entry))
    if request.method != "POST":
        return edit_render(request, shown, fields, held)
    given = typed(fields, request.POST)
    try:
        changed = entry_change(
            ledger=name, entry_id=entry, values=values_typed(fields, given, new=False), actor=actor,
            seen=request.POST.get("seen") or None,
        )  # fmt: skip
    except EntryRefused as error:
        return edit_render(
            request, shown, fields, held | given, errors=errors_of(error), seen=request.POST.get("seen", "")
        )
    except BihuanError as error:
        told = {field.name: f"现在是：{words_held(field, held)}" for field in fields if differs(field, held, given)}
        return edit_render(request, shown, fields, held | given, failed=error, told=told)
    messages.success(request, "已保存" if changed else "没有改动")
    return HttpResponseRedirect(reverse("entry", args=[name, entry]))


def edit_render(
    request: HttpRequest, shown: MatterShown, fields: list[LedgerField], values: dict[str, Any], *,
    errors: dict[str, str] | None = None, told: dict[str, str] | None = None, failed: BihuanError | None = None, seen: str = "",
) -> HttpResponse:  # fmt: skip
    """The form of a change."""
    context = {
        "ledger": shown.ledger, "shown": shown, "fields": form_fields(shown.ledger, fields, values, errors, told, held=True),
        "units": units_listed(), "failed": failed, "other": (errors or {}).get("", ""), "seen": seen or shown.digest,
    }  # fmt: skip
    return page_render(request, "web/entry_edit.html", context, status=422 if errors or failed else 200)


def differs(field: LedgerField, held: dict[str, Any], given: dict[str, Any]) -> bool:
    """Whether what is there now is not what was typed."""
    return not field.personal and field.name in given and held[field.name] != given[field.name]


def words_held(field: LedgerField, held: dict[str, Any]) -> str:
    """What is there now, in words."""
    labels = {choice.key: choice.label for choice in field.choices}
    value = held[field.name]
    parts = value if isinstance(value, list) else [value]
    return "、".join(labels.get(part, str(part)) for part in parts) or "空"


@page("ledgers", right=Right.WRITE)
def entry_new(request: HttpRequest, name: str) -> HttpResponse:
    """A new entry of a unit."""
    actor = actor_of(request)
    ledger = ledger_definition(name)
    actor.require(Right.WRITE)
    fields = fields_offered(ledger, new=True)
    if request.method != "POST":
        return new_render(request, ledger, fields, {ledger.date: today().isoformat()}, unit_own(actor))
    given, unit = typed(fields, request.POST), request.POST.get("unit", "").strip()
    try:
        entry = entry_add(ledger=name, unit=code_of(unit), values=values_typed(fields, given, new=True), actor=actor)
    except EntryRefused as error:
        return new_render(request, ledger, fields, given, unit, errors=errors_of(error))
    except BihuanError as error:
        return new_render(request, ledger, fields, given, unit, failed=error)
    messages.success(request, "已登记")
    return HttpResponseRedirect(reverse("entry", args=[name, entry]))


def new_render(
    request: HttpRequest, ledger: Ledger, fields: list[LedgerField], values: dict[str, Any], unit: str, *,
    errors: dict[str, str] | None = None, failed: BihuanError | None = None,
) -> HttpResponse:  # fmt: skip
    """The form of a new entry."""
    context = {
        "ledger": ledger, "fields": form_fields(ledger, fields, values, errors), "unit": unit, "units": units_listed(),
        "failed": failed, "other": (errors or {}).get("", ""),
    }  # fmt: skip
    return page_render(request, "web/entry_new.html", context, status=422 if errors or failed else 200)


def unit_own(actor: Actor) -> str:
    """The name of the actor's own unit; blank at the console."""
    found = Unit.objects.filter(pk=actor.unit_id).first() if actor.unit_id else None
    return found.name if found else ""
