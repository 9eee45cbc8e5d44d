"""One formula over one subtree and window: which cells it needs, and its value once they are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bihuan.indicators.formulas import Clock, Formula, Term
from bihuan.indicators.source import NOTHING, Amount, Cell
from bihuan.indicators.windows import Window

NO_DATA = "没有数据"
NO_RECORD = "没有记录"
ZERO_BASE = "分母为零，记作“—”"


@dataclass(frozen=True, slots=True)
class Part:
    """A formula of one unit over one window. ``roots`` says which subtree each ledger's entries are taken from."""

    formula: Formula
    roots: tuple[tuple[str, int], ...]
    window: Window
    rounding: int

    def cells(self) -> list[Cell]:
        """Each base once, in order."""
        return [self.cell(base) for base in self.formula.bases]

    def cell(self, base: object) -> Cell:
        """The cell of one of the formula's bases."""
        return Cell(base, dict(self.roots)[base.ledger], self.window)  # type: ignore[arg-type,attr-defined]

    def presences(self) -> set[tuple[str, Clock, Window]]:
        """The ledgers and windows that decide between nothing happened and nothing recorded."""
        return {(base.ledger, base.clock, self.window) for base in self.formula.bases}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``value`` is None where the denominator is zero or nothing is recorded: ``note`` says which."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    present: bool = True  # the subtree itself has entries in the window


def outcome_of(part: Part, amounts: Mapping[Cell, Amount], recorded: set[tuple[str, Clock, Window]]) -> Outcome:
    """Sum both sides over the subtree, then divide: a rate is never a mean of rates."""
    present = any(amounts.get(cell, NOTHING).present for cell in part.cells())
    if not part.presences() & recorded:
        return Outcome(None, note=NO_DATA, present=False)
    above, known = _side(part, part.formula.numerator, amounts)
    if not part.formula.denominator:
        return Outcome(above if known else None, note="" if known else NO_RECORD, present=present)
    below, _ = _side(part, part.formula.denominator, amounts)
    if not below:
        return Outcome(None, above, below, ZERO_BASE, present)
    rate = decimal_round(above * part.formula.percent / below, part.rounding)
    return Outcome(rate, above, below, "", present)


def _side(part: Part, terms: tuple[Term, ...], amounts: Mapping[Cell, Amount]) -> tuple[Decimal, bool]:
    """The sum of the terms, and whether it is known: a count of nothing is 0, a sum of nothing is unknown."""
    total, known = Decimal(0), False
    for term in terms:
        amount = amounts.get(part.cell(term.base), NOTHING)
        total += term.factor * term.base.exact(amount.raw)
        known = known or term.base.kind != "sum" or amount.rows > 0
    return total, known


def decimal_round(value: Decimal, places: int) -> Decimal:
    """四舍五入, as reports do; never to even."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
