"""What is done from a list: many entries at once, one cell, views kept, entries out. Each is a service behind a form."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl, quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.edits import MOST, Edit, EditPlan, edit_plan, edit_words, fields_editable, row_changes
from bihuan.apps.ledgers.listing import entry_readable, shown
from bihuan.apps.ledgers.lists.finding import entry_ids
from bihuan.apps.ledgers.lists.query import query_read
from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.ledgers.services import (
    entries_edit,
    entry_change,
    list_export,
    template_write,
    view_remove,
    view_save,
)
from bihuan.apps.today import today
from bihuan.apps.units.actors import Right
from bihuan.apps.units.selectors import unit_list
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import FieldType, Ledger, LedgerField
from bihuan.web.access import access
from bihuan.web.acting import actor_of
from bihuan.web.kit import FieldShown
from bihuan.web.listpage import cell_text, raw_text
from bihuan.web.pages import page, page_render

SHOWN = 300  # changes listed in a preview
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ChangeShown:
    """One line of a preview."""

    id: int
    name: str
    label: str = ""
    old: str = ""
    new: str = ""
    refused: str = ""


@require_POST
@page("ledgers", right=Right.WRITE)
def ledger_edit(request: HttpRequest, name: str) -> HttpResponse:
    """Bulk edit: what to do, then old → new, then all of it or nothing."""
    ledger, actor = ledger_definition(name), actor_of(request)
    actor.require(Right.WRITE)
    ids, stage = ids_picked(request, ledger), request.POST.get("stage", "ask")
    back = f"{reverse('ledger', args=[ledger.ledger])}?{request.POST.get('query', '')}"
    context: dict[str, Any] = {
        "ledger": ledger,
        "back": back,
        "lead": f"选中 {len(ids):,} 条",
        "picked": picked_pairs(request),
    }
    if stage == "ask":
        return page_render(request, "web/ledger_edit.html", context | asking(ledger, request))
    edit = edit_of(request, ledger)
    if stage == "do":
        batch = entries_edit(ledger=ledger.ledger, ids=ids, edit=edit, actor=actor, seen=request.POST.get("seen"))
        messages.success(request, f"已改 {batch.changed} 条（第 {batch.pk} 批）。24 小时内可在“批次与撤销”里整批撤销。")
        return redirect(back)
    plan = edit_plan(ledger=ledger.ledger, ids=ids, edit=edit, actor=actor)
    return page_render(request, "web/ledger_edit.html", context | previewed(ledger, edit, plan, request))


def ids_picked(request: HttpRequest, ledger: Ledger) -> list[int]:
    """The rows ticked, or all that the list's conditions find."""
    if request.POST.get("all"):
        query = query_read(ledger, parse_qsl(request.POST.get("query", "")))
        return entry_ids(actor=actor_of(request), ledger=ledger, query=query, today=today(), most=MOST)
    return [int(row) for row in request.POST.getlist("row") if row.isdigit()][: MOST + 1]


def picked_pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """What keeps the same entries picked on the next page."""
    own = [(key, request.POST.get(key, "")) for key in ("query", "all") if request.POST.get(key)]
    return own if request.POST.get("all") else [*own, *(("row", row) for row in request.POST.getlist("row"))]


def asking(ledger: Ledger, request: HttpRequest) -> dict[str, Any]:
    """The forms of the four deeds."""
    units = [
        (unit.code, unit.name) for unit in unit_list() if actor_of(request).may(Right.WRITE, unit.pk, ledger.ledger)
    ]
    return {
        "fields": [field_shown(field) for field in fields_editable(ledger)],
        "moves": move_fields(ledger),
        "unit_field": FieldShown("unit", "改为", "choice", choices=units),
        "reason_field": FieldShown("why", "原因", required=True, help="条目留下作废的记录，不再计入任何数字。"),
    }


def move_fields(ledger: Ledger) -> list[FieldShown]:
    """What a move asks for."""
    if not ledger.moves:
        return []
    moves = [(move.key, move.label) for move in ledger.moves]
    return [
        FieldShown("move", "流转", "choice", choices=moves, required=True), FieldShown("on", "日期", "date", today().isoformat()),
        FieldShown("evidence", "佐证", help="照片或文件的名称"), FieldShown("reason", "原因"),
    ]  # fmt: skip


def field_shown(field: LedgerField) -> FieldShown:
    """A field as the form of a bulk edit asks for it; blank leaves it as it is."""
    choices = [(choice.key, choice.label) for choice in field.choices]
    if field.type is FieldType.BOOLEAN:
        choices = [("是", "是"), ("否", "否")]
    kind = {FieldType.DATE: "date", FieldType.TAGS: "tags"}.get(field.type, "choice" if choices else "text")
    return FieldShown(f"f-{field.name}", field.label, kind, choices=choices, measure=field.measure, empty="不改")


def edit_of(request: HttpRequest, ledger: Ledger) -> Edit:
    """The deed that the form asks for."""
    post = request.POST
    deed = post.get("deed", "")
    if deed == "change":
        return Edit("change", values_of(request, ledger) | dict.fromkeys(post.getlist("clear")))
    if deed == "move":
        return Edit(
            "move", move=post.get("move", ""), on=post.get("on", ""), evidence=post.get("evidence", ""), reason=post.get("reason", "")
        )  # fmt: skip
    if deed == "unit":
        return Edit("unit", unit=post.get("unit", ""))
    if deed == "remove":
        return Edit("remove", reason=post.get("why", ""))
    raise BihuanError("edit.unknown", f"没有“{deed}”这种办理", hint="回到列表重新选")


def values_of(request: HttpRequest, ledger: Ledger) -> dict[str, Any]:
    """The fields filled in, by name."""
    values: dict[str, Any] = {}
    for field in ledger.fields:
        given = [value for value in request.POST.getlist(f"f-{field.name}") if value.strip()]
        if given:
            values[field.name] = given if field.type is FieldType.TAGS else given[0]
    return values


def previewed(ledger: Ledger, edit: Edit, plan: EditPlan, request: HttpRequest) -> dict[str, Any]:
    """Old beside new, refusals first."""
    desk = LedgerDesk(ledger.ledger)
    lines = [*changes_shown(desk, plan)]
    given = [(key, value) for key, values in request.POST.lists() for value in values]
    return {
        "plan": plan,
        "words": edit_words(desk, edit),
        "shown": lines[:SHOWN],
        "more": max(0, len(lines) - SHOWN),
        "refused": len(plan.refused) + len(plan.missing),
        "unchanged": len(plan.rows) - len(plan.changed) - len(plan.refused),
        "given": [pair for pair in given if pair[0] not in ("stage", "seen", "csrfmiddlewaretoken")],
    }


def changes_shown(desk: LedgerDesk, plan: EditPlan) -> Iterator[ChangeShown]:
    """Every line of a preview."""
    for number in plan.missing:
        yield ChangeShown(number, "", refused="没有这一条，或不在您的范围内")
    for row in plan.refused:
        yield ChangeShown(row.old.id, row.old.entry_key, refused=row.refused)
    units = {unit.pk: unit.name for unit in unit_list()}
    states = {state.key: state.label for state in desk.ledger.states}
    for row in plan.changed:
        assert row.new is not None
        old, new, key = row.old, row.new, row.old.entry_key.replace("|", " · ")
        if old.unit_id != new.unit_id:
            yield ChangeShown(old.id, key, "单位", units.get(old.unit_id, ""), units.get(new.unit_id, ""))
        if old.state != new.state:
            yield ChangeShown(old.id, key, "状态", states.get(old.state, ""), states.get(new.state, ""))
        if new.removed:
            yield ChangeShown(old.id, key, "条目", "有效", "作废")
        for name, before, after in row_changes(desk, old, new):
            told = [stored_words(desk, name, value) for value in (before, after)]
            yield ChangeShown(old.id, key, desk.fields[name].label, *told)


def stored_words(desk: LedgerDesk, name: str, value: Any) -> str:
    """A stored value in words; a personal one is masked."""
    field = desk.fields[name]
    if value is None:
        return ""
    column = desk.store.columns[desk.store.index[name]]
    return MASK if field.personal else shown(field, column.canonical(value)).text


@require_POST
@access(Right.WRITE)
def ledger_cell(request: HttpRequest, name: str, entry: int) -> JsonResponse:
    """One cell changed in place; answers with what it shows now, or with why not."""
    actor = actor_of(request)
    try:
        ledger = ledger_definition(name)
        field = next((one for one in fields_editable(ledger) if one.name == request.POST.get("field")), None)
        if field is None or field.personal:
            raise BihuanError("edit.field_kept", "这一格不能在列表里改", hint="打开条目办理")
        values = {field.name: request.POST.get("value", "")}
        entry_change(ledger=name, entry_id=entry, values=values, actor=actor, seen=request.POST.get("seen"))
        found = entry_readable(ledger, entry, actor)
    except BihuanError as error:
        return JsonResponse({"fault": error.what + (f"。{error.hint}" if error.hint else "")})
    value = getattr(found, field.name)
    return JsonResponse({"text": cell_text(field, value), "raw": raw_text(field, value), "digest": found.digest})


@require_POST
@page("ledgers", right=Right.READ)
def ledger_views(request: HttpRequest, name: str) -> HttpResponse:
    """Keep the list under a name, or drop one's own view."""
    here, post = reverse("ledger", args=[name]), request.POST
    if post.get("remove", "").isdigit():
        view_remove(view=int(post["remove"]), actor=actor_of(request))
        messages.success(request, "视图已删去")
        return redirect(here)
    view = view_save(
        ledger=name,
        name=post.get("name", ""),
        query=post.get("query", ""),
        shared=post.get("shared", ""),
        actor=actor_of(request),
    )
    messages.success(request, f"已存为视图“{view.name}”，地址可以发给同事；看到什么仍由各人的权限定。")
    return redirect(f"{here}?{view.query}")


@page("ledgers", right=Right.EXPORT)
def ledger_export(request: HttpRequest, name: str, shape: str) -> HttpResponse:
    """Exactly what the list shows, as a file."""
    ledger, actor = ledger_definition(name), actor_of(request)
    query = query_read(ledger, [(key, value) for key, values in request.GET.lists() for value in values])
    ending = "csv" if shape == "csv" else "xlsx"
    with TemporaryDirectory() as folder:
        target = Path(folder) / f"list.{ending}"
        _, warnings = list_export(
            ledger=name, query=query, today=today(), target=target, actor=actor, own_form=shape == "form",
            reveal=request.GET.get("reveal") == "1",
        )  # fmt: skip
        content = target.read_bytes()
    answer = file_answer(content, f"{ledger.name}.{ending}", "text/csv; charset=utf-8" if ending == "csv" else XLSX)
    for words in warnings:
        messages.warning(request, words)
    return answer


@page("ledgers", right=Right.WRITE)
def ledger_template(request: HttpRequest, name: str) -> HttpResponse:
    """The empty workbook that clerks fill."""
    ledger = ledger_definition(name)
    actor_of(request).require(Right.WRITE)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "template.xlsx"
        template_write(ledger=name, target=target)
        return file_answer(target.read_bytes(), f"{ledger.name}模板.xlsx", XLSX)


def file_answer(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
