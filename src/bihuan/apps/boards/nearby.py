"""疑似重复: entries of the same kind that lie close by and came in about the same time."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import cos, hypot, radians
from typing import Any, NamedTuple

from bihuan.apps.boards.models import Duplicate
from bihuan.apps.ledgers.faces import FacePlan, face_of, face_plan
from bihuan.apps.ledgers.holders import entries_within
from bihuan.apps.ledgers.models import Spot
from bihuan.apps.ledgers.selectors import ledger_table
from bihuan.apps.ledgers.tables import columns_of, model_make
from bihuan.apps.units.actors import Actor, Right

METRES, DAYS, MOST = 200, 10, 10
DEGREE = 111_320  # metres of a degree of latitude
CANDIDATES = 2000


class Near(NamedTuple):
    """One entry that may tell of the same matter."""

    entry_id: int
    number: str
    category: str
    place: str
    state: str
    day: date | None
    metres: int
    days: int


def nearby(
    actor: Actor, *, ledger: str, entry_id: int, metres: int = METRES, days: int = DAYS, most: int = MOST
) -> list[Near]:
    """Entries like this one, the closest first; those already merged are left out. An entry without a place has none."""
    actor.require(Right.READ)
    table = ledger_table(ledger)
    plan, model = face_plan(table), model_make(table.table, columns_of(table))
    within = model._default_manager.filter(entries_within(actor, table.name), removed=False)
    own = within.filter(pk=entry_id).first()
    spot = Spot.objects.filter(ledger=table.name, entry_id=entry_id).first()
    if own is None or spot is None:
        return []
    spots = spots_around(spot, metres)
    rows = within.filter(pk__in=spots, **alike(plan, own, days)).exclude(pk__in=merged(table.name))
    found = [near_of(plan, own, row, spots[row.pk]) for row in rows[:CANDIDATES]]
    return sorted(found, key=lambda near: (near.metres, near.days))[:most]


def spots_around(spot: Spot, metres: int) -> dict[int, int]:
    """The entries within so many metres with their distance: a box by the index, then the circle."""
    scale = cos(radians(spot.y / 1e6))
    high = round(metres / DEGREE * 1e6)
    wide = round(high / max(scale, 0.01))
    box = Spot.objects.filter(
        ledger=spot.ledger, x__range=(spot.x - wide, spot.x + wide), y__range=(spot.y - high, spot.y + high)
    ).exclude(entry_id=spot.entry_id)
    found = {}
    for entry_id, x, y in box.order_by().values_list("entry_id", "x", "y")[:CANDIDATES]:
        distance = hypot((x - spot.x) * scale, y - spot.y) / 1e6 * DEGREE
        if distance <= metres:
            found[entry_id] = round(distance)
    return found


def alike(plan: FacePlan, own: Any, days: int) -> dict[str, Any]:
    """Conditions on the ledger's table: the same category, about the same day."""
    conditions: dict[str, Any] = {}
    if plan.category is not None:
        conditions[plan.category.name] = getattr(own, plan.category.name)
    if (day := getattr(own, plan.ledger.date)) is not None:
        conditions[f"{plan.ledger.date}__range"] = (day - timedelta(days), day + timedelta(days))
    return conditions


def merged(ledger: str) -> Sequence[int]:
    """Entries that were merged into another already."""
    return list(Duplicate.objects.filter(ledger=ledger).values_list("entry_id", flat=True))


def near_of(plan: FacePlan, own: Any, row: Any, metres: int) -> Near:
    """One of them in words."""
    face = face_of(plan, row)
    states = {state.key: state.label for state in plan.ledger.states}
    day, mine = getattr(row, plan.ledger.date), getattr(own, plan.ledger.date)
    apart = abs((day - mine).days) if day and mine else 0
    return Near(row.pk, face.number, face.category, face.place, states.get(row.state, ""), day, metres, apart)
