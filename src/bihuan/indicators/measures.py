"""What can be asked of an indicator beyond its value. Formulas are those printed beside the figure; ``None`` is 「—」."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, localcontext

from bihuan.datamodel import Measure
from bihuan.indicators.outcomes import Outcome

Answer = tuple[Decimal | None, str]

FORMULAS = {
    Measure.VALUE: "",
    Measure.YOY: "同比 =（本期 − 上年同期）÷ 上年同期 × 100%",
    Measure.YOY_POINTS: "百分点 = 本期率 − 上年同期率",
    Measure.YOY_DIFFERENCE: "比上年增减 = 本期 − 上年同期",
    Measure.TIMES_LAST_YEAR: "倍数 = 本期 ÷ 上年同期",
    Measure.TARGET: "目标 = 截至日前最近一次下达的目标值",
    Measure.COMPLETION: "完成率 = 完成 ÷ 目标 × 100%",
    Measure.REMAINING: "剩余 = 目标 − 完成",
    Measure.RANK: "名次 = 同级单位中优于本单位的个数 + 1，并列同名次",
}
WORDS = {
    Measure.YOY: "%",
    Measure.YOY_POINTS: "百分点",
    Measure.TIMES_LAST_YEAR: "倍",
    Measure.COMPLETION: "%",
    Measure.RANK: "名",
}
COMPARED = {Measure.YOY, Measure.YOY_POINTS, Measure.YOY_DIFFERENCE, Measure.TIMES_LAST_YEAR}
TARGETED = {Measure.TARGET, Measure.COMPLETION, Measure.REMAINING}
NO_TARGET = "没有下达目标"
SIGNIFICANT = 12  # digits of a quotient that does not end


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a measure may be computed from."""

    now: Outcome
    before: Outcome | None = None
    target: Decimal | None = None
    siblings: Sequence[Outcome] = ()
    own: int = 0  # the unit's place among the siblings
    lower_better: bool = False
    rate: bool = False


def measure_answer(measure: Measure, known: Known) -> Answer:
    """The measure's value, and why there is none or what to look at."""
    return _ANSWERS[measure](known)


def quotient(above: Decimal, below: Decimal) -> Decimal:
    """Exact where the decimal ends, else rounded half up to twelve significant digits: the same when it is drafted and when verified."""
    with localcontext() as exact:
        exact.clear_flags()
        value = above / below
        if not exact.flags[Inexact]:
            return value
    return Context(prec=SIGNIFICANT, rounding=ROUND_HALF_UP).divide(above, below)


def _value(known: Known) -> Answer:
    return known.now.value, known.now.note


def _compared(known: Known) -> tuple[Decimal, Decimal] | str:
    """This period's and last year's value; or why they cannot be compared."""
    if known.now.value is None:
        return f"本期{known.now.note}"
    if known.before is None or known.before.value is None:
        return f"上年同期{known.before.note if known.before else '没有数据'}"
    return known.now.value, known.before.value


def _yoy(known: Known) -> Answer:
    return _over_base(known, lambda now, before: quotient((now - before) * 100, before))


def _times(known: Known) -> Answer:
    return _over_base(known, quotient)


def _over_base(known: Known, formula: Callable[[Decimal, Decimal], Decimal]) -> Answer:
    match _compared(known):
        case str(reason):
            return None, reason
        case (now, before) if before <= 0:
            return None, "上年同期为零或负数，记作“—”"
        case (now, before):
            return formula(now, before), ""
    raise AssertionError


def _difference(known: Known) -> Answer:
    match _compared(known):
        case str(reason):
            return None, reason
        case (now, before):
            return now - before, ""
    raise AssertionError


def _points(known: Known) -> Answer:
    return _difference(known) if known.rate else (None, "不是比率，不用百分点")


def _target(known: Known) -> Answer:
    return known.target, "" if known.target is not None else NO_TARGET


def _completion(known: Known) -> Answer:
    if not known.target:
        return None, NO_TARGET if known.target is None else "目标为零，记作“—”"
    if known.now.value is None:
        return None, known.now.note
    return quotient(known.now.value * 100, known.target), ""


def _remaining(known: Known) -> Answer:
    if known.target is None or known.now.value is None:
        return None, NO_TARGET if known.target is None else known.now.note
    left = known.target - known.now.value
    return (left, "") if left > 0 else (Decimal(0), "目标已完成")


def _rank(known: Known) -> Answer:
    """Units without entries are not ranked: no data is not a zero."""
    if known.now.value is None:
        return None, known.now.note
    ranked = [other.value for number, other in enumerate(known.siblings) if other.present or number == known.own]
    values = [value for value in ranked if value is not None]
    if len(values) < 2:
        return None, "没有可比的同级单位"
    now = known.now.value
    better = sum(value < now if known.lower_better else value > now for value in values)
    return Decimal(better + 1), f"{len(values)}个同级单位参加排名"


_ANSWERS: dict[Measure, Callable[[Known], Answer]] = {
    Measure.VALUE: _value,
    Measure.YOY: _yoy,
    Measure.YOY_POINTS: _points,
    Measure.YOY_DIFFERENCE: _difference,
    Measure.TIMES_LAST_YEAR: _times,
    Measure.TARGET: _target,
    Measure.COMPLETION: _completion,
    Measure.REMAINING: _remaining,
    Measure.RANK: _rank,
}
