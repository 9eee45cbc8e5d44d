"""A definition taken apart: every indicator is a sum of base counts and sums, or one such sum over another."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from bihuan.datamodel import BihuanError
from bihuan.packs import Catalog
from bihuan.packs.schema import FieldType, Indicator, Ledger

PERCENT = {"%": 100, "‰": 1000}
AS_OF = "as_of"
OTHER = "field:"  # an operand that is another field's value


@dataclass(frozen=True, slots=True)
class Clock:
    """What places an entry in time: a date within the period, or (存量) opened on or before its last day and not yet closed."""

    opened: str
    closed: tuple[str, ...] = ()  # whichever comes first
    stock: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the latest of ``starts`` that has come until a date field, or ``as_of``."""

    starts: tuple[str, ...]
    until: str

    @property
    def fields(self) -> set[str]:
        """The date fields that it looks at."""
        return {*self.starts, *([] if self.until == AS_OF else [self.until])}


@dataclass(frozen=True, slots=True)
class Operators:
    """``{ge: 5, filled: true}`` of a condition, in a steady order."""

    pairs: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Base:
    """One count, distinct count or sum (of a field or a span of days) over one ledger. Equal definitions are equal bases, computed once."""

    ledger: str
    kind: Literal["count", "distinct", "sum"]
    field: str
    places: int
    clock: Clock
    where: tuple[tuple[str, Any], ...]
    span: Span | None = None

    @property
    def fields(self) -> set[str]:
        """The ledger's columns that it looks at: what it adds, its dates, what its conditions compare; the dates of moves apart."""
        operands = [value for _, given in self.where for value in _operands(given)]
        others = {value.removeprefix(OTHER) for value in operands if isinstance(value, str) and value.startswith(OTHER)}
        named = {self.field, self.clock.opened, *self.clock.closed, *(name for name, _ in self.where)}
        spanned = self.span.fields if self.span else set()
        return (named | others | spanned) - {""}

    def exact(self, raw: int) -> Decimal:
        """The stored integer as the number it means: 分 → 元, scaled integer → decimal."""
        return Decimal(raw).scaleb(-self.places)


@dataclass(frozen=True, slots=True)
class Term:
    """A base and how often it is added."""

    factor: int
    base: Base


@dataclass(frozen=True, slots=True)
class Formula:
    """``numerator`` alone, or ``numerator ÷ denominator × percent``. Over a tree both are summed first."""

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...] = ()
    percent: int = 1

    @property
    def bases(self) -> tuple[Base, ...]:
        """Every base, each once, in order."""
        return tuple(dict.fromkeys(term.base for term in self.numerator + self.denominator))


def formula_resolve(catalog: Catalog, ref: str) -> Formula:
    """The formula of ``name`` or ``name[field=choice]``; a definition that cannot be computed is a named error."""
    indicator = catalog.indicator(ref)
    if indicator.ratio is None:
        return Formula(_terms(catalog, ref, ()))
    above, below = indicator.ratio.numerator, indicator.ratio.denominator
    return Formula(_terms(catalog, above, (ref,)), _terms(catalog, below, (ref,)), PERCENT.get(indicator.unit, 1))


def _terms(catalog: Catalog, ref: str, above: tuple[str, ...]) -> tuple[Term, ...]:
    """Flatten totals and differences down to bases; ``above`` is the way down, so that a circle is seen."""
    indicator = catalog.indicator(ref)
    if ref in above:
        raise BihuanError("indicator.cycle", f"指标互相引用：{' → '.join((*above, ref))}", hint="去掉其中一个引用")
    if indicator.ratio:
        raise BihuanError(
            "indicator.rate_added", f"比率“{indicator.name}”不能相加减", hint="对分子、分母分别求和，再求比率"
        )
    below = (*above, ref)
    if indicator.difference:
        less = _terms(catalog, indicator.difference.less, below)
        return _terms(catalog, indicator.difference.of, below) + tuple(Term(-term.factor, term.base) for term in less)
    if indicator.total:
        _units_check(indicator, [catalog.indicator(part) for part in indicator.total])
        return tuple(term for part in indicator.total for term in _terms(catalog, part, below))
    return (Term(1, base_of(catalog, indicator)),)


def _units_check(indicator: Indicator, parts: list[Indicator]) -> None:
    """人次, 辆次, 宗 are never added together."""
    units = sorted({part.unit for part in parts})
    if len(units) > 1:
        raise BihuanError(
            "indicator.units_mixed", f"“{indicator.name}”把不同计量单位相加：{'、'.join(units)}", hint="分开统计"
        )


def base_of(catalog: Catalog, indicator: Indicator) -> Base:
    """What a count, distinct count or sum takes from its ledger."""
    ledger = catalog.ledgers[str(indicator.ledger)]
    kind: Literal["count", "distinct", "sum"] = (
        "sum" if indicator.sum or indicator.days else "distinct" if indicator.distinct else "count"
    )
    field = indicator.sum or indicator.distinct or ""
    return Base(
        ledger=ledger.ledger,
        kind=kind,
        field=field,
        places=field_places(ledger, field) if indicator.sum else 0,
        clock=_clock(indicator, ledger),
        where=tuple(sorted((name, _frozen(condition)) for name, condition in indicator.where.items())),
        span=Span(tuple(indicator.days.starts), indicator.days.until) if indicator.days else None,
    )


def _clock(indicator: Indicator, ledger: Ledger) -> Clock:
    if indicator.stock:
        return Clock(indicator.stock.opened, tuple(indicator.stock.ends), stock=True)
    return Clock(indicator.date or ledger.date)


def field_places(ledger: Ledger, name: str) -> int:
    """Decimal places that a field's stored integer is scaled by: 2 for money (分), 0 for whole numbers."""
    field = ledger.field(name)
    return {FieldType.MONEY: 2, FieldType.DECIMAL: field.places}.get(field.type, 0)


def _frozen(condition: Any) -> Any:
    if isinstance(condition, dict):
        return Operators(tuple(sorted((name, _frozen(value)) for name, value in condition.items())))
    if isinstance(condition, Iterable) and not isinstance(condition, str):
        return tuple(condition)
    return condition


def _operands(given: Any) -> Iterable[Any]:
    if isinstance(given, Operators):
        return [operand for _, value in given.pairs for operand in _operands(value)]
    return given if isinstance(given, tuple) else (given,)
