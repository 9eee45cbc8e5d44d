"""领导的首页: a few indicators of the unit's own packs, this year to the day beside last year to the same day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.ledgers.selectors import catalog, chain_head
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_list
from bihuan.datamodel import Period
from bihuan.datamodel.periods import day_last_year
from bihuan.indicators import Figure, FigureQuery

MOST = 8


@dataclass(frozen=True)
class KeyFigure:
    """One indicator with last year's beside it."""

    ref: str
    name: str
    unit: str
    now: Figure
    before: Figure
    better: int
    rounding: int


def unit_shown(unit_id: int | None) -> Unit | None:
    """Whose figures a home shows: the bureau that a unit is part of, else the first bureau, else the first unit."""
    units = list(unit_list())
    own = next((unit for unit in units if unit.pk == unit_id), None)
    if own is not None:
        above = [unit for unit in units if own.path.startswith(unit.path) and unit.kind == UnitKind.BUREAU]
        return above[-1] if above else own
    return next((unit for unit in units if unit.kind == UnitKind.BUREAU), units[0] if units else None)


def key_refs(unit: Unit) -> list[str]:
    """Rates first, then what has a better way; of the packs whose words stand in the unit's name."""
    known = catalog()
    packs = [name for name, pack in known.packs.items() if any(word in unit.name for word in pack.head.bureaus)]
    found = [
        (ref, one)
        for ref, one in known.indicators.items()
        if one.better and (not packs or known.pack_of(known.ledger_of(ref).ledger).name in packs)
    ]
    found.sort(key=lambda pair: pair[1].ratio is None)
    return [ref for ref, _ in found[:MOST]]


def key_figures(unit: Unit, day: date) -> list[KeyFigure]:
    """The figures; remembered until anything is written."""
    return list(_figures(chain_head(), unit.code, tuple(key_refs(unit)), day))


@lru_cache(maxsize=64)
def _figures(head: tuple[int, str], code: str, refs: tuple[str, ...], day: date) -> tuple[KeyFigure, ...]:
    year = Period.of_year(day.year)
    now = [FigureQuery(ref, code, year, day) for ref in refs]
    before = [FigureQuery(ref, code, year.last_year(), day_last_year(day)) for ref in refs]
    figures = figures_compute([*now, *before]) if refs else []
    known = catalog()
    told = []
    for at, ref in enumerate(refs):
        one = known.indicator(ref)
        better = {"higher": 1, "lower": -1}.get(one.better, 0)
        told.append(KeyFigure(ref, one.name, one.unit, figures[at], figures[at + len(refs)], better, one.rounding))
    return tuple(told)
