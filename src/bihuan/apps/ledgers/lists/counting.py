"""How many entries: by state, by the day they are due, of every ledger. What homes and overviews count by, in few questions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Max, Q, Value, When

from bihuan.apps.ledgers.lists.columnpath import where
from bihuan.apps.ledgers.lists.conditions import clock_of
from bihuan.apps.ledgers.lists.ormpath import entries_query
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.lists.shelf import columns_held
from bihuan.apps.ledgers.tables import ledger_table
from bihuan.apps.units.actors import Actor
from bihuan.packs.schema import Ledger


def counts_by_state(*, actor: Actor, ledger: Ledger, today: date) -> dict[str, int]:
    """How many entries within reach stand in each state, in the order of the states; one without entries is 0."""
    scope = Scope(actor, ledger, today)
    if (held := columns_held(ledger_table(ledger.ledger))) is not None:
        kept = where(scope, ())
        found = dict(held.ask(f"SELECT state, count(*) FROM l WHERE {kept.text} GROUP BY 1", kept.values))
    else:
        entries = entries_query(scope, ()).order_by()
        found = dict(entries.values_list("state").annotate(number=Count("pk")))
    return {state.key: found.get(state.key, 0) for state in ledger.states}


def due_counts(*, actor: Actor, ledger: Ledger, today: date, edges: Sequence[date]) -> list[int]:
    """How many unfinished entries within reach are due by each edge and after the one before it, by the ledger's last clock.

    Edges ascend; yesterday, today, two and five working days ahead give 逾期, 今天到期, 2 日内, 5 日内. No clock: zeros.
    """
    clock = clock_of(ledger)
    if clock is None or not edges:
        return [0] * len(edges)
    due, stops = clock
    scope = Scope(actor, ledger, today)
    if (held := columns_held(ledger_table(ledger.ledger))) is not None:
        kept = where(scope, ())
        sql = f'SELECT "{due}", count(*) FROM l WHERE "{stops}" IS NULL AND "{due}" <= ? AND {kept.text} GROUP BY 1'
        days: dict[date, int] = dict(held.ask(sql, [edges[-1], *kept.values]))
        return [sum(count for day, count in days.items() if low < day <= high) for low, high in spans(edges)]
    bucket = Case(
        *[When(**{f"{due}__lte": edge}, then=Value(at)) for at, edge in enumerate(edges)], output_field=IntegerField()
    )
    left = entries_query(scope, ()).filter(**{f"{stops}__isnull": True, f"{due}__lte": edges[-1]}).order_by()
    found: dict[Any, int] = dict(left.annotate(bucket=bucket).values_list("bucket").annotate(number=Count("pk")))
    return [found.get(at, 0) for at in range(len(edges))]


def spans(edges: Sequence[date]) -> list[tuple[date, date]]:
    """Each edge with the one before it."""
    return list(zip([date.min, *edges[:-1]], edges, strict=True))


def count_and_day(*, actor: Actor, ledger: Ledger, today: date) -> tuple[int, date | None, date | None]:
    """How many entries within reach, the latest day of any, and the latest day not after today."""
    scope = Scope(actor, ledger, today)
    if (held := columns_held(ledger_table(ledger.ledger))) is not None:
        kept = where(scope, ())
        day = f'"{ledger.date}"'
        sql = f"SELECT count(*), max({day}), max({day}) FILTER ({day} <= ?) FROM l WHERE {kept.text}"
        number, latest, past = held.ask(sql, [today, *kept.values])[0]
        return number, latest, past
    told = entries_query(scope, ()).aggregate(
        number=Count("pk"), latest=Max(ledger.date), past=Max(ledger.date, filter=Q(**{f"{ledger.date}__lte": today}))
    )
    return told["number"], told["latest"], told["past"]
