"""率: 办结率, 按时办结率 and the like of matters, by unit, source and channel for a period, side by side."""

from django.http import HttpRequest, HttpResponse

from bihuan.apps.ledgers.opened import open_by_ledger
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger
from bihuan.web.acting import actor_of
from bihuan.web.asked import asked, filter_context, unit_of_pack
from bihuan.web.pages import page, page_render
from bihuan.web.rates import ledgers_rated, rate_tables, rates_of


def ledger_busiest(ledgers: list[Ledger], actor: Actor) -> Ledger:
    """What the page opens with: the ledger of which the person has most open matters, else the first."""
    counts = open_by_ledger(actor, Right.READ)
    return max(ledgers, key=lambda one: counts.get(one.ledger, 0) if one.dispatched else 0)


@page("rates", right=Right.READ)
def rates_page(request: HttpRequest) -> HttpResponse:
    """The rates of one ledger as tables."""
    ledgers = ledgers_rated()
    if not ledgers:
        raise BihuanError("rates.none", "已安装的行业包里没有算率的台账", hint="安装带有指标的行业包后再看")
    wanted = request.GET.get("ledger", "")
    ledger = next((one for one in ledgers if one.ledger == wanted), None) or ledger_busiest(ledgers, actor_of(request))
    choice = asked(request, unit_of_pack(catalog().pack_of(ledger.ledger).name))
    context = {
        "ledgers": ledgers,
        "ledger": ledger,
        "rates": rates_of(ledger),
        "tables": rate_tables(ledger, choice),
        **filter_context(choice),
    }
    return page_render(request, "web/rates.html", context)
