"""填报员的首页: this month's entries of one's own unit beside last year's to the same day, and what one did lately."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from bihuan.apps.ledgers.faces import Face, faces_of
from bihuan.apps.ledgers.models import Batch, Event, LedgerTable
from bihuan.apps.ledgers.selectors import chain_count
from bihuan.apps.ledgers.tables import columns_of, model_make
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel.periods import day_last_year

RECENT, BACK = 10, 20_000  # entries named; events looked back through
DEEDS = {"add": "登记", "change": "修改", "restore": "恢复", "move": "流转", "remove": "作废"}


@dataclass(frozen=True)
class MonthCount:
    """Entries of a ledger this month so far, and of last year's same days."""

    ledger: str
    label: str
    measure: str
    now: int
    before: int

    @property
    def difference(self) -> int:
        """More than last year, or less."""
        return self.now - self.before


@dataclass(frozen=True)
class Recent:
    """One of the actor's own late deeds."""

    face: Face
    deed: str
    at: str


def ledgers_of(actor: Actor, right: Right = Right.WRITE) -> list[LedgerTable]:
    """The ledgers that concern the actor: those of the packs that the reach names, else all that entries of the units may lie in."""
    reach = actor.reach(right)
    tables = list(LedgerTable.objects.filter(hidden=False).order_by("pack", "name"))
    named = set(reach.ledgers).union(*(part.ledgers for part in reach.also))
    packs = {table.pack for table in tables if table.name in named}
    return [table for table in tables if table.pack in packs or not packs] if named else tables


def month_counts(actor: Actor, day: date, *, most: int = 40) -> list[MonthCount]:
    """Every ledger that has entries of the actor's units this month or in last year's: all of them counted in one query."""
    spans = ((day.replace(day=1), day), (day_last_year(day.replace(day=1)), day_last_year(day)))
    tables = [table for table in ledgers_of(actor) if table.definition.get("date")][:most]
    queries = [month_query(table, actor, spans) for table in tables]
    if not queries:
        return []
    rows = (
        {row["ledger_"]: row for row in queries[0].union(*queries[1:], all=True)}
        if len(queries) > 1
        else {row["ledger_"]: row for row in queries[0]}
    )
    counts = [month_told(table, rows.get(table.name)) for table in tables]
    return sorted((one for one in counts if one.now or one.before), key=lambda one: (-one.now, -one.before))


def month_query(table: LedgerTable, actor: Actor, spans: tuple[tuple[date, date], ...]) -> Any:
    """How many entries of the actor's units a ledger has in each of two spans."""
    name = table.definition["date"]
    (first, last), (first_before, last_before) = spans
    units = actor.reach(Right.WRITE).unit_ids(table.name)
    rows = model_make(table.table, columns_of(table))._default_manager.order_by()
    if units is not None:
        rows = rows.filter(unit_id__in=units)
    both = Q(**{f"{name}__range": (first, last)}) | Q(**{f"{name}__range": (first_before, last_before)})
    # names that no field can have; grouped by a constant, for a union wants rows of one shape
    return (
        rows.filter(both, removed=False)
        .annotate(ledger_=Value(table.name))
        .values("ledger_")
        .annotate(
            now_=Count(name, filter=Q(**{f"{name}__range": (first, last)})),
            before_=Count(name, filter=Q(**{f"{name}__range": (first_before, last_before)})),
        )
    )


def month_told(table: LedgerTable, row: dict[str, Any] | None) -> MonthCount:
    """A ledger's counts with its names."""
    told = row or {"now_": 0, "before_": 0}
    return MonthCount(table.name, table.label, table.definition.get("measure", "条"), told["now_"], told["before_"])


def recent_deeds(actor: Actor) -> list[Recent]:
    """What the actor did last to entries, one line an entry; only the latest events are looked through."""
    events = Event.objects.filter(
        seq__gt=chain_count() - BACK, actor=actor.name, deed__in=DEEDS, entry_id__isnull=False
    )
    found: dict[tuple[str, int], Event] = {}
    for event in events.order_by("-seq")[: RECENT * 4]:
        found.setdefault((event.subject, event.entry_id or 0), event)
    chosen = dict(list(found.items())[:RECENT])
    faces = faces_of(chosen)
    return [Recent(faces[key], DEEDS[event.deed], event.at) for key, event in chosen.items() if key in faces]


def batches_recent(actor: Actor, *, most: int = 5) -> QuerySet[Batch]:
    """The workbooks that the actor brought in last."""
    return Batch.objects.filter(actor=actor.name, kind__in=(Batch.IMPORT, Batch.PASTE)).order_by("-pk")[:most]
