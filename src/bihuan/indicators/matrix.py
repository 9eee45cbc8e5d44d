"""Many indicators of many units over many periods at once: one query a ledger and clock, columns all the way.

No object is made for a cell until somebody asks for it: a year of one bureau over 500 units is 200,000 cells.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.datamodel import Period
from bihuan.indicators.batches import Batch
from bihuan.indicators.compiling import Compiler, Question, Tables
from bihuan.indicators.formulas import Base, Clock, Formula, Term, formula_resolve
from bihuan.indicators.grids import Column, Grid
from bihuan.indicators.tree import UnitTree
from bihuan.packs import Catalog

Columns = Sequence[Sequence[Any]]  # a query's answer, column by column


@dataclass
class FigureMatrix:
    """A column of whole numbers for each base; each indicator's figures are made from them when they are asked for."""

    grid: Grid
    formulas: dict[str, Formula]
    roundings: dict[str, int]
    columns: dict[Base, Column] = field(default_factory=dict)
    recorded: dict[tuple[str, Clock], set[int]] = field(default_factory=lambda: defaultdict(set))
    _scaled: dict[str, tuple[Column, int]] = field(default_factory=dict)

    def value(self, ref: str, unit: str, period: Period) -> Decimal | None:
        """One figure, equal to the one that ``FigureDesk`` gives."""
        number = next(n for n, node in enumerate(self.grid.units) if node.code == unit)
        column, places = self.scaled(ref)
        raw = column[number * len(self.grid.periods) + self.grid.periods.index(period)]
        return None if raw is None else Decimal(raw).scaleb(-places)

    def scaled(self, ref: str) -> tuple[Column, int]:
        """All figures of an indicator, units × periods, as whole numbers scaled by the places given; None is 「—」."""
        if ref not in self._scaled:
            self._scaled[ref] = self._figures(self.formulas[ref], self.roundings[ref])
        return self._scaled[ref]

    def _figures(self, formula: Formula, rounding: int) -> tuple[Column, int]:
        above, places = self._sum(formula.numerator)
        if formula.denominator:
            below, scale = self._sum(formula.denominator)
            factor, under = formula.percent * 10 ** (rounding + scale), 10**places
            above = [rate_round((a or 0) * factor, b * under) if b else None for a, b in zip(above, below, strict=True)]
            places = rounding
        return self._masked(formula, above), places

    def _sum(self, terms: tuple[Term, ...]) -> tuple[Column, int]:
        """The terms added cell by cell at the finest scale among them. A count of nothing is 0, a sum of nothing unknown."""
        places = max(term.base.places for term in terms)
        certain = any(term.base.kind != "sum" for term in terms)
        columns = [(term.factor * 10 ** (places - term.base.places), self.columns[term.base]) for term in terms]
        if len(columns) == 1 and columns[0][0] == 1:
            only = columns[0][1]
            return [value or 0 for value in only] if certain else only, places
        cells = zip(*(column for _, column in columns), strict=True)
        factors = [factor for factor, _ in columns]
        return [_added(factors, cell, certain) for cell in cells], places

    def _masked(self, formula: Formula, column: Column) -> Column:
        """Nothing where no ledger of the formula holds anything in the period, whosever it is."""
        known = set().union(*(self.recorded[base.ledger, base.clock] for base in formula.bases))
        width = len(self.grid.periods)
        if len(known) == width:
            return column
        return [value if place % width in known else None for place, value in enumerate(column)]


def _added(factors: Sequence[int], cell: Sequence[int | None], certain: bool) -> int | None:
    if not certain and all(value is None for value in cell):
        return None
    return sum(factor * (value or 0) for factor, value in zip(factors, cell, strict=True))


def rate_round(above: int, below: int) -> int:
    """四舍五入 of a quotient, away from zero at the half."""
    quotient = (2 * abs(above) + abs(below)) // (2 * abs(below))
    return quotient if (above < 0) == (below < 0) else -quotient


class MatrixSource:
    """Runs a matrix's queries. ``run`` answers column by column."""

    def __init__(
        self, *, catalog: Catalog, tree: UnitTree, compiler: Compiler, run: Callable[[str], Columns], tables: Tables
    ) -> None:
        self.catalog = catalog
        self.tree = tree
        self._compiler = compiler
        self._run = run
        self._tables = tables

    def matrix(self, refs: Sequence[str], units: Sequence[str], periods: Sequence[Period], as_of: date) -> FigureMatrix:
        """Every indicator over the whole grid."""
        grid = Grid(tuple(self.tree.unit(code) for code in units), tuple(periods), as_of)
        formulas = {ref: formula_resolve(self.catalog, ref) for ref in refs}
        result = FigureMatrix(grid, formulas, {ref: self.catalog.indicator(ref).rounding for ref in refs})
        for batch in self._batches(formulas.values()):
            for layer in grid.layers:
                self._fill(result, batch, layer)
        return result

    def _batches(self, formulas: Iterable[Formula]) -> list[Batch]:
        """What is asked of each ledger and clock, and no more: the engine reads the entries once for each."""
        groups: dict[tuple[str, Clock], dict[Base, None]] = defaultdict(dict)
        for formula in formulas:
            for base in formula.bases:
                groups[base.ledger, base.clock][base] = None
        return [
            Batch(self.catalog.ledgers[name], clock, tuple(sorted(bases, key=repr)))
            for (name, clock), bases in groups.items()
        ]

    def _fill(self, result: FigureMatrix, batch: Batch, layer: list[int]) -> None:
        """Answer one batch for one layer of periods. The tops of the tree tell in which periods the ledger is kept at all."""
        roots = result.grid.roots(self.tree, territory=batch.ledger.territory)
        tops = {node.id for node in self.tree.tops()}
        added = [base for base in batch.bases if base.kind != "distinct"]
        wanted = ["root", "_w", "present", *(f"m{batch.numbers[base]}" for base in added)]
        root, window, present, *values = self._answer("sums", result, batch, layer, [*roots, *tops], wanted)
        kept = {layer[w] for each, w, count in zip(root, window, present, strict=True) if each in tops and count}
        result.recorded[batch.ledger.ledger, batch.clock] |= kept
        fill = result.grid.filler(roots, layer, root, window)
        for base, column in zip(added, values, strict=True):
            _merge(result, base, fill(column))
        for base in batch.bases:
            if base.kind == "distinct":
                single = Batch(batch.ledger, batch.clock, (base,))
                root, window, column = self._answer("distinct", result, single, layer, roots, ["root", "_w", "m"])
                _merge(result, base, result.grid.filler(roots, layer, root, window)(column))

    def _answer(
        self,
        question: Question,
        result: FigureMatrix,
        batch: Batch,
        layer: list[int],
        roots: Iterable[int],
        columns: Iterable[str],
    ) -> Columns:
        shaped = replace(batch, windows=len(layer))
        bound = self._tables.bind(batch.ledger.ledger, roots)
        windows = result.grid.windows(layer)
        return self._run(self._compiler.sql(question, shaped, windows, bound, columns=", ".join(columns)))


def _merge(result: FigureMatrix, base: Base, column: Column) -> None:
    """Layers of periods fill different cells of the same column."""
    before = result.columns.get(base)
    result.columns[base] = (
        column if before is None else [b if a is None else a for a, b in zip(before, column, strict=True)]
    )
