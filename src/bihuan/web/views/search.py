"""查找: ledgers, indicators and drafts by their names, from the box at the top of every page."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.actors import Actor, Right
from bihuan.web.acting import actor_of
from bihuan.web.pages import page, page_render
from bihuan.web.reach import drafts_within

MOST = 50


class Hit(NamedTuple):
    """One thing found, and where it is."""

    kind: str
    name: str
    link: str
    about: str


@page("search", right=Right.READ)
def search(request: HttpRequest) -> HttpResponse:
    """Everything whose name holds the words."""
    words = request.GET.get("q", "").strip()
    hits = [hit for hit in named(actor_of(request)) if words in hit.name or words in hit.about] if words else []
    return page_render(request, "web/search.html", {"q": words, "hits": hits[:MOST], "more": len(hits) > MOST})


def named(actor: Actor) -> Iterator[Hit]:
    """All that has a name, drafts only of units within reach."""
    for ledger in catalog().ledgers.values():
        yield Hit("台账", ledger.name, reverse("ledger", args=[ledger.ledger]), ledger.description or "")
    for name, indicator in catalog().indicators.items():
        yield Hit("指标", indicator.name, reverse("indicator", args=[name]), indicator.definition)
    for draft in drafts_within(actor):
        yield Hit("稿子", draft.manifest.title, reverse("draft", args=[draft.name]), f"{draft.manifest.year}年")
