"""台账: what is kept, its entries, and what happened to each."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from bihuan.apps.ledgers.listing import entries_find, entries_shown, entry_events, entry_shown, ledger_counts
from bihuan.apps.ledgers.selectors import catalog, ledger_definition
from bihuan.apps.units.actors import Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import Period
from bihuan.packs.schema import FieldType, Ledger
from bihuan.web.asked import day_asked, period_words, periods_offered, units_offered
from bihuan.web.pages import page, page_of, page_render

WIDE = 7  # columns of a list; an entry's own page has them all


@page("ledgers", right=Right.READ)
def ledger_list(request: HttpRequest) -> HttpResponse:
    """Every ledger by pack, with how many entries and how far."""
    packs = catalog().packs
    rows = [(catalog().pack_of(ledger.ledger).name, ledger, count, day) for ledger, count, day in ledger_counts()]
    groups = [(packs[name].head, [row[1:] for row in found]) for name, found in groupby(rows, key=lambda row: row[0])]
    total = sum(row[2] for row in rows)
    return page_render(request, "web/ledgers.html", {"groups": groups, "total": total, "kinds": len(rows)})


@page("ledgers", right=Right.READ)
def ledger_page(request: HttpRequest, name: str) -> HttpResponse:
    """Entries of one ledger, filtered by unit, period, state and number."""
    ledger = ledger_definition(name)
    given = {key: request.GET.get(key, "").strip() for key in ("unit", "period", "state", "q")}
    entries = entries_find(
        ledger,
        unit=unit_get(given["unit"]) if given["unit"] else None,
        period=Period.parse(given["period"]) if given["period"] else None,
        state=given["state"],
        text=given["q"],
    )
    found = page_of(request, entries)
    columns = columns_listed(ledger)
    shown = [(entry, [entry.cells[index] for index in columns]) for entry in entries_shown(ledger, found)]
    context = {
        "ledger": ledger,
        "given": given,
        "page": found,
        "rows": shown,
        "labels": [ledger.fields[index].label for index in columns],
        "units": units_offered(),
        "periods": [(period.name, period_words(period)) for period in periods_offered(day_asked(request))],
    }
    return page_render(request, "web/ledger.html", context)


def columns_listed(ledger: Ledger) -> list[int]:
    """The columns of a list: the key and required fields first, then dates, then the rest, as many as fit, in ledger order."""

    def rank(index: int) -> tuple[bool, bool, bool, int]:
        field = ledger.fields[index]
        return (field.name not in ledger.key, not field.required, field.type is not FieldType.DATE, index)

    return sorted(sorted(range(len(ledger.fields)), key=rank)[:WIDE])


@page("ledgers", right=Right.READ)
def entry_page(request: HttpRequest, name: str, entry: int) -> HttpResponse:
    """One entry with all its fields and its history."""
    ledger = ledger_definition(name)
    context = {"ledger": ledger, "entry": entry_shown(ledger, entry), "events": entry_events(ledger, entry)}
    return page_render(request, "web/entry.html", context)
