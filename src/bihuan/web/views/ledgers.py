"""台账: what is kept, its entries as a list, and what happened to each."""

from dataclasses import replace
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bihuan.apps.ledgers.listing import ledger_counts
from bihuan.apps.ledgers.lists.finding import entries_list
from bihuan.apps.ledgers.lists.query import SIZES, ListQuery, query_read
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.selectors import catalog, ledger_definition
from bihuan.apps.ledgers.sheetforms import form_of
from bihuan.apps.ledgers.views_saved import SHARED, views_offered
from bihuan.apps.today import today
from bihuan.apps.units.actors import Right
from bihuan.apps.units.selectors import unit_list
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger
from bihuan.web.acting import actor_of, elsewhere, part_asked
from bihuan.web.adding import adding_of, row_add
from bihuan.web.listpage import ListPage
from bihuan.web.pages import page, page_render


@page("ledgers", right=Right.READ)
def ledger_list(request: HttpRequest) -> HttpResponse:
    """Every ledger by pack, with how many entries and how far."""
    packs = catalog().packs
    counts = ledger_counts(actor=actor_of(request), today=today())
    rows = [(catalog().pack_of(ledger.ledger).name, ledger, count, day) for ledger, count, day in counts]
    groups = [(packs[name].head, [row[1:] for row in found]) for name, found in groupby(rows, key=lambda row: row[0])]
    total = sum(row[2] for row in rows)
    return page_render(request, "web/ledgers.html", {"groups": groups, "total": total, "kinds": len(rows)})


@page("ledgers", right=Right.READ)
def ledger_page(request: HttpRequest, name: str) -> HttpResponse:
    """The list of one ledger: conditions, order, columns and page all stand in the address. An entry is added under it, at the same
    address: refused, the list comes back with what was typed."""
    ledger, actor = ledger_definition(name), actor_of(request)
    given = [(key, value) for key, values in request.GET.lists() for value in values]
    query = query_read(ledger, given)
    address = f"{request.path}?{query.text}" if query.text else request.path
    if request.method == "POST":
        try:
            number = row_add(ledger, request.POST, actor)
        except BihuanError as error:
            if error.code == "right.missing":
                raise
            return list_render(request, ledger, query, address, error)
        messages.success(request, f"已登记 #{number}")
        return elsewhere(request, address)
    if {"o", "q", "col"} & request.GET.keys():  # a form was sent: its one address
        return redirect(address)
    return list_render(request, ledger, query, address)


def list_render(
    request: HttpRequest, ledger: Ledger, query: ListQuery, address: str, failed: BihuanError | None = None
) -> HttpResponse:
    """The page; after a refused entry with its reasons, of which a part of the page takes only the row."""
    actor, units, status = actor_of(request), list(unit_list()), 422 if failed else 200
    own = [unit for unit in units if actor.may(Right.WRITE, unit.pk, ledger.ledger)]
    adding = {"ledger": ledger, "address": address, "adding": adding_of(ledger, own, request.POST, failed)}
    if failed and part_asked(request):
        return page_render(request, "web/_ledger_add.html", adding, status=status)
    names = {unit.code: unit.name for unit in units}
    shown = ListPage(ledger, query, Scope(actor, ledger, today()), names, write=actor.has(Right.WRITE))
    listed = entries_list(actor=actor, ledger=ledger, query=query, today=today(), columns=shown.columns)
    context = {
        **adding,
        "query": query,
        "kept": [pair for pair in query.pairs() if pair[0] != "page"],
        "list": shown,
        "page": listed.page,
        "total": listed.total,
        "heads": shown.heads,
        "lines": shown.lines(listed, {unit.pk: unit for unit in units}),
        "totals": shown.totals(listed),
        "chips": shown.chips(),
        "editor": None if failed else shown.editor(request.GET.get("c", "")),
        "specs": shown.specs(),
        "sizes": [(size, replace(query, size=size, page=1).text) for size in SIZES],
        "dense_link": replace(query, dense=not query.dense).text,
        "views": views_offered(ledger=ledger.ledger, actor=actor),
        "shared": SHARED.items(),
        "own_form": form_of(ledger.ledger),
        "may": {right.value: actor.has(right) for right in (Right.WRITE, Right.EXPORT, Right.PACKS)},
        "here": reverse("ledger", args=[ledger.ledger]),
    }
    return page_render(request, "web/ledger.html", context, status=status)
