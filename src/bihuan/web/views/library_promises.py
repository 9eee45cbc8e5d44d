"""承诺: what was promised in one year's report and how the next year's report answers; each opens to both places."""

from django.http import HttpRequest, HttpResponse

from bihuan.apps.library.models import LibraryPromise
from bihuan.apps.library.promises import promises_choices, promises_kept
from bihuan.apps.units.actors import Actor, Right
from bihuan.search.query import State
from bihuan.web.acting import actor_of
from bihuan.web.asked import number_asked
from bihuan.web.kit import Choice, FieldShown, FilterBar, state_html
from bihuan.web.librarylinks import document_link
from bihuan.web.librarysearch import PROMISE_TONES
from bihuan.web.pages import page, page_of, page_render
from bihuan.web.views.library_like import SECTION, source_of

STATES: dict[State, str] = {"unmet": "未完成", "unreported": "未反馈", "all": "全部"}


@page(SECTION, right=Right.READ)
def library_promises(request: HttpRequest) -> HttpResponse:
    """The list, filtered by how it ended, by issuer, by year and by words."""
    actor, given = actor_of(request), request.GET
    state: State = next((one for one in STATES if one == given.get("state")), "all")
    issuer, words = given.get("issuer", "")[:120], given.get("q", "")[:100]
    found = promises_kept(actor, state=state, issuer=issuer, year=number_asked(request, "year"), words=words)
    shown = page_of(request, found)
    context = {
        "bar": _bar(actor, state, issuer, given.get("year", ""), words),
        "shown": shown,
        "promises": [_row(one) for one in shown],
    }
    return page_render(request, "web/library/like/promises.html", context)


def _row(one: LibraryPromise) -> dict[str, object]:
    return {
        "one": one,
        "state": state_html(one.get_verdict_display(), PROMISE_TONES[one.verdict]),
        "plan": source_of(one.document, one.start, one.end),
        "later": source_of(one.later, one.result_start, one.result_end),
        "told": document_link(one.later_id, one.result_start, one.result_end),
    }


def _bar(actor: Actor, state: State, issuer: str, year: str, words: str) -> FilterBar:
    issuers, years = promises_choices(actor)
    return FilterBar([
        FieldShown("q", "词", "text", words),
        FieldShown("state", "结果", "choice", "" if state == "all" else state, choices=_choices(STATES), empty="全部"),
        FieldShown("issuer", "发文机关", "choice", issuer, choices=[Choice(one, one) for one in issuers], empty="全部"),
        FieldShown("year", "年度", "choice", year, choices=[Choice(str(one), f"{one}年") for one in years], empty="全部"),
    ])  # fmt: skip


def _choices(labels: dict[State, str]) -> list[Choice]:
    return [Choice(key, label) for key, label in labels.items() if key != "all"]
