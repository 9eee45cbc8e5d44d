"""Numbers that state something about the number before them: 完成率, 目标, 同比, 倍, 名次."""

import re
from dataclasses import dataclass

from bihuan.datamodel import Measure
from bihuan.drafting.context import Context
from bihuan.drafting.source import Quantity

_TARGET = re.compile(r"(?:任务|目标|目标任务|计划|指标)(?:数|量|值)?(?:为|是|的|:)?$")
_COMPLETION = re.compile(r"(?:完成|达到?|占).{0,16}(?:任务|目标|计划|指标)|(?:任务|目标|计划)?完成率")
_BASE = r"(?:同比|[比较与](?:上年|去年|20\d\d年))"
_YOY = re.compile(rf"{_BASE}.{{0,8}}?(?:增|减|升|降|提高|提升|上涨|下滑|回落|多|少)")
_BARE_CHANGE = re.compile(r"(?:增长|下降|增加|减少|上升|增幅|降幅|升幅)(?:了|达到?|为)?")
_TIMES = re.compile(r"(?:是|为|达到?|相当于)?(?:去年|上年|20\d\d年)(?:同期)?(?:总量)?的$")
_AMONG = re.compile(r"(全市|全省|全国|全区|全县|全州|全盟|同类)")


@dataclass(frozen=True, slots=True)
class Derived:
    """What the number states, and for a rank among whom."""

    measure: Measure
    among: str = ""


def derived_of(context: Context, quantity: Quantity) -> Derived | None:
    """The measure that the words before the number name; None for a plain value."""
    lead = f"{context.before[-40:]}"
    clause = context.before[context.before.rfind(",") + 1 :]
    if quantity.kind == "rank":
        among = _AMONG.findall(lead)
        return Derived(Measure.RANK, among[-1] if among else "")
    if quantity.unit == "倍":
        return Derived(Measure.TIMES_LAST_YEAR) if _TIMES.search(clause) else None
    if _YOY.search(clause) or (_BARE_CHANGE.fullmatch(clause) and _YOY.search(context.before)):
        return Derived(_change(quantity))
    if quantity.unit == "%":
        return Derived(Measure.COMPLETION) if _COMPLETION.search(clause) else None
    if quantity.stance == "cited" or _TARGET.search(context.near):
        return Derived(Measure.TARGET)
    return None


def _change(quantity: Quantity) -> Measure:
    if quantity.unit == "百分点" or "百分点" in quantity.text:
        return Measure.YOY_POINTS
    return Measure.YOY if quantity.unit == "%" else Measure.YOY_DIFFERENCE
