"""查找: ledgers, indicators and drafts by their names, documents of the library by what they say, from the box at the top of every page."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.actors import Actor, Right
from bihuan.web.acting import actor_of
from bihuan.web.librarysearch import first_found
from bihuan.web.pages import page, page_render
from bihuan.web.reach import drafts_within

MOST = 50
FIRST = 6  # pieces of the library shown here


class Hit(NamedTuple):
    """One thing found, and where it is."""

    kind: str
    name: str
    link: str
    about: str


@page("search", right=Right.READ)
def search(request: HttpRequest) -> HttpResponse:
    """Everything whose name holds the words, and the first pieces of the library that answer them."""
    words, actor = request.GET.get("q", "").strip(), actor_of(request)
    hits = [hit for hit in named(actor) if words in hit.name or words in hit.about] if words else []
    pieces, total = first_found(words, actor, FIRST) if words else ([], 0)
    context = {"q": words, "hits": hits[:MOST], "more": len(hits) > MOST, "pieces": pieces, "total": total}
    return page_render(request, "web/search.html", context)


def named(actor: Actor) -> Iterator[Hit]:
    """All that has a name, drafts only of units within reach."""
    for ledger in catalog().ledgers.values():
        yield Hit("台账", ledger.name, reverse("ledger", args=[ledger.ledger]), ledger.description or "")
    for name, indicator in catalog().indicators.items():
        yield Hit("指标", indicator.name, reverse("indicator", args=[name]), indicator.definition)
    for draft in drafts_within(actor):
        yield Hit("稿子", draft.manifest.title, reverse("draft", args=[draft.name]), f"{draft.manifest.year}年")
