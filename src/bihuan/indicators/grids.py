"""Units × periods: where each cell stands in a column, and which periods one query can answer together."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any

from bihuan.datamodel import Period
from bihuan.indicators.tree import UnitNode, UnitTree
from bihuan.indicators.windows import Window

Column = list[int | None]
Fill = Callable[[Sequence[Any]], Column]


@dataclass(frozen=True)
class Grid:
    """A cell's place in a column is ``unit's number × periods + period's number``."""

    units: tuple[UnitNode, ...]
    periods: tuple[Period, ...]
    as_of: date

    def windows(self, layer: Sequence[int]) -> list[Window]:
        """The windows of some periods."""
        return [Window.of(self.periods[number], self.as_of) for number in layer]

    def roots(self, tree: UnitTree, *, territory: bool) -> dict[int, list[int]]:
        """Root → numbers of the units whose figures cover it."""
        roots: dict[int, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.units):
            roots[tree.covered(unit, territory=territory).id].append(number)
        return roots

    @cached_property
    def layers(self) -> list[list[int]]:
        """Numbers of periods; in one layer each begins on the day after the one before: months in one, quarters in another."""
        layers: list[list[int]] = []
        for number in sorted(range(len(self.periods)), key=lambda n: self.periods[n].start):
            before = self.periods[number].start - timedelta(days=1)
            open_ = next((layer for layer in layers if self.periods[layer[-1]].end == before), None)
            layers.append([number]) if open_ is None else open_.append(number)
        return layers

    def filler(self, roots: dict[int, list[int]], layer: list[int], root: Sequence[int], window: Sequence[int]) -> Fill:
        """How the rows of an answer, told by root and window, fill a column of the whole grid; None where no row answers."""
        rows = {pair: number for number, pair in enumerate(zip(root, window, strict=True))}
        width, missing = len(self.periods), len(rows)
        take = [missing] * (len(self.units) * width)
        for each, units in roots.items():
            for number, period in enumerate(layer):
                row = rows.get((each, number), missing)
                for unit in units:
                    take[unit * width + period] = row
        pick = itemgetter(*take, missing)  # one more than asked for: a tuple even for one cell
        return lambda values: list(pick([*values, None])[:-1])
