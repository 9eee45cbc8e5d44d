"""条目: listed, read, added, changed, moved, removed. Who may do what to which is asked by the services."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from bihuan.apps.ledgers.listing import entry_readable
from bihuan.apps.ledgers.lists.finding import scope_of
from bihuan.apps.ledgers.lists.ormpath import entries_query
from bihuan.apps.ledgers.lists.query import query_read
from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_remove
from bihuan.apps.today import today
from bihuan.apps.tracking.services import case_move
from bihuan.apps.units.actors import Right
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.api.asked import EntryAsked, ListAsked
from bihuan.web.api.deed import KEY, Done, deed_answer
from bihuan.web.api.entryjson import digest_given, entries_json, fields_chosen, tag_of, tagged
from bihuan.web.api.operating import ROOT, operation
from bihuan.web.api.packs import Name
from bihuan.web.api.paging import page_after
from bihuan.web.api.shapes import EntryChange, EntryId, EntryList, EntryNew, EntryOut, MoveGiven, RemovalGiven

router = Router(tags=["条目"])
MOVERS = (Right.WRITE, Right.HANDLE, Right.DISPATCH, Right.CHECK)


@operation(router, "GET", "/ledgers/{ledger}/entries", answers=EntryList, right=Right.READ)
def entry_list(request: HttpRequest, ledger: Name, asked: Query[ListAsked]) -> Any:
    """列出条目，按条件、按页。
    条件的写法见 docs/reference/api.md；个人信息列只给有“查看个人信息”权限的人筛选。"""
    definition, actor = ledger_definition(ledger), actor_of(request)
    pairs = [*(("f", text) for text in asked.f), *([("q", asked.q)] if asked.q.strip() else [])]
    query = query_read(definition, pairs)
    fields = fields_chosen(definition, asked.fields)
    rows = entries_query(scope_of(actor, definition, query, today()), query.conditions)
    page, following = page_after(rows, asked.sort, asked.cursor, asked.limit)
    return {"items": entries_json(definition, page, fields), "total": rows.count(), "next": following}


@operation(router, "GET", "/ledgers/{ledger}/entries/{entry_id}", answers=EntryOut, right=Right.READ, sets=("ETag",))
def entry_read(
    request: HttpRequest, response: HttpResponse, ledger: Name, entry_id: EntryId, asked: Query[EntryAsked]
) -> Any:
    """读一条。ETag 用于以后的改动。"""
    definition = ledger_definition(ledger)
    row = entry_readable(definition, entry_id, actor_of(request))
    tagged(response, row.digest)
    return entries_json(definition, [row], fields_chosen(definition, asked.fields))[0]


@operation(
    router, "POST", "/ledgers/{ledger}/entries", answers=EntryOut, right=Right.WRITE, status=201, headers=(KEY,),
    sets=("ETag", "Location"),
)  # fmt: skip
def entry_create(request: HttpRequest, ledger: Name, given: EntryNew) -> HttpResponse:
    """登记一条。
    同一个 Idempotency-Key 在 24 小时内再来，只给出上次的回答，不会登记两条。"""
    name = ledger_definition(ledger).ledger

    def do() -> Done:
        number = entry_add(
            ledger=name, unit=given.unit, values=given.values, state=given.state, actor=actor_of(request)
        )
        return entry_done(request, name, number, 201)

    return deed_answer(request, given.model_dump(), do)


@operation(
    router, "PATCH", "/ledgers/{ledger}/entries/{entry_id}", answers=EntryOut, right=Right.WRITE, headers=("If-Match",),
    sets=("ETag",),
)  # fmt: skip
def entry_update(request: HttpRequest, ledger: Name, entry_id: EntryId, given: EntryChange) -> HttpResponse:
    """改几个字段；没有写的不动。
    If-Match 是读到的 ETag：其间别人改过就是 412，什么也不存。"""
    name = ledger_definition(ledger).ledger
    seen = digest_given(request.headers.get("If-Match"))

    def do() -> Done:
        entry_change(ledger=name, entry_id=entry_id, values=given.values, actor=actor_of(request), seen=seen)
        return entry_done(request, name, entry_id, 200)

    return deed_answer(request, given.model_dump(), do)


@operation(
    router, "POST", "/ledgers/{ledger}/entries/{entry_id}/moves", answers=EntryOut, right=MOVERS, headers=(KEY, "If-Match?"),
    sets=("ETag",),
)  # fmt: skip
def entry_move(request: HttpRequest, ledger: Name, entry_id: EntryId, given: MoveGiven) -> HttpResponse:
    """流转：办结、派遣、退回、核查……
    每个流转要什么（佐证、原因、单位、另一人）写在台账的定义里；带 If-Match 则其间别人改过就是 412。"""
    name = ledger_definition(ledger).ledger
    match = request.headers.get("If-Match")

    def do() -> Done:
        case_move(
            ledger=name, entry_id=entry_id, move=given.move, on=given.on, unit=given.unit, reason=given.reason,
            evidence=given.evidence, values=given.values, seen=digest_given(match) if match else None, actor=actor_of(request),
        )  # fmt: skip
        return entry_done(request, name, entry_id, 200)

    return deed_answer(request, given.model_dump(), do)


@operation(
    router, "POST", "/ledgers/{ledger}/entries/{entry_id}/removal", answers=EntryOut, right=Right.WRITE,
    headers=(KEY, "If-Match?"), sets=("ETag",),
)  # fmt: skip
def entry_removal(request: HttpRequest, ledger: Name, entry_id: EntryId, given: RemovalGiven) -> HttpResponse:
    """作废一条，写明原因；条目留痕，不再计数。"""
    name = ledger_definition(ledger).ledger
    match = request.headers.get("If-Match")

    def do() -> Done:
        seen = digest_given(match) if match else None
        entry_remove(ledger=name, entry_id=entry_id, reason=given.reason, actor=actor_of(request), seen=seen)
        return entry_done(request, name, entry_id, 200)

    return deed_answer(request, given.model_dump(), do)


def entry_done(request: HttpRequest, ledger: str, number: int, status: int) -> Done:
    """The entry as it is after a deed. Whoever handed it out of reach is told its number and no more."""
    definition = ledger_definition(ledger)
    try:
        row = entry_readable(definition, number, actor_of(request))
    except BihuanError:
        return Done(204, None)
    content = EntryOut(**entries_json(definition, [row])[0])
    return Done(status, content, {"ETag": tag_of(row.digest), "Location": f"{ROOT}/ledgers/{ledger}/entries/{number}"})
