"""The entries behind a figure, and their re-addition: what is listed must add up to what was said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bihuan.datamodel import Measure
from bihuan.indicators.answers import Ask, FigureDesk
from bihuan.indicators.figure import FigureQuery
from bihuan.indicators.formulas import Base, Term
from bihuan.indicators.outcomes import Part
from bihuan.indicators.source import Listed

NOW, BEFORE, TARGET = "本期", "上年同期", "目标"
ABOVE, BELOW = "分子", "分母"


@dataclass(frozen=True, slots=True)
class RowBehind:
    """One entry and what it adds. ``part`` says to which value (本期, 上年同期, 目标, a sibling's name), ``side`` to which
    side of a rate. Entries that share ``counted_as`` are one in a count of different values.
    """

    ledger: str
    entry: int
    unit: str
    key: str
    day: date
    part: str
    side: str
    contribution: Decimal
    counted_as: str = ""


def rows_behind(desk: FigureDesk, query: FigureQuery) -> list[RowBehind]:
    """Every entry that the answer rests on, by part, side, ledger and id."""
    ask = desk.ask(query)
    (target,) = desk.targets([ask])
    found = [row for name, part in _parts(desk, ask) for row in _part_rows(desk, name, part)]
    if target:
        ledger, entry, _ = target.entry
        found.append(RowBehind(ledger, entry, ask.unit.code, target.key, target.set_on, TARGET, "", target.value))
    return found


def rows_readd(rows: Iterable[RowBehind], *, part: str = NOW, side: str = "") -> Decimal:
    """Add the contributions of one part and side again; a value that several entries share counts once."""
    total, seen = Decimal(0), set()
    for row in rows:
        if (row.part, row.side) != (part, side):
            continue
        value = (row.ledger, row.counted_as)
        if row.counted_as and value in seen:
            continue
        seen.add(value)
        total += row.contribution
    return total


def _parts(desk: FigureDesk, ask: Ask) -> Iterator[tuple[str, Part]]:
    if ask.query.measure is Measure.TARGET:
        return
    yield NOW, ask.now
    if ask.before:
        yield BEFORE, ask.before
    for number, part in enumerate(ask.siblings):
        if number != ask.own:
            yield desk.tree.by_id[part.roots[0][1]].name, part


def _part_rows(desk: FigureDesk, name: str, part: Part) -> Iterator[RowBehind]:
    sides = {"": part.formula.numerator}
    if part.formula.denominator:
        sides = {ABOVE: part.formula.numerator, BELOW: part.formula.denominator}
    for side, terms in sides.items():
        yield from _side_rows(desk, name, side, part, terms)


def _side_rows(desk: FigureDesk, name: str, side: str, part: Part, terms: tuple[Term, ...]) -> Iterator[RowBehind]:
    """One row an entry: where two terms use it (受理 less 办结), what it adds is their sum."""
    added: dict[tuple[str, int, str], Decimal] = {}
    entries: dict[tuple[str, int, str], Listed] = {}
    for number, term in enumerate(terms):
        for listed in desk.source.listing(part.cell(term.base)):
            key = (*listed.member[:2], _counted_as(term.base, listed, number))
            entries[key] = listed
            added[key] = added.get(key, Decimal(0)) + term.factor * term.base.exact(listed.amount)
    for key in sorted(added):
        listed = entries[key]
        unit = desk.tree.by_id[listed.unit].code
        yield RowBehind(key[0], key[1], unit, "|".join(listed.key), listed.day, name, side, added[key], key[2])


def _counted_as(base: Base, listed: Listed, number: int) -> str:
    """The value that is counted; two counts of one field that are added stay apart."""
    if base.kind != "distinct":
        return ""
    return f"{base.field}={listed.value}" + (f"#{number + 1}" if number else "")
