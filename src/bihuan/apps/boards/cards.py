"""The board's cards as small arrays: everything at once, or only what changed since an event."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bihuan.apps.boards.models import Duplicate
from bihuan.apps.calendars.ahead import Ahead
from bihuan.apps.ledgers.faces import FacePlan, face_plan
from bihuan.apps.ledgers.models import Event, LedgerTable, Spot
from bihuan.apps.ledgers.opened import open_entries
from bihuan.apps.ledgers.selectors import chain_count
from bihuan.apps.ledgers.tables import columns_of, model_make
from bihuan.apps.marks import marks_of
from bihuan.apps.units.actors import Actor, Right

MANY = 3000  # changed entries from which on everything is sent anew
CARD = ("ledger", "id", "unit", "lead", "state", "number", "category", "place", "day", "due", "x", "y", "ring", "same")


def board_tables() -> list[LedgerTable]:
    """The ledgers whose entries are matters handed to units."""
    return [table for table in LedgerTable.objects.filter(hidden=False).order_by("pack", "name") if dispatched(table)]


def dispatched(table: LedgerTable) -> bool:
    """Whether a ledger's entries stand on the board."""
    return bool(table.definition.get("dispatched"))


def board_read(actor: Actor, day: date, *, since: int | None = None) -> dict[str, Any]:
    """Cards within the actor's reach of dispatching: all, or those that events after ``since`` touched and those that left."""
    actor.require(Right.DISPATCH)
    head, tables = chain_count(), board_tables()
    touched = touched_since(since, head, tables)
    found = open_entries(actor, Right.DISPATCH).filter(ledger__in=[table.name for table in tables])
    marks = marks_of(day)
    told = {
        "head": head,
        "today": marks.today,
        "two": ahead_told(marks.two),
        "five": ahead_told(marks.five),
        "fields": CARD,
    }
    told["ledgers"] = [ledger_told(face_plan(table), actor) for table in tables]
    if touched is None:
        return {**told, "whole": True, "cards": list(cards_of(tables, found))}
    cards = list(cards_of(tables, found, touched))
    places = {table.name: number for number, table in enumerate(tables)}
    there = {(card[0], card[1]) for card in cards}
    gone = [(places[name], number) for name, ids in touched.items() for number in ids]
    return {**told, "whole": False, "cards": cards, "gone": [one for one in gone if one not in there]}


def ahead_told(ahead: Ahead) -> dict[str, Any]:
    """How far so many working days reach: the usual day, and other days with the units that they hold for."""
    return {"usual": ahead.usual, "local": [(day, sorted(units)) for day, units in ahead.local.items()]}


def touched_since(since: int | None, head: int, tables: Sequence[LedgerTable]) -> dict[str, set[int]] | None:
    """The entries of each ledger that later events name; None when everything is to be sent."""
    if since is None or since > head:
        return None
    names = [table.name for table in tables]
    later = Event.objects.filter(seq__gt=since, subject__in=names, entry_id__isnull=False).order_by()
    pairs = list(later.values_list("subject", "entry_id").distinct()[: MANY + 1])
    if len(pairs) > MANY:
        return None
    touched: dict[str, set[int]] = {}
    for name, entry_id in pairs:
        touched.setdefault(name, set()).add(entry_id or 0)
    return touched


def ledger_told(plan: FacePlan, actor: Actor) -> dict[str, Any]:
    """What the page needs to know of a ledger: its states, and from which an entry may be handed on and to which it comes."""
    move, ledger = plan.dispatch, plan.ledger
    return {
        "name": ledger.ledger,
        "label": ledger.name,
        "states": {state.key: state.label for state in ledger.states},
        "from": move.source if move and actor.has(Right(move.right)) else [],
        "to": move.target if move else "",
    }


def cards_of(
    tables: Sequence[LedgerTable], found: QuerySet[Any], only: dict[str, set[int]] | None = None
) -> Iterator[list[Any]]:
    """The cards of each ledger in turn; merged duplicates are left out and counted on the first of them."""
    hidden = set(Duplicate.objects.values_list("ledger", "entry_id"))
    same = Counter(Duplicate.objects.values_list("ledger", "first_id"))
    for number, table in enumerate(tables):
        own = found.filter(ledger=table.name)
        if only is not None:
            own = own.filter(entry_id__in=only.get(table.name, ()))
        rows = list(own.values_list("entry_id", "unit_id", "lead", "state", "day", "due"))
        plan, ids = (
            face_plan(table),
            own.order_by().values("entry_id"),
        )  # asked for inside each query, however many they are
        faces, spots, rings = faces_read(table, plan, ids), spots_read(table.name, ids), rings_read(table, plan, ids)
        for entry_id, unit, lead, state, day, due in rows:
            if (table.name, entry_id) not in hidden and entry_id in faces:
                name, category, place = faces[entry_id]
                x, y = spots.get(entry_id, (None, None))
                yield [
                    number, entry_id, unit, lead, state, name, category, place, day, due, x, y, rings.get(entry_id),
                    same[table.name, entry_id],
                ]  # fmt: skip


def faces_read(table: LedgerTable, plan: FacePlan, ids: QuerySet[Any, Any]) -> dict[int, tuple[str, str, str]]:
    """Number, category and place of entries."""
    rows = model_make(table.table, columns_of(table))._default_manager
    columns = [plan.number or "entry_key"]
    columns += [field.name if field else "pk" for field in (plan.category, plan.place)]
    labels = {choice.key: choice.label for choice in plan.category.choices} if plan.category else {}
    found: dict[int, tuple[str, str, str]] = {}
    for entry_id, number, category, place in rows.filter(pk__in=ids).values_list("pk", *columns):
        found[entry_id] = (
            str(number or f"#{entry_id}"),
            labels.get(category, "") if plan.category else "",
            (place or "") if plan.place else "",
        )
    return found


def spots_read(ledger: str, ids: QuerySet[Any, Any]) -> dict[int, tuple[int, int]]:
    """Where entries lie."""
    rows = Spot.objects.filter(ledger=ledger, entry_id__in=ids).values_list("entry_id", "x", "y")
    return {entry_id: (x, y) for entry_id, x, y in rows}


def rings_read(table: LedgerTable, plan: FacePlan, ids: QuerySet[Any, Any]) -> dict[int, str]:
    """The outlines of entries that have one."""
    if plan.polygon is None:
        return {}
    rows = model_make(table.table, columns_of(table))._default_manager
    name = plan.polygon.name
    return dict(rows.filter(pk__in=ids, **{f"{name}__isnull": False}).values_list("pk", name))
