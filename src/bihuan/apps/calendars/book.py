"""Which calendar holds for which unit: the national years, and over them the layers of the unit and of every unit above it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bihuan.apps.units.models import UnitLink
from bihuan.workdays import Arrangement, Calendar, Layer, calendar_national

Years = Mapping[int, str]  # year → canonical JSON of its arrangement
CHUNK = 500


@dataclass
class CalendarBook:
    """A moment's calendars. ``layers``: unit id → its years; the unit nearest to the one asked for outranks those above it."""

    national: Years
    layers: Mapping[int, Years]
    names: Mapping[int, str]
    _above: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def of(self, unit_id: int | None) -> Calendar:
        """The calendar of a unit; without one the national one."""
        if unit_id is not None and unit_id not in self._above:
            self.look_up([unit_id])
        layers = [] if unit_id is None else self._above[unit_id]
        return calendar_made(
            tuple(self.national.values()),
            tuple((str(layer), self.names[layer], tuple(self.layers[layer].values())) for layer in layers),
        )

    def look_up(self, unit_ids: Iterable[int]) -> None:
        """Find the layers above many units at once."""
        wanted = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id not in self._above]
        found: dict[int, list[tuple[int, int]]] = {unit_id: [] for unit_id in wanted}
        for start in range(0, len(wanted) if self.layers else 0, CHUNK):
            links = UnitLink.objects.filter(
                descendant_id__in=wanted[start : start + CHUNK], ancestor_id__in=list(self.layers)
            )
            for below, above, depth in links.values_list("descendant_id", "ancestor_id", "depth"):
                found[below].append((-depth, above))
        self._above.update({unit_id: tuple(above for _, above in sorted(layers)) for unit_id, layers in found.items()})

    def changed(self, unit_id: int | None, name: str, years: Iterable[Arrangement]) -> "CalendarBook":
        """The book as it would be with these years of the nation or of a unit."""
        new = {item.year: arrangement_spelled(item) for item in years}
        if unit_id is None:
            return CalendarBook({**self.national, **new}, self.layers, self.names)
        layers = {**self.layers, unit_id: {**self.layers.get(unit_id, {}), **new}}
        return CalendarBook(self.national, layers, {**self.names, unit_id: name})


@lru_cache(maxsize=64)
def calendar_made(national: tuple[str, ...], layers: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Calendar:
    """A calendar of these contents, made once: the contents themselves are its version."""
    calendar = calendar_national().merged(map(arrangement_read, national))
    for _, name, years in layers:
        calendar = calendar.layered(Layer(name, tuple(map(arrangement_read, years))))
    return calendar


def arrangement_spelled(arrangement: Arrangement) -> str:
    """Canonical JSON, as it is stored and sealed."""
    return json.dumps(arrangement.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def arrangement_read(text: str) -> Arrangement:
    """Back from ``arrangement_spelled``."""
    return Arrangement.from_json(json.loads(text))
