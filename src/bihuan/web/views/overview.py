"""闭环一览: the loop as a picture with live counts, and the latest drafts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from bihuan.apps.ledgers.listing import ledger_counts
from bihuan.apps.ledgers.selectors import catalog, chain_head
from bihuan.apps.today import today
from bihuan.apps.units.actors import Right
from bihuan.apps.units.selectors import unit_list
from bihuan.web.acting import actor_of
from bihuan.web.asked import day_asked
from bihuan.web.pages import page, page_render
from bihuan.web.reach import drafts_within
from bihuan.web.sealed import DraftFile, source_text
from bihuan.web.verified import Verified, verified


@dataclass(frozen=True)
class Step:
    """One station of the loop."""

    name: str
    count: Any
    say: str
    link: str


@page("overview", right=Right.READ)
def overview(request: HttpRequest) -> HttpResponse:
    """The loop with counts that are computed now."""
    drafts = [(draft, verified(draft.path)) for draft in drafts_within(actor_of(request))]
    counts = ledger_counts(actor=actor_of(request), today=today())
    events, head = chain_head()
    context = {
        "steps": steps(drafts, [count for _, count, _ in counts]),
        "drafts": drafts,
        "units": unit_list().count(),
        "events": events,
        "head": head,
        "as_of": day_asked(request),
        "busiest": sorted(counts, key=lambda item: -item[1])[:8],
    }
    return page_render(request, "web/overview.html", context)


def steps(drafts: list[tuple[DraftFile, Verified]], counts: list[int]) -> list[Step]:
    """Plan → commitments → ledgers → indicators → draft → verify."""
    first = reverse("draft", args=[drafts[0][0].name]) if drafts else reverse("drafts")
    numbers = sum(len(draft.manifest.claims) for draft, _ in drafts)
    bound = sum(draft.bound for draft, _ in drafts)
    chars = sum(len(source_text(draft.manifest)) for draft, _ in drafts)
    good = sum(state.good for _, state in drafts)
    return [
        Step("上年报告", len(drafts), f"读入 {chars:,} 字", reverse("drafts")),
        Step("数量与任务", numbers, "逐个找出的数字和空缺", first),
        Step("台账", f"{sum(counts):,}", f"{len(counts)} 种台账的条目", reverse("ledgers")),
        Step("指标", len(catalog().indicators), "一处定义，处处同数", reverse("indicators")),
        Step("今年稿", bound, f"个有出处，{numbers - bound} 个空缺", first),
        Step("复核", f"{good}/{len(drafts)}", "份稿子逐数相符", reverse("drafts")),
    ]
