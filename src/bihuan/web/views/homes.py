"""首页: what the roles of whoever is logged in need first; several roles are tabs. And the list that every count opens to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from bihuan.apps.homes import admins, clerks, figures, queues
from bihuan.apps.homes.open_lists import (
    OpenAsked,
    OpenShown,
    lamps_of,
    open_find,
    open_shown,
    state_labels,
    unit_names_short,
)
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.opened import (
    NEARNESS_LABELS,
    Marks,
    Nearness,
    counted,
    open_counts,
    open_entries,
    open_mine,
    open_ordered,
)
from bihuan.apps.marks import marks_of
from bihuan.apps.notices.selectors import notices_of
from bihuan.apps.notices.services import digest_make
from bihuan.apps.today import today
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.web.access import Access
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.kit import Column, FieldShown, FilterBar, Row, Tab, Table, Tile, light_html, state_html
from bihuan.web.pages import page, page_of, page_render

SHOWN = 12  # entries of a list on a home
HASTE = (Nearness.OVERDUE, Nearness.TODAY, Nearness.TWO, Nearness.FIVE)
LIGHTS = {
    Nearness.OVERDUE: "overdue", Nearness.TODAY: "soon", Nearness.TWO: "soon", Nearness.FIVE: "normal", Nearness.LATER: "normal",
    Nearness.NONE: "none",
}  # fmt: skip
Context = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """The home of one role: who has it, and what it shows."""

    key: str
    label: str
    role: str
    right: Right
    build: Callable[[Actor, Marks], Context]


def desks_of(actor: Actor) -> list[Desk]:
    """The homes of the actor's roles; one who has rights without roles (the console) has every home that a right opens."""
    if actor.roles:
        return [desk for desk in DESKS if desk.role in actor.roles]
    return [desk for desk in DESKS if actor.has(desk.right)]


@page("home", Access.SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """The home of one role; the others are tabs. The first visit of a working day makes the person's digest."""
    actor, marks = actor_of(request), marks_of(today())
    digest_make(actor=actor)
    desks = desks_of(actor)
    asked = request.GET.get("desk", "")
    desk = next((one for one in desks if one.key == asked), desks[0] if desks else None)
    tabs = [Tab(one.label, f"{reverse('home')}?desk={one.key}", here=one is desk) for one in desks]
    ahead = [marks.two.day(actor.unit_id), marks.five.day(actor.unit_id)]
    shown = {"tabs": tabs if len(tabs) > 1 else [], "desk": desk, "marks": marks, "ahead": ahead, "actor": actor}
    return page_render(request, "web/home.html", {**shown, **(desk.build(actor, marks) if desk else {})})


def open_link(**asked: str) -> str:
    """The list of what is open under these conditions."""
    return f"{reverse('open')}?{urlencode({key: value for key, value in asked.items() if value})}"


def state_link(ledger: str, state: str) -> str:
    """The list of a ledger's entries in one state."""
    return f"{reverse('ledger', args=[ledger])}?{urlencode({'f': f'state:in:{state}'})}"


def haste_tiles(counts: list[Any], **asked: str) -> list[Tile]:
    """How many are overdue, due today, in two and in five working days, and all; each opens to its list."""
    tiles = [Tile(NEARNESS_LABELS[name], counted(counts, name), "件", open_link(near=name, **asked)) for name in HASTE]
    return [*tiles, Tile("全部在办", counted(counts), "件", open_link(**asked))]


def handler(actor: Actor, marks: Marks) -> Context:
    """处置: what is mine, the most pressing first."""
    mine = open_mine(actor)
    entries = open_ordered(mine)[:SHOWN]
    return {
        "tiles": haste_tiles(open_counts(mine, marks), mine="1"),
        "sheet": sheet_of(open_shown(list(entries), marks), "mine"),
        "more": open_link(mine="1"),
    }


def dispatcher(actor: Actor, marks: Marks) -> Context:
    """派遣: the queue by state, requests for more time, units that are late."""
    counts = open_counts(open_entries(actor, Right.DISPATCH), marks)
    waiting = queues.extensions_waiting(actor)
    asked = list(waiting[:SHOWN])
    return {
        "tiles": haste_tiles(counts),
        "queues": [(one, open_link(ledger=one.ledger, state=one.state)) for one in queues.queues_of(counts)],
        "extensions": told_of(asked, lambda one: f"申请延期 {one.days} 天：{one.reason}"),
        "extensions_total": len(asked) if len(asked) < SHOWN else waiting.count(),
        "late": lamps_shown([lamp for lamp in lamps_of(counts) if lamp.overdue][:SHOWN]),
    }


def reviewer(actor: Actor, marks: Marks) -> Context:
    """核查: what waits by step, whether it is open or over, and this month's sample."""
    waiting = queues.checks_ordered(actor)
    sampled = queues.checks_sampled(actor, marks.today)
    counts = open_counts(waiting, marks)
    return {
        "waiting": counted(counts),
        "queues": [(one, state_link(one.ledger, one.state)) for one in queues.queues_of(counts, Right.CHECK)],
        "sampled_count": sampled.count(),
        "sheet": sheet_of(open_shown(list(waiting[:SHOWN]), marks), "waiting"),
        "sample": sheet_of(open_shown(list(sampled[:SHOWN]), marks), "sample"),
        "one_of": queues.ONE_OF,
    }


def leader(actor: Actor, marks: Marks) -> Context:
    """领导: lights by unit and ledger, worst first; 督办 in course. The indicators come after, by themselves."""
    counts = open_counts(open_entries(actor), marks)
    lamps = lamps_of(counts)
    pressed = list(queues.supervised(actor)[:SHOWN])
    lights = [(name, sum(lamp.light == name for lamp in lamps)) for name in ("red", "yellow", "green")]
    return {
        "tiles": haste_tiles(counts),
        "lamps": lamps_shown(lamps[:30]),
        "lamps_more": max(0, len(lamps) - 30),
        "lights": lights,
        "supervised": told_of(pressed, lambda one: f"{one.due} 前回复：{one.words}"),
    }


def clerk(actor: Actor, marks: Marks) -> Context:
    """填报: what to see to, this month's counts, what was done lately."""
    unread = list(notices_of(actor, unread=True)[:SHOWN]) if actor.person is not None else []
    return {
        "unread": unread,
        "months": clerks.month_counts(actor, marks.today),
        "recent": clerks.recent_deeds(actor),
        "batches": clerks.batches_recent(actor),
    }


def records(actor: Actor, marks: Marks) -> Context:
    """资料: workbooks that came in, reports sealed, how far the chain goes."""
    return {"facts": admins.audit_facts(), "batches": admins.batches_late()}


def system(actor: Actor, marks: Marks) -> Context:
    """系统管理."""
    return {"facts": admins.system_facts(marks.today)}


def security(actor: Actor, marks: Marks) -> Context:
    """安全管理."""
    return {"facts": admins.security_facts()}


def audit(actor: Actor, marks: Marks) -> Context:
    """审计."""
    return {"facts": admins.audit_facts()}


DESKS = (
    Desk("leader", "领导", "leader", Right.SUPERVISE, leader),
    Desk("dispatcher", "派遣", "dispatcher", Right.DISPATCH, dispatcher),
    Desk("handler", "处置", "handler", Right.HANDLE, handler),
    Desk("reviewer", "核查", "reviewer", Right.CHECK, reviewer),
    Desk("clerk", "填报", "clerk", Right.WRITE, clerk),
    Desk("records", "资料", "records", Right.DRAFT, records),
    Desk("system", "系统管理", "system_admin", Right.UNITS, system),
    Desk("security", "安全管理", "security_admin", Right.SECURITY, security),
    Desk("audit", "审计", "audit_admin", Right.AUDIT, audit),
)

COLUMNS = (
    Column("事项", "title"), Column("台账", "short"), Column("单位", "short"), Column("状态", "short"), Column("来件", "date"),
    Column("时限", "date"), Column("亮灯", "short"),
)  # fmt: skip


def sheet_of(entries: list[OpenShown], name: str, page: Any = None) -> Table:
    """Open entries as a table."""
    rows = [
        Row(
            (one.face.words, one.face.ledger_label, one.unit, state_html(one.state), one.day, one.due,
             light_html(LIGHTS[one.nearness], NEARNESS_LABELS[one.nearness])),
            link=reverse("entry", args=[one.face.ledger, one.face.entry_id]),
        )
        for one in entries
    ]  # fmt: skip
    return Table(COLUMNS, rows, id=name, caption="事项", page=page, empty="没有这样的事项。")


def told_of(found: list[Any], words: Callable[[Any], str]) -> list[tuple[str, str, str]]:
    """Requests and 督办 as (entry in words, link, what is asked)."""
    faces = queues_faces(found)
    return [
        (faces[one.ledger, one.entry_id].words, reverse("entry", args=[one.ledger, one.entry_id]), words(one))
        for one in found
        if (one.ledger, one.entry_id) in faces
    ]


def queues_faces(found: list[Any]) -> dict[tuple[str, int], Any]:
    """The faces of the entries that these rows are about."""
    from bihuan.apps.ledgers.faces import faces_of

    return faces_of([(one.ledger, one.entry_id) for one in found])


def lamps_shown(lamps: list[Any]) -> list[Context]:
    """Lights with names and links."""
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={lamp.unit_id for lamp in lamps})}
    labels = dict(LedgerTable.objects.filter(name__in={lamp.ledger for lamp in lamps}).values_list("name", "label"))
    return [
        {
            "lamp": lamp,
            "light": lamp.light,
            "unit": units[lamp.unit_id].short_name or units[lamp.unit_id].name,
            "ledger": labels.get(lamp.ledger, lamp.ledger),
            "link": open_link(
                unit=units[lamp.unit_id].code, ledger=lamp.ledger, near="overdue" if lamp.overdue else ""
            ),
        }
        for lamp in lamps
        if lamp.unit_id in units
    ]


@page("home", Right.SUPERVISE)
def home_figures(request: HttpRequest) -> HttpResponse:
    """The leader's indicators: a part of the home that comes by itself, a page of its own without scripts."""
    actor = actor_of(request)
    actor.require(Right.SUPERVISE)
    unit = figures.unit_shown(actor.unit_id)
    found = figures.key_figures(unit, today()) if unit else []
    tiles = [
        Tile(
            one.name, one.now.value, one.unit, f"{reverse('indicator', args=[one.ref])}?unit={unit.code if unit else ''}",
            last=one.before.value, better=one.better, places=one.rounding, points=one.unit == "%",
        )
        for one in found
    ]  # fmt: skip
    template = "web/_home_figures.html" if part_asked(request) else "web/home_figures.html"
    return page_render(request, template, {"tiles": tiles, "unit": unit, "day": today()})


@page("home", Right.READ)
def open_page(request: HttpRequest) -> HttpResponse:
    """待办清单: what is open, by ledger, unit, state and nearness; whatever a home counts opens to this list."""
    actor, marks = actor_of(request), marks_of(today())
    actor.require(Right.READ)
    given = {key: request.GET.get(key, "").strip() for key in ("ledger", "unit", "state", "near", "mine")}
    asked = OpenAsked(given["ledger"], given["unit"], given["state"], given["near"], given["mine"] == "1")
    found = page_of(request, open_find(actor, asked, marks))
    context = {
        "bar": open_bar(actor, given),
        "sheet": sheet_of(open_shown(list(found), marks), "open", found),
        "title": "我的待办" if asked.mine else "待办清单",
    }
    return page_render(request, "web/open.html", context)


def open_bar(actor: Actor, given: dict[str, str]) -> FilterBar:
    """The conditions of the list; choices are those that something open has."""
    within = open_entries(actor).order_by()
    names = set(within.values_list("ledger", flat=True).distinct())
    ledgers = list(LedgerTable.objects.filter(name__in=names).order_by("pack", "name").values_list("name", "label"))
    leads = unit_names_short(within.values_list("lead", flat=True).distinct())
    codes = dict(Unit.objects.filter(pk__in=leads).order_by("path").values_list("pk", "code"))
    states = {key: label for (name, key), label in state_labels(names).items() if given["ledger"] in ("", name)}
    mine = [FieldShown("mine", "", "hidden", "1")] if given["mine"] == "1" else []
    return FilterBar(
        (
            FieldShown("ledger", "台账", "choice", given["ledger"], choices=ledgers, empty="全部"),
            FieldShown("unit", "单位（含下级）", "choice", given["unit"], empty="全部",
                       choices=[(code, leads[number]) for number, code in codes.items()]),
            FieldShown("state", "状态", "choice", given["state"], choices=list(states.items()), empty="全部"),
            FieldShown("near", "时限", "choice", given["near"], empty="全部",
                       choices=[(name.value, label) for name, label in NEARNESS_LABELS.items()]),
            *mine,
        )
    )  # fmt: skip
