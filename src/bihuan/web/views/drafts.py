"""起草: the drafted report beside its sources; a click on a number shows what proves it."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError, Claim, Period
from bihuan.drafting.claims import CITED, MEASURE_LABELS
from bihuan.indicators import FigureQuery
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.asked import Asked
from bihuan.web.behind import columns_of, rows_added
from bihuan.web.citing import quotes_context
from bihuan.web.pages import page, page_render
from bihuan.web.reach import draft_within, drafts_within, figure_within
from bihuan.web.sealed import DraftFile, last_sentence, paragraphs_of
from bihuan.web.verified import verified

ROWS_SHOWN = 50


@page("drafts", right=Right.READ)
def draft_list(request: HttpRequest) -> HttpResponse:
    """Every draft in the folder with the state of its numbers."""
    drafts = [(draft, verified(draft.path)) for draft in drafts_within(actor_of(request))]
    return page_render(request, "web/drafts.html", {"drafts": drafts})


@page("drafts", right=Right.READ)
def draft_page(request: HttpRequest, name: str, claim: str = "") -> HttpResponse:
    """The draft, and beside it the claim asked for; htmx asks for the panel alone."""
    draft = draft_within(actor_of(request), name)
    context: dict[str, Any] = {"draft": draft, "unit": unit_get(draft.manifest.unit)}
    if claim:
        context |= claim_context(draft, claim, actor_of(request))
    if part_asked(request):
        return page_render(request, "web/_claim.html", context)
    reasons = reasons_grouped(draft)
    context |= {"paragraphs": paragraphs_of(draft), "state": verified(draft.path), "reasons": reasons}
    context |= quotes_context(draft, actor_of(request))
    return page_render(request, "web/draft.html", context)


def claim_context(draft: DraftFile, wanted: str, actor: Actor) -> dict[str, Any]:
    """One claim with last year's sentence and the first rows behind it."""
    claim = draft.claims.get(wanted)
    if claim is None:
        raise BihuanError("claim.unknown", f"这份稿子里没有编号为 {wanted} 的数字")
    measure = MEASURE_LABELS.get(claim.measure, "") if claim.indicator else ""
    context: dict[str, Any] = {"claim": claim, "measure": measure, "last": last_sentence(draft, claim)}
    query = query_of(claim)
    if query and figure_within(actor, query.indicator, unit_get(query.unit)):
        sides, rows = rows_added(query)
        choice = Asked(unit_get(query.unit), query.period, query.as_of)
        context |= {"sides": sides, "rows": columns_of(rows[:ROWS_SHOWN]), "rows_total": len(rows), "choice": choice}
    return context


def query_of(claim: Claim) -> FigureQuery | None:
    """The question that the claim answers; None for a blank, and for a fact cited from above."""
    if not (claim.indicator and claim.unit and claim.period and claim.as_of) or claim.kind != "bound":
        return None
    if claim.scope.startswith(CITED):
        return None
    if claim.indicator.partition("[")[0] not in catalog().indicators:
        return None
    return FigureQuery(claim.indicator, claim.unit, Period.parse(claim.period), claim.as_of, claim.measure)


def reasons_grouped(draft: DraftFile) -> list[tuple[str, list[Claim]]]:
    """Blanks by their reason, the commonest first."""
    groups: dict[str, list[Claim]] = {}
    for claim in draft.manifest.claims:
        if claim.kind == "blank":
            groups.setdefault(claim.note or "没有台账证明", []).append(claim)
    return sorted(groups.items(), key=lambda item: -len(item[1]))


@page("drafts", right=Right.READ)
def draft_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The docx itself; ``?copy=review`` gives the copy with comments."""
    draft = draft_within(actor_of(request), name)
    path = draft.review if request.GET.get("copy") == "review" and draft.review else draft.path
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
