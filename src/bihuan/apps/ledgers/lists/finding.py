"""Finding a page of a list: how many entries keep the conditions, their sums, and those of the page, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Sum

from bihuan.apps.ledgers.lists.columnpath import order, where
from bihuan.apps.ledgers.lists.conditions import UNIT
from bihuan.apps.ledgers.lists.ormpath import entries_query, entries_sorted, summed
from bihuan.apps.ledgers.lists.query import ListQuery, personal_of
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.lists.shelf import columns_held
from bihuan.apps.ledgers.tables import ledger_model, ledger_table
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import FieldType, Ledger

if TYPE_CHECKING:
    from bihuan.apps.ledgers.lists.columns import LedgerColumns


class Counted(Paginator):  # type: ignore[type-arg]
    """Pages of entries that are counted already."""

    def __init__(self, count: int, size: int) -> None:
        self.known = count
        super().__init__((), size)

    @cached_property
    def count(self) -> int:
        """How many there are on all pages."""
        return self.known


@dataclass(frozen=True)
class Listed:
    """One page of a list. ``page.object_list`` are the entries; ``sums`` are over all pages, by field."""

    page: Page[Any]
    sums: dict[str, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many entries keep the conditions."""
        return self.page.paginator.count


def entries_list(
    *, actor: Actor, ledger: Ledger, query: ListQuery, today: date, columns: Sequence[str] = (), wait: bool = False
) -> Listed:
    """The page of the list that the query asks for, within the actor's reach; numbers among ``columns`` are added up.

    ``wait`` holds the answer back until a ledger's columns are in memory, whatever its size (for measuring and tests).
    """
    scope = scope_of(actor, ledger, query, today)
    sums = summed(ledger, columns)
    held = None if personal_of(ledger, query) else columns_held(ledger_table(ledger.ledger), wait=wait)
    return of_columns(held, scope, query, sums) if held is not None else of_database(scope, query, sums)


def scope_of(
    actor: Actor, ledger: Ledger, query: ListQuery, today: date, rights: tuple[Right, ...] = (Right.READ,)
) -> Scope:
    """What the question may look at. One that looks at a personal field needs the right to see it, and reaches no further."""
    for right in rights:
        actor.require(right)
    personal = personal_of(ledger, query)
    if personal and not actor.has(Right.REVEAL):
        names = "、".join(ledger.field(name).label for name in personal)
        raise BihuanError(
            "list.personal", f"“{names}”是个人信息，不能按它筛选或排序", where=f"台账“{ledger.name}”",
            hint="去掉这个条件；确需查找的，请有“查看个人信息”权限的人办理",
        )  # fmt: skip
    return Scope(actor, ledger, today, (*rights, Right.REVEAL) if personal else rights)


def of_database(scope: Scope, query: ListQuery, sums: Sequence[str]) -> Listed:
    """By the ORM."""
    entries = entries_query(scope, query.conditions)
    paginator = Counted(entries.count(), query.size)
    number = paginator.get_page(query.page).number
    start = (number - 1) * query.size
    rows = list(entries_sorted(scope, entries, query.sort)[start : start + query.size]) if paginator.count else []
    added = entries.aggregate(**{f"sum_{name}": Sum(name) for name in sums}) if sums and rows else {}
    amounts = {name: Decimal(added[f"sum_{name}"] or 0) for name in sums if added}
    return Listed(Page(rows, number, paginator), amounts)


def of_columns(held: "LedgerColumns", scope: Scope, query: ListQuery, sums: Sequence[str]) -> Listed:
    """By the columns in memory; the entries themselves come from the database, within the same rights."""
    kept = where(scope, query.conditions)
    added = "".join(f', CAST(sum("{name}") AS HUGEINT)' for name in sums)
    count, *amounts = held.ask(f"SELECT count(*){added} FROM l WHERE {kept.text}", kept.values)[0]
    paginator = Counted(count, query.size)
    number = paginator.get_page(query.page).number
    ids = page_ids(held, scope, query, kept, count, (number - 1) * query.size) if count else []
    entries = ledger_model(scope.ledger.ledger)._default_manager.filter(scope.condition, pk__in=ids, removed=False)
    found = {entry.pk: entry for entry in entries}
    scaled = zip(sums, amounts, strict=True)
    totals = (
        {name: Decimal(amount or 0).scaleb(-places(scope.ledger, name)) for name, amount in scaled} if count else {}
    )
    return Listed(Page([found[number] for number in ids if number in found], number, paginator), totals)


def page_ids(held: "LedgerColumns", scope: Scope, query: ListQuery, kept: Any, count: int, start: int) -> list[int]:
    """The ids of one page, read from whichever end is nearer."""
    if query.sort.removeprefix("-") == UNIT:
        held.units_rank(scope.units_ordered)
    size = min(query.size, count - start)
    backwards = start > count // 2
    skip = count - start - size if backwards else start
    by = order(scope, query.sort, backwards=backwards)
    sql = f"SELECT id FROM l WHERE {kept.text} ORDER BY {by.text} LIMIT {size} OFFSET {skip}"
    ids = [row[0] for row in held.ask(sql, [*kept.values, *by.values])]
    return ids[::-1] if backwards else ids


def places(ledger: Ledger, name: str) -> int:
    """How many places the column's whole numbers carry."""
    spec = ledger.field(name)
    return {FieldType.MONEY: 2, FieldType.DECIMAL: spec.places}.get(spec.type, 0)


def entry_ids(
    *,
    actor: Actor,
    ledger: Ledger,
    query: ListQuery,
    today: date,
    most: int,
    rights: tuple[Right, ...] = (Right.READ,),
) -> list[int]:
    """The ids of all entries of a list in its order, whatever the page; more than ``most`` is a named error."""
    scope = scope_of(actor, ledger, query, today, rights)
    held = None if Right.REVEAL in scope.rights else columns_held(ledger_table(ledger.ledger))
    if held is not None:
        kept = where(scope, query.conditions)
        everything = replace(query, page=1, size=most + 1)
        ids = page_ids(held, scope, everything, kept, most + 1, 0)
    else:
        entries = entries_sorted(scope, entries_query(scope, query.conditions), query.sort)
        ids = list(entries.values_list("pk", flat=True)[: most + 1])
    if len(ids) > most:
        raise BihuanError(
            "list.too_many", f"符合条件的超过 {most:,} 条", where=f"台账“{ledger.name}”", hint="请再加条件，分几次做"
        )
    return ids
