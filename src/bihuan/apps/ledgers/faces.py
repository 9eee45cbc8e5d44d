"""An entry's face: the few words by which people know it on a card, in a digest or on the map."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.tables import columns_of, model_make
from bihuan.packs.schema import FieldType, Ledger, LedgerField, Move

CATEGORIES = ("category", "matter", "kind")
PLACES = ("place", "address", "location", "title", "name")
CHUNK = 5000


@dataclass(frozen=True)
class FacePlan:
    """Which fields of a ledger make its entries' faces."""

    ledger: Ledger
    category: LedgerField | None
    place: LedgerField | None
    point: LedgerField | None
    polygon: LedgerField | None

    @property
    def number(self) -> str:
        """The field that numbers an entry."""
        return self.ledger.key[0] if self.ledger.key else ""

    @property
    def fields(self) -> list[str]:
        """Names of the columns to fetch, in order: number, category, place."""
        return [field.name for field in (self.category, self.place) if field]

    @property
    def dispatch(self) -> Move | None:
        """The move that hands an entry to a unit."""
        return next((move for move in self.ledger.moves if "unit" in move.needs), None)

    @property
    def unit_field(self) -> LedgerField | None:
        """The field that says whom it was handed to."""
        filled = self.dispatch.fills if self.dispatch else []
        units = [field for field in self.ledger.fields if field.type is FieldType.UNIT]
        return next((field for field in units if field.name in filled), units[0] if units else None)

    def category_label(self, key: Any) -> str:
        """A category in words."""
        choices = self.category.choices if self.category else []
        return next((choice.label for choice in choices if choice.key == key), "" if key is None else str(key))


class Face(NamedTuple):
    """What a card says of an entry."""

    ledger: str
    entry_id: int
    ledger_label: str
    number: str
    category: str
    place: str

    @property
    def words(self) -> str:
        """编号，类别，地点."""
        return "，".join(filter(None, (self.number, self.category, self.place)))


@lru_cache(maxsize=512)
def _plan(spelled: str) -> FacePlan:
    ledger = Ledger.model_validate_json(spelled)
    usable = [field for field in ledger.fields if not field.personal]
    choices = [field for field in usable if field.type is FieldType.CHOICE]
    texts = [field for field in usable if field.type is FieldType.TEXT and field.name not in ledger.key]

    def first(fields: Sequence[LedgerField], names: Sequence[str]) -> LedgerField | None:
        named = {field.name: field for field in fields}
        return next((named[name] for name in names if name in named), fields[0] if fields else None)

    def typed(kind: FieldType) -> LedgerField | None:
        return next((field for field in usable if field.type is kind), None)

    return FacePlan(
        ledger, first(choices, CATEGORIES), first(texts, PLACES), typed(FieldType.POINT), typed(FieldType.POLYGON)
    )


def face_plan(table: LedgerTable) -> FacePlan:
    """The plan of an installed ledger, made once for each definition."""
    return _plan(canonical_json(table.definition))


def faces_of(entries: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Face]:
    """The faces of these (ledger, entry) pairs, one query a ledger; removed entries have none."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for ledger, entry_id in entries:
        wanted[ledger].append(entry_id)
    found: dict[tuple[str, int], Face] = {}
    for table in LedgerTable.objects.filter(name__in=wanted):
        plan = face_plan(table)
        rows = model_make(table.table, columns_of(table))._default_manager.filter(removed=False)
        ids = wanted[table.name]
        for start in range(0, len(ids), CHUNK):
            for row in rows.filter(pk__in=ids[start : start + CHUNK]):
                found[table.name, row.pk] = face_of(plan, row)
    return found


def face_of(plan: FacePlan, row: Any) -> Face:
    """The face of a row of the ledger's model."""
    key = getattr(row, plan.number) if plan.number else row.entry_key
    category = plan.category_label(getattr(row, plan.category.name)) if plan.category else ""
    place = getattr(row, plan.place.name) or "" if plan.place else ""
    return Face(plan.ledger.ledger, row.pk, plan.ledger.name, str(key or f"#{row.pk}"), category, str(place))
