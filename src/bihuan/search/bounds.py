"""Bounds of a number as people type them: >30万元, :1000..2000亩, >=5 <10, =3000, :30万元以上."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bihuan.search.amounts import OPEN_RANGE, RANGE, Amount, amount_read, amount_scaled
from bihuan.search.measures import measure_of, unit_of
from bihuan.search.names import Numbers
from bihuan.search.query import Fact
from bihuan.search.signs import COLON, COMPARISON, comparison_of, fault

_SIGN: Final = re.compile(rf"\s*(?P<sign>(?:{COLON}\s*)?(?:{COMPARISON})|{COLON})\s*")
_HINT: Final = "例如 金额>=30万元、面积:1000..2000亩"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is typed: amounts with their own units, and where the typing ends."""

    low: Amount | None = None
    high: Amount | None = None
    low_open: bool = False
    high_open: bool = False
    end: int = 0


def bounds_read(text: str, at: int, *, signs: str = ":=<>") -> Bounds | None:
    """The bounds at ``at``, one comparison after another; None where no sign with an amount stands. ``signs`` may begin."""
    bounds: Bounds | None = None
    while match := _SIGN.match(text, bounds.end if bounds else at):
        sign = comparison_of(match["sign"].lstrip(":： ") or ":")
        if sign[0] not in (signs if bounds is None else "<>"):
            break
        more = _range(text, match.end()) if sign in ":=" else _compared(text, match.end(), sign)
        if more is None:
            break
        bounds = _joined(bounds, more, match.start("sign")) if bounds else more
    return bounds


def bounds_sign(text: str, at: int) -> int | None:
    """Where a sign that wants an amount stands, if one does."""
    match = _SIGN.match(text, at)
    return match.start("sign") if match else None


def _compared(text: str, at: int, sign: str) -> Bounds | None:
    amount = amount_read(text, at)
    if amount is None:
        return None
    if sign[0] == ">":
        return Bounds(low=amount, low_open=sign == ">", end=amount.end)
    return Bounds(high=amount, high_open=sign == "<", end=amount.end)


def _range(text: str, at: int) -> Bounds | None:
    """30万元, 1000..2000亩, 1000.., ..2000亩, 30万元以上."""
    if opening := OPEN_RANGE.match(text, at):
        high = amount_read(text, opening.end())
        return Bounds(high=high, end=high.end) if high else None
    low = amount_read(text, at)
    if low is None:
        return None
    if (dash := RANGE.match(text, low.end)) and (high := amount_read(text, dash.end())):
        return Bounds(amount_scaled(low, high), high, end=high.end)
    if opening := OPEN_RANGE.match(text, low.end):
        return Bounds(low=low, end=opening.end())
    return Bounds(None if low.bound == "high" else low, None if low.bound == "low" else low, end=low.end)


def _joined(bounds: Bounds, more: Bounds, at: int) -> Bounds:
    if (bounds.low and more.low) or (bounds.high and more.high):
        raise fault(at, "同一个数说了两次上限或下限", "一个数最多写一个下限和一个上限，例如 金额>=30万元 <50万元")
    if more.low:
        return replace(bounds, low=more.low, low_open=more.low_open, end=more.end)
    return replace(bounds, high=more.high, high_open=more.high_open, end=more.end)


def fact_of(subject: str | None, bounds: Bounds, numbers: Numbers, at: int) -> Fact:
    """The fact in base units; ``at`` is where to point when units do not go together."""
    typed = [amount.unit for amount in (bounds.low, bounds.high) if amount and amount.unit]
    fallback = typed[-1] if typed else numbers.unit
    low, high = (_measured(amount, fallback) for amount in (bounds.low, bounds.high))
    dimension = next((told[0] for told in (low, high) if told and told[0]), None) or numbers.dimension
    if low and high and low[0] != high[0]:
        raise fault(at, "上限和下限的计量单位不能比较", f"两头用同一种计量单位，{_HINT}")
    if numbers.takes and (dimension or "").partition("/")[0] not in numbers.takes:
        raise fault(at, f"这里的数不用“{typed[-1]}”来量", f"{_HINT}；别的数用 数值 或 指标，例如 数值>=30天")
    fact = Fact(
        subject,
        low and low[1],
        high and high[1],
        bounds.low_open,
        bounds.high_open,
        unit_of(dimension) or None if fallback and dimension else None,
        dimension,
    )
    return _ordered(fact, at)


def _measured(amount: Amount | None, fallback: str | None) -> tuple[str | None, Decimal] | None:
    if amount is None:
        return None
    unit = amount.unit or fallback
    return measure_of(amount.value, unit) if unit else (None, amount.value)


def _ordered(fact: Fact, at: int) -> Fact:
    if fact.low is None or fact.high is None or fact.low <= fact.high:
        return fact
    if fact.low_open or fact.high_open:
        raise fault(at, "下限比上限大，什么也找不到", "把两个数对调，例如 金额>30万元 <50万元")
    return replace(fact, low=fact.high, high=fact.low)
