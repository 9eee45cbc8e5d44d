"""What still stands open and where it lies: two small tables that every write keeps, so that no page reads a million rows to find ten."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from bihuan.apps.ledgers.bulk import rows_insert
from bihuan.apps.ledgers.models import OpenEntry, Spot
from bihuan.packs.schema import FieldType, Ledger

if TYPE_CHECKING:
    from bihuan.apps.ledgers.entries import Change, Row, Store

MICRO = 1_000_000
CHUNK = 500
OPEN_NAMES = ("ledger", "entry_id", "unit_id", "state", "day", "due", "ended")
SPOT_NAMES = ("ledger", "entry_id", "x", "y")


@dataclass(frozen=True)
class StandingPlan:
    """What the side tables need of a ledger, as positions among its columns; made once for a store."""

    open_states: frozenset[str] | None  # None: a ledger without moves
    awaited_states: frozenset[str]
    clocks: tuple[tuple[int, int, int], ...]  # start, stop, due
    dispatched: bool
    day: int | None
    point: int | None
    polygon: int | None

    @classmethod
    def of(cls, definition: Mapping[str, Any], index: Mapping[str, int]) -> "StandingPlan":
        """From the ledger's definition as it is stored."""
        places: dict[str, int] = {}
        for field in definition.get("fields", ()):
            if field["type"] in (FieldType.POINT, FieldType.POLYGON) and field["name"] in index:
                places.setdefault(field["type"], index[field["name"]])
        ledger = Ledger.model_validate(definition) if definition.get("moves") else None
        return cls(
            ledger.open_states if ledger else None,
            ledger.awaited_states if ledger else frozenset(),
            tuple((index[c["starts"]], index[c["stops"]], index[c["due"]]) for c in definition.get("clocks", ())),
            bool(definition.get("dispatched")),
            index.get(definition.get("date", "")),
            places.get(FieldType.POINT),
            places.get(FieldType.POLYGON),
        )

    @property
    def counts_open(self) -> bool:
        """Whether the ledger's open entries are kept."""
        return bool(self.clocks) or self.dispatched

    @property
    def has_place(self) -> bool:
        """Whether its entries lie somewhere."""
        return self.point is not None or self.polygon is not None

    def open_row(self, ledger: str, row: "Row", entry_id: int) -> tuple[Any, ...] | None:
        """The row of ``OpenEntry``; None for an entry that is removed, or done and not waited for."""
        running = [row.values[due] for start, stop, due in self.clocks if row.values[start] and not row.values[stop]]
        ended = self.open_states is not None and row.state not in self.open_states
        if row.removed or (ended and row.state not in self.awaited_states):
            return None
        if not self.dispatched and not running:
            return None
        day = row.values[self.day] if self.day is not None else None
        due = None if ended else min(filter(None, running), default=None)
        return (ledger, entry_id, row.unit_id, row.state, day, due, ended)

    def spot_row(self, ledger: str, row: "Row", entry_id: int) -> tuple[Any, ...] | None:
        """The row of ``Spot``; None for an entry without a place."""
        point = row.values[self.point] if self.point is not None else None
        ring = row.values[self.polygon] if self.polygon is not None and not point else None
        middle = point_micro(point) if point else ring_middle(ring) if ring else None
        return None if middle is None or row.removed else (ledger, entry_id, *middle)


def point_micro(text: str) -> tuple[int, int]:
    """经度,纬度 in millionths of a degree."""
    lon, lat = text.split(",")
    return round(float(lon) * MICRO), round(float(lat) * MICRO)


def ring_middle(text: str) -> tuple[int, int]:
    """The middle of the box around a ring."""
    points = [point_micro(point) for point in text.split()]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


def standing_follow(store: "Store", written: "Sequence[tuple[Change, int]]") -> None:
    """After a write: the side tables say what the rows say. Called inside the write's transaction."""
    plan, ledger = store.standing, store.plan.ledger
    if not plan.counts_open and not plan.has_place:
        return
    old = [entry_id for change, entry_id in written if change.old]
    news = [(change.new, entry_id) for change, entry_id in written]
    standing_store(plan, ledger, old, news)


def standing_store(plan: StandingPlan, ledger: str, old: Sequence[int], rows: "Sequence[tuple[Row, int]]") -> None:
    """Take away what was said of the old entries, and say what is true of these rows."""
    if plan.counts_open:
        rows_forget(OpenEntry, ledger, old)
        made = [found for row, entry_id in rows if (found := plan.open_row(ledger, row, entry_id))]
        rows_insert(OpenEntry._meta.db_table, OPEN_NAMES, made)
    if plan.has_place:
        rows_forget(Spot, ledger, old)
        spots = [found for row, entry_id in rows if (found := plan.spot_row(ledger, row, entry_id))]
        rows_insert(Spot._meta.db_table, SPOT_NAMES, spots)


def rows_forget(model: "type[OpenEntry] | type[Spot]", ledger: str, ids: Sequence[int]) -> None:
    """Delete the rows of these entries."""
    wanted = iter(ids)
    while chunk := list(islice(wanted, CHUNK)):
        model._default_manager.filter(ledger=ledger, entry_id__in=chunk).delete()


def standing_rebuild(store: "Store") -> int:
    """Make the side tables anew from the ledger's rows: after its pack changed, or when in doubt. Returns how many rows were read."""
    plan, ledger = store.standing, store.plan.ledger
    OpenEntry.objects.filter(ledger=ledger).delete()
    Spot.objects.filter(ledger=ledger).delete()
    count = 0
    for rows in rows_chunked(store) if plan.counts_open or plan.has_place else ():
        standing_store(plan, ledger, (), [(row, row.id) for row in rows])
        count += len(rows)
    return count


def rows_chunked(store: "Store", size: int = 5000) -> "Iterator[list[Row]]":
    """Every row by id, so many at a time."""
    last = 0
    while rows := store.fetch(f"id > %s ORDER BY id LIMIT {size}", [last]):
        yield rows
        last = rows[-1].id
