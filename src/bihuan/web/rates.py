"""Rates of matters as tables: one ledger's rates down its units, and across the choices of its breakdowns; each opens to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.ledgers.selectors import catalog, ledgers_installed
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_list, unit_root
from bihuan.indicators import Figure, FigureQuery
from bihuan.packs.schema import Indicator, Ledger
from bihuan.web.asked import Asked

KINDS = (UnitKind.COUNTY, UnitKind.TOWN, UnitKind.BUREAU, UnitKind.OFFICE, UnitKind.STATION)


@dataclass(frozen=True)
class RateCell:
    """One rate of one line: its value, and where its rows are."""

    figure: Figure
    link: str
    places: int
    label: str


@dataclass(frozen=True)
class RateTable:
    """A title, the names of the lines, and the cells under each rate."""

    title: str
    head: str
    lines: list[tuple[str, list[RateCell | None]]]


def ledgers_rated() -> list[Ledger]:
    """Ledgers of matters (with clocks, dispatched, or with states) of which some rate is computed."""
    installed, known = {table.name for table in ledgers_installed()}, catalog()
    found = dict.fromkeys(known.ledger_of(name).ledger for name in known.indicators if is_rate(known.indicators[name]))
    ledgers = [known.ledgers[name] for name in found if name in installed]
    return sorted((one for one in ledgers if one.states), key=lambda one: not (one.dispatched or one.clocks))


def is_rate(indicator: Indicator) -> bool:
    """Whether an indicator is a rate in percent."""
    return indicator.ratio is not None and indicator.unit == "%"


def rates_of(ledger: Ledger) -> list[Indicator]:
    """The rates of a ledger, in the pack's order."""
    known = catalog()
    rates = [indicator for indicator in known.indicators.values() if is_rate(indicator)]
    return [rate for rate in rates if known.ledger_of(rate.indicator).ledger == ledger.ledger]


def rate_tables(ledger: Ledger, choice: Asked) -> list[RateTable]:
    """By unit, then by each field that breaks the rates down: one batch of questions for all of them."""
    rates = rates_of(ledger)
    units = [choice.unit, *units_below(ledger, choice.unit)]
    tables = [("单位", "单位", [(unit.name, [(rate.indicator, unit.code) for rate in rates]) for unit in units])]
    tables += [(title, head, lines) for title, head, lines in by_choice(ledger, rates, choice)]
    questions = {cell for _, _, lines in tables for _, cells in lines for cell in cells if cell[0]}
    order = sorted(questions)
    figures = figures_compute([FigureQuery(ref, unit, choice.period, choice.as_of) for ref, unit in order])
    answers = dict(zip(order, figures, strict=True))
    return [
        RateTable(f"按{title}", head, [(name, cells_made(rates, cells, answers, choice)) for name, cells in lines])
        for title, head, lines in tables
    ]


Question = tuple[str, str]  # reference and unit code; a blank reference where the rate is not broken down so


def by_choice(
    ledger: Ledger, rates: Sequence[Indicator], choice: Asked
) -> list[tuple[str, str, list[tuple[str, list[Question]]]]]:
    """A table for each field by which any of the rates is broken down."""
    known, tables = catalog(), []
    parts = {rate.indicator: set(known.breakdown_refs(rate.indicator)) for rate in rates}
    for name in dict.fromkeys(field for rate in rates for field in rate.breakdowns):
        field = ledger.field(name)
        lines = []
        for one in field.choices:
            refs = [(f"{rate.indicator}[{name}={one.key}]", parts[rate.indicator]) for rate in rates]
            asked = [ref if ref in declared else "" for ref, declared in refs]
            if any(asked):
                lines.append((one.label, [(ref, choice.unit.code) for ref in asked]))
        tables.append((field.label, field.label, lines))
    return tables


def cells_made(
    rates: Sequence[Indicator], cells: Sequence[Question], answers: dict[Question, Figure], choice: Asked
) -> list[RateCell | None]:
    """One line's cells; None where a rate is not broken down so."""
    made: list[RateCell | None] = []
    for rate, (ref, unit) in zip(rates, cells, strict=True):
        if not ref:
            made.append(None)
            continue
        query = urlencode({"unit": unit, "period": choice.period.name, "as_of": choice.as_of.isoformat()})
        made.append(RateCell(answers[ref, unit], f"{reverse('rows', args=[ref])}?{query}", rate.rounding, rate.name))
    return made


def units_below(ledger: Ledger, unit: Unit) -> list[Unit]:
    """The units right below: towns of the jurisdiction for a territorial ledger, else the bureau's own parts."""
    root = unit_root(unit, territory=ledger.territory)
    return [
        one
        for one in unit_list()
        if one.kind in KINDS and one.depth == root.depth + 1 and one.path.startswith(root.path)
    ]
