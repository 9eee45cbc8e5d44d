"""核对: where the entries of a ledger do not add up, each with its gap and the way to it."""

from django.http import HttpRequest, HttpResponse

from bihuan.apps.ledgers.checking import gaps_within
from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.units.actors import Right
from bihuan.web.acting import actor_of
from bihuan.web.pages import page, page_render

MOST = 500  # gaps on the page; the console lists them all


@page("ledgers", right=Right.READ)
def checks_page(request: HttpRequest, name: str) -> HttpResponse:
    """The checks that the pack declares, and the entries that do not keep them."""
    ledger = ledger_definition(name)
    gaps = gaps_within(ledger.ledger, actor=actor_of(request))
    checks = [(check, [gap for gap in gaps[:MOST] if gap.check == check.check]) for check in ledger.checks]
    context = {"ledger": ledger, "checks": checks, "total": len(gaps), "most": MOST}
    return page_render(request, "web/checks.html", context)
