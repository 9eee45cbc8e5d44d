"""What the search page of the library is asked, as its address says it, and the same question narrowed or widened by one condition."""

from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from bihuan.apps.library.selectors import Shown, ShownHit, library_search
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError
from bihuan.search.finding import FactOrder, Order
from bihuan.search.names import ROLES, first_word
from bihuan.search.query import And, FacetField, Is, Query, Years, all_of
from bihuan.search.syntax import query_read, query_write
from bihuan.web.asked import whole_read
from bihuan.web.kit import state_html
from bihuan.web.librarylinks import document_link

SIZE: Final = 20
DEEPEST: Final = 500  # pages: whoever wants more narrows the question
ORDERS: Final = {"rank": "最相关", "new": "新的在前", "old": "旧的在前"}
FACT_ORDERS: Final = {"largest": "大的在前", "smallest": "小的在前", "new": "新的在前"}
PROMISE_TONES: Final = {"met": "good", "near": "warn", "missed": "bad", "unreported": "none"}
FACETS: Final = {
    "region": "地区", "unit": "单位", "issuer": "发文机关", "year": "年度", "kind": "文种", "topic": "主题", "role": "部分",
}  # fmt: skip


@dataclass(frozen=True)
class AskedLibrary:
    """``q`` is typed; ``exact``, ``raw``: literally; ``within`` narrows an exact search, which has no syntax of its own."""

    q: str = ""
    exact: bool = False
    raw: bool = False
    within: str = ""
    order: str = ""
    page: int = 1

    @property
    def link(self) -> str:
        """The address of just this."""
        told = {
            "q": self.q, "exact": "1" if self.exact else "", "raw": "1" if self.raw else "", "within": self.within,
            "order": self.order, "page": str(self.page) if self.page > 1 else "",
        }  # fmt: skip
        pairs = urlencode({name: value for name, value in told.items() if value})
        return reverse("library") + (f"?{pairs}" if pairs else "")

    @property
    def conditions(self) -> str:
        """The text that holds the conditions."""
        return self.within if self.exact else self.q


def asked_library(given: QueryDict) -> AskedLibrary:
    """What an address or a form asks."""
    raw = given.get("raw") == "1"
    exact = raw or given.get("exact") == "1"
    number = whole_read(given.get("page", "")) or 1
    q = given.get("q", "")
    return AskedLibrary(
        q if exact else q.strip(), exact, raw, given.get("within", "").strip() if exact else "", given.get("order", ""),
        min(max(number, 1), DEEPEST),
    )  # fmt: skip


def library_found(asked: AskedLibrary, actor: Actor) -> Shown:
    """The answer; an order that the question does not know is the usual one."""
    return library_search(
        asked.q, actor, exact=asked.exact, raw=asked.raw, within=query_read(asked.within), facets=True,
        order=cast("Order", asked.order if asked.order in ORDERS else "rank"),
        fact_order=cast("FactOrder", asked.order if asked.order in FACT_ORDERS else "largest"),
        limit=SIZE, offset=(asked.page - 1) * SIZE,
    )  # fmt: skip


def first_found(words: str, actor: Actor, most: int) -> tuple[list["HitShown"], int]:
    """The first pieces that answer and how many there are; none where the words are no question or there is no index."""
    try:
        shown = library_search(words, actor, limit=most)
    except BihuanError:
        return [], 0
    return hits_shown(AskedLibrary(words), shown.hits), shown.total


class FacetValue(NamedTuple):
    """One value of a facet, with how many: the link sets the condition, or takes it back where it is set."""

    label: str
    hits: int
    link: str
    set: bool


class Facet(NamedTuple):
    """One facet with its values, the commonest first."""

    name: str
    label: str
    values: list[FacetValue]


def facets_shown(asked: AskedLibrary, counts: dict[str, dict[str, int]]) -> list[Facet]:
    """The facets that have values, conditions that are set before others."""
    try:
        query = query_read(asked.conditions)
    except BihuanError:
        return []
    facets = []
    for name, label in FACETS.items():
        found = {value: count for value, count in counts.get(name, {}).items() if value}
        if name == "year":
            found = dict(sorted(found.items(), reverse=True))
        values = [_value(asked, query, name, value, count) for value, count in found.items()]
        if values:
            facets.append(Facet(name, label, sorted(values, key=lambda one: not one.set)))
    return facets


def _value(asked: AskedLibrary, query: Query | None, name: str, value: str, count: int) -> FacetValue:
    condition = condition_of(name, value)
    label = first_word(ROLES, value) if name == "role" and value in ROLES else f"{value}年" if name == "year" else value
    changed, is_set = condition_turned(query, condition)
    return FacetValue(label, count, link_with(asked, changed), is_set)


def condition_of(name: str, value: str) -> Query:
    """What a facet's value says as a question."""
    return Years(int(value), int(value)) if name == "year" else Is(cast("FacetField", name), (value,))


def condition_turned(query: Query | None, condition: Query) -> tuple[Query | None, bool]:
    """The question with the condition, or without it where it has it; and whether it had."""
    parts: list[Query] = list(query.parts) if isinstance(query, And) else [] if query is None else [query]
    if condition in parts:
        parts.remove(condition)
        return (all_of(parts) if parts else None), True
    return all_of([*parts, condition]), False


def link_with(asked: AskedLibrary, query: Query | None) -> str:
    """The address of the same search by other conditions."""
    text = query_write(query) if query is not None else ""
    return replace(asked, **{"within" if asked.exact else "q": text}, page=1).link  # type: ignore[arg-type]


class Chip(NamedTuple):
    """A condition that is set, and the address without it."""

    words: str
    link: str


def chips_of(asked: AskedLibrary) -> list[Chip]:
    """The conditions of the question that are facets."""
    try:
        query = query_read(asked.conditions)
    except BihuanError:
        return []
    parts = query.parts if isinstance(query, And) else () if query is None else (query,)
    set_ = [part for part in parts if isinstance(part, Is | Years)]
    return [Chip(query_write(part), link_with(asked, condition_turned(query, part)[0])) for part in set_]


class Ordering(NamedTuple):
    """One way to order."""

    label: str
    link: str
    here: bool


def orders_of(asked: AskedLibrary, *, facts: bool) -> list[Ordering]:
    """The orders that fit; an exact search has one, in which they stand."""
    if asked.exact:
        return []
    offered = FACT_ORDERS if facts else ORDERS
    usual = next(iter(offered))
    now = asked.order if asked.order in offered else usual
    return [
        Ordering(label, replace(asked, order="" if key == usual else key, page=1).link, key == now)
        for key, label in offered.items()
    ]


class HitShown(NamedTuple):
    """A hit with the pieces of its snippet, (text, whether it is what was looked for), and where it opens."""

    hit: ShownHit
    snippet: list[tuple[str, bool]]
    link: str
    state: SafeString | str = ""
    later: str = ""


def hits_shown(asked: AskedLibrary, hits: list[ShownHit]) -> list[HitShown]:
    """The hits as the page shows them."""
    return [
        promise_shown(hit) if "verdict" in hit.fact else HitShown(hit, snippet_parts(hit), reader_link(asked, hit))
        for hit in hits
    ]


def promise_shown(hit: ShownHit) -> HitShown:
    """A promise: how it ended, and where the later report says so."""
    told = hit.fact
    return HitShown(
        hit, snippet_parts(hit), document_link(hit.document, hit.start, hit.end),
        state_html(told["said"], PROMISE_TONES[told["verdict"]]), document_link(told["later"], told["result_start"]),
    )  # fmt: skip


def snippet_parts(hit: ShownHit) -> list[tuple[str, bool]]:
    """The snippet cut at its marks; one mark that touches another is joined to it."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(hit.marks):
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    parts, at = [], 0
    for start, end in joined:
        parts += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return [part for part in [*parts, (hit.snippet[at:], False)] if part[0]]


def reader_link(asked: AskedLibrary, hit: ShownHit) -> str:
    """The reader at the hit: at the number itself where a number was found."""
    told: dict[str, Any] = {"q": asked.q, "at": hit.number}
    if asked.exact:
        told["raw" if asked.raw else "exact"] = "1"
    place = f"n{hit.start}" if hit.fact else f"p{hit.number}"
    return f"{reverse('library_document', args=[hit.document])}?{urlencode(told)}#{place}"


def page_shown(asked: AskedLibrary, total: int) -> Page[int]:
    """Where this page stands among all."""
    return Paginator(range(min(total, SIZE * DEEPEST)), SIZE).get_page(asked.page)
