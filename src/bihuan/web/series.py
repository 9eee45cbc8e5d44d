"""Figures side by side: month by month against last year, and town by town in order of rank."""

from dataclasses import dataclass
from decimal import Decimal

from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.models import UnitKind
from bihuan.apps.units.selectors import unit_list, unit_root
from bihuan.datamodel import Period
from bihuan.datamodel.periods import day_last_year
from bihuan.indicators import Figure, FigureQuery
from bihuan.web.asked import Asked


@dataclass(frozen=True)
class Point:
    """One month of two years; None for a month still to come or without a value."""

    month: int
    now: Decimal | None
    before: Decimal | None


@dataclass(frozen=True)
class Ranked:
    """A town's value and its place; towns without a value come last and have none."""

    figure: Figure
    name: str
    place: int | None


def trend(ref: str, choice: Asked) -> list[Point]:
    """The months of the as-of day's year and of the year before, each to its own end."""
    year = Period.of_year(choice.as_of.year)
    months = [month for month in year.months() if month.start <= choice.as_of]
    now = [FigureQuery(ref, choice.unit.code, month, choice.as_of) for month in months]
    past = [FigureQuery(ref, choice.unit.code, month.last_year(), day_last_year(choice.as_of)) for month in months]
    figures = figures_compute([*now, *past])
    pairs = zip(months, figures[: len(months)], figures[len(months) :], strict=True)
    return [Point(month.start.month, figure.value, before.value) for month, figure, before in pairs]


def towns_ranked(ref: str, choice: Asked) -> list[Ranked]:
    """The towns of the unit's county in order; empty for what is not kept by place, or where there are no towns."""
    if not catalog().ledger_of(ref).territory:
        return []
    root = unit_root(choice.unit, territory=True)
    path = root.path if root.kind == UnitKind.COUNTY else root.path[: -root.steplen]
    towns = [unit for unit in unit_list() if unit.kind == UnitKind.TOWN and unit.path.startswith(path)]
    names = {town.code: town.name for town in towns}
    values = figures_compute([FigureQuery(ref, town.code, choice.period, choice.as_of) for town in towns])
    lower = catalog().indicator(ref).better == "lower"
    known = sorted((f for f in values if f.value is not None), key=lambda f: f.value or 0, reverse=not lower)
    placed = [Ranked(f, names[f.query.unit], 1 + sum(better(o, f, lower) for o in known)) for f in known]
    return placed + [Ranked(f, names[f.query.unit], None) for f in values if f.value is None]


def better(other: Figure, figure: Figure, lower: bool) -> bool:
    """Whether the other figure stands before this one."""
    assert other.value is not None and figure.value is not None
    return other.value < figure.value if lower else other.value > figure.value
