"""Questions → figures: take each apart, compute every cell once, put the figures together with what proves them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bihuan.datamodel import Measure
from bihuan.datamodel.periods import day_last_year
from bihuan.datamodel.telling import Tell, untold
from bihuan.indicators.figure import Figure, FigureQuery
from bihuan.indicators.formulas import Formula, formula_resolve
from bihuan.indicators.measures import COMPARED, TARGETED, WORDS, Known, measure_answer
from bihuan.indicators.outcomes import Outcome, Part, outcome_of
from bihuan.indicators.source import Cell, Member, SqlSource
from bihuan.indicators.targets import LEDGER, Target, Targets, target_base
from bihuan.indicators.tree import UnitNode, UnitTree
from bihuan.indicators.windows import Window
from bihuan.indicators.wording import scope_text
from bihuan.packs.schema import Indicator


@dataclass(frozen=True)
class Ask:
    """A question taken apart: whose formula over which windows."""

    query: FigureQuery
    indicator: Indicator
    unit: UnitNode
    now: Part
    before: Part | None
    siblings: tuple[Part, ...]
    own: int

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that has to be computed."""
        return tuple(dict.fromkeys(part for part in (self.now, self.before, *self.siblings) if part))

    @property
    def proved_by(self) -> tuple[Part, ...]:
        """What the measure rests on: a target alone rests on no entry but its own."""
        return () if self.query.measure is Measure.TARGET else self.parts


class FigureDesk:
    """Answers questions from one source. ``figures_answer`` is a ``Figures``."""

    def __init__(self, *, source: SqlSource, tree: UnitTree) -> None:
        self.source = source
        self.catalog = source.catalog
        self.tree = tree

    def figures_answer(self, queries: Sequence[FigureQuery]) -> list[Figure]:
        """The figures, in the order of the questions."""
        asks = [self.ask(query) for query in queries]
        outcomes = self.outcomes(part for ask in asks for part in ask.parts)
        targets = self.targets(asks)
        members = self.source.members({cell for ask in asks for part in ask.proved_by for cell in part.cells()})
        return [self._figure(ask, outcomes, target, members) for ask, target in zip(asks, targets, strict=True)]

    def shapes_compile(self, tell: Tell = untold) -> None:
        """Have the SQL of every figure ready, targets too, so that the first come as fast as later ones."""
        targets = self.catalog.ledgers.get(LEDGER)
        self.source.shapes_compile([target_base(targets)] if targets else [], tell)

    def ask(self, query: FigureQuery) -> Ask:
        """Take a question apart; an unknown unit or indicator is a named error."""
        indicator = self.catalog.indicator(query.indicator)
        formula = formula_resolve(self.catalog, query.indicator)
        unit = self.tree.unit(query.unit)
        window = Window.of(query.period, query.as_of)
        ranked = self._ranked(formula, unit) if query.measure is Measure.RANK else []
        return Ask(
            query=query,
            indicator=indicator,
            unit=unit,
            now=self.part(formula, indicator, unit, window),
            before=self.part(formula, indicator, unit, last_year(query)) if query.measure in COMPARED else None,
            siblings=tuple(self.part(formula, indicator, node, window) for node in ranked),
            own=next((number for number, node in enumerate(ranked) if node in (unit, self._covered(formula, unit))), 0),
        )

    def children(self, ref: str, code: str) -> list[UnitNode]:
        """The parts of the unit whose entries a unit's figure covers."""
        return self.tree.parts(self._covered(formula_resolve(self.catalog, ref), self.tree.unit(code)))

    def part(self, formula: Formula, indicator: Indicator, unit: UnitNode, window: Window) -> Part:
        """The formula of one unit over one window."""
        ledgers = dict.fromkeys(base.ledger for base in formula.bases)
        roots = tuple(
            (name, self.tree.covered(unit, territory=self.catalog.ledgers[name].territory).id) for name in ledgers
        )
        return Part(formula, roots, window, indicator.rounding)

    def outcomes(self, parts: Iterable[Part]) -> dict[Part, Outcome]:
        """Compute every part; equal cells are computed once."""
        wanted = list(dict.fromkeys(parts))
        amounts = self.source.amounts({cell: None for part in wanted for cell in part.cells()})
        asked = {presence for part in wanted for presence in part.presences()}
        recorded = {presence for presence in asked if self.source.present(*presence)}
        return {part: outcome_of(part, amounts, recorded) for part in wanted}

    def targets(self, asks: Sequence[Ask]) -> list[Target | None]:
        """The target of each question that needs one; targets are set for years."""
        needed = [ask.query.measure in TARGETED and ask.query.period.kind == "year" for ask in asks]
        targets = Targets(self.source, (ask.unit.id for ask, need in zip(asks, needed, strict=True) if need))
        return [
            targets.find(
                ask.query.indicator,
                ask.indicator,
                unit=ask.unit.id,
                year=ask.query.period.start.year,
                as_of=ask.query.as_of,
            )
            if need
            else None
            for ask, need in zip(asks, needed, strict=True)
        ]

    def _covered(self, formula: Formula, unit: UnitNode) -> UnitNode:
        territory = all(self.catalog.ledgers[base.ledger].territory for base in formula.bases)
        return self.tree.covered(unit, territory=territory)

    def _ranked(self, formula: Formula, unit: UnitNode) -> list[UnitNode]:
        """A bureau's figure is its jurisdiction's, so the jurisdiction is what is ranked."""
        return self.tree.siblings(self._covered(formula, unit))

    def _figure(
        self,
        ask: Ask,
        outcomes: Mapping[Part, Outcome],
        target: Target | None,
        members: Mapping[Cell, Sequence[Member]],
    ) -> Figure:
        now = outcomes[ask.now]
        known = Known(
            now=now,
            before=outcomes[ask.before] if ask.before else None,
            target=target.value if target else None,
            siblings=[outcomes[part] for part in ask.siblings],
            own=ask.own,
            lower_better=ask.indicator.better == "lower",
            rate=ask.indicator.unit in {"%", "‰"},
        )
        value, note = measure_answer(ask.query.measure, known)
        rows, digest = proof_of(ask, target, members)
        return Figure(
            query=ask.query,
            value=value,
            measure_word=measure_word(ask.query.measure, ask.indicator),
            label=ask.indicator.name,
            definition=ask.indicator.definition,
            scope=scope_text(self.catalog, self.tree, ask.query, ask.now, target),
            numerator=now.numerator,
            denominator=now.denominator,
            rows=rows,
            digest=digest,
            note=note,
        )


def last_year(query: FigureQuery) -> Window:
    """上年同期, to the same as-of day."""
    return Window.of(query.period.last_year(), day_last_year(query.as_of))


def measure_word(measure: Measure, indicator: Indicator) -> str:
    """计量单位 of the answer: two rates differ by 百分点."""
    if measure is Measure.YOY_DIFFERENCE and indicator.unit == "%":
        return "百分点"
    return WORDS.get(measure, indicator.unit)


def proof_of(ask: Ask, target: Target | None, members: Mapping[Cell, Sequence[Member]]) -> tuple[int, str]:
    """How many entries stand behind the answer, and the digest over them: ledger, id and digest of each, sorted."""
    proof = {member for part in ask.proved_by for cell in part.cells() for member in members.get(cell, ())}
    proof |= {target.entry} if target else set()
    return len(proof), proof_digest(proof)


def proof_digest(members: Iterable[Member]) -> str:
    """SHA-256 of the sorted ``ledger id digest`` lines; empty when nothing stands behind the answer."""
    lines = [f"{ledger} {entry} {digest}\n" for ledger, entry, digest in sorted(members)]
    return hashlib.sha256("".join(lines).encode()).hexdigest() if lines else ""
