"""Which calendar holds for which unit: the national years, and over them the layers of the unit and of every unit above it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bihuan.apps.units.models import UnitLink
from bihuan.workdays import Arrangement, Calendar, Layer, calendar_national

Years = Mapping[int, str]  # year → canonical JSON of its arrangement


@dataclass(frozen=True)
class CalendarBook:
    """A moment's calendars. ``layers``: unit id → its years; the unit nearest to the one asked for outranks those above it."""

    national: Years
    layers: Mapping[int, Years]
    names: Mapping[int, str]

    def of(self, unit_id: int | None) -> Calendar:
        """The calendar of a unit; without one the national one."""
        layers = self._above.get(unit_id, ()) if unit_id is not None else ()
        return calendar_made(
            tuple(self.national.values()),
            tuple((str(layer), self.names[layer], tuple(self.layers[layer].values())) for layer in layers),
        )

    def groups(self) -> Iterator[tuple[Calendar, frozenset[int]]]:
        """The calendars that are not the national one, each with the ids of the units that share it."""
        alike: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
        for unit, layers in self._above.items():
            alike[layers].add(unit)
        for units in alike.values():
            yield self.of(min(units)), frozenset(units)

    @cached_property
    def _above(self) -> dict[int, tuple[int, ...]]:
        """Unit → the units with layers above it and itself, the furthest first; only units that have any."""
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        links = UnitLink.objects.filter(ancestor_id__in=list(self.layers)) if self.layers else UnitLink.objects.none()
        for below, above, depth in links.values_list("descendant_id", "ancestor_id", "depth"):
            found[below].append((-depth, above))
        return {below: tuple(above for _, above in sorted(layers)) for below, layers in found.items()}

    def without(self, unit_id: int | None, year: int) -> "CalendarBook":
        """The book as it would be without one imported year of the nation or of a unit."""
        if unit_id is None:
            return CalendarBook(_without(self.national, year), self.layers, self.names)
        layers = {**self.layers, unit_id: _without(self.layers[unit_id], year)}
        return CalendarBook(self.national, {unit: years for unit, years in layers.items() if years}, self.names)

    def changed(self, unit_id: int | None, name: str, years: Iterable[Arrangement]) -> "CalendarBook":
        """The book as it would be with these years of the nation or of a unit."""
        new = {item.year: arrangement_spelled(item) for item in years}
        if unit_id is None:
            return CalendarBook({**self.national, **new}, self.layers, self.names)
        layers = {**self.layers, unit_id: {**self.layers.get(unit_id, {}), **new}}
        return CalendarBook(self.national, layers, {**self.names, unit_id: name})


def _without(years: Years, year: int) -> Years:
    return {other: text for other, text in years.items() if other != year}


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
