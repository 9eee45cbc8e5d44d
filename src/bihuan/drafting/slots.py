"""A slot: one number of last year's report with what it was bound to, or why it was not."""

from dataclasses import dataclass, field
from datetime import date

from bihuan.datamodel import Measure, Period
from bihuan.drafting.context import Context
from bihuan.drafting.source import Quantity
from bihuan.indicators.figure import FigureQuery


@dataclass(frozen=True, slots=True)
class Binding:
    """The question that the number answers. ``among`` is set for a rank: 全市, 全省."""

    indicator: str
    measure: Measure
    period: Period
    as_of: date
    weight: float = 0.0  # characters of evidence
    among: str = ""
    confirmed: bool = False
    note: str = ""  # what a person should know when this answers
    if_blank: str = ""  # why the number stays open when it does not

    def query(self, unit: str) -> FigureQuery:
        """The question as put to whoever answers figures."""
        return FigureQuery(self.indicator, unit, self.period, self.as_of, self.measure)

    @property
    def question(self) -> tuple[str, Measure, Period]:
        """What is asked, the evidence left out."""
        return self.indicator, self.measure, self.period


@dataclass(slots=True)
class Slot:
    """One number; ``note`` says why it has no binding, ``candidates`` what could not be told apart, ``ties`` the same as bindings."""

    index: int
    quantity: Quantity
    context: Context
    pattern: str
    binding: Binding | None = None
    note: str = ""
    candidates: tuple[str, ...] = field(default=())
    ties: tuple[Binding, ...] = field(default=())
    fallbacks: tuple[Binding, ...] = field(default=())

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """The questions in the order in which their answers are taken."""
        return (self.binding, *self.fallbacks) if self.binding else ()

    def bind(self, binding: Binding) -> None:
        """Settle what the number is."""
        self.binding, self.note, self.ties = binding, "", ()

    def leave(self, note: str, candidates: tuple[str, ...] = ()) -> None:
        """Leave the number blank, with the reason."""
        self.binding, self.note, self.candidates = None, note, candidates
