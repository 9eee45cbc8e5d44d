"""Kind and qualifier of a number, from its unit, the words at its two ends and the words just before it."""

import re
from typing import Final

from bihuan.quantities.lexicon import MEASURE_UNITS, MONEY_UNITS, RATE_UNITS, SPAN_UNITS
from bihuan.quantities.quantity import Kind, Qualifier

_MONEY: Final = frozenset(unit.partition("!")[0] for unit in MONEY_UNITS)
_MEASURE: Final = frozenset(unit.partition("!")[0].partition("(")[0] for unit in (*MEASURE_UNITS, *SPAN_UNITS))
_RATE: Final = frozenset(RATE_UNITS)

GROWTH: Final = (
    r"(?:正增长|负增长|增长|下降|提高|减少|上升|增加|回落|降低|上涨|下滑|下跌|增幅|降幅|增速|涨幅|跌幅|减幅|超收|递增|"
    r"递减|增收|减收|压减|压缩|缩减|收窄|扩大|翻"
    r"|精简|缩短|延长|提升|多|少|高(?!达)|低|增|减|降|涨|同比|环比)"
)
_CHANGE_RATE: Final = re.compile(
    rf"{GROWTH}(?:了|近|约|超过?|幅度?|率|为|达到?|预期|控制在|均|都|分别|在|各|要|应|也|又|再){{0,3}}$"
)
_LEVEL: Final = re.compile(
    r"(?:提高|上升|增加|下降|降低|提升|回落|减少|升|降|增|扩大|压减|上涨|增长)(?:到|至)了?(?:约|近)?$"
)
_CHANGE_AMOUNT: Final = re.compile(
    r"(?:比|较)(?:上年|去年|上一?年|前年|上期|以往|往年|年初|上月|上季|同期|计划|20\d\d年|全[省市国县])[^，。；]{0,8}?(?:增加|减少|增收|减收|缩短|延长|"
    r"[多少][\u4e00-\u9fff]{0,2}|增长|下降|提高|降低|增|减)了?(?:约|近)?$|^(?:净|又|再)?(?:增加|减少|增长|下降|提高|增收|减收|超收|短收)了?(?:约|近)?$|(?:同比|"
    r"环比)(?:净?增加?|减少|增收|减收|增长|下降|缩短|多|少)了?$"
    r"|[\u4e00-\u9fff]{2}(?<![新净累计分别])(?:增加|减少|降低|缩短|延长|上涨|下跌|增收|减收)了?(?:约|近)?$"
    r"|[\u4e00-\u9fff]分别(?:增加|减少)了?$|(?:^|[要再净又共])减少[\u4e00-\u9fff]{2,10}$"
    r"|(?:比|较)[^，。；]{0,10}(?:上升|前移|后移|提升|回升|下滑|前进|后退)了?$"
)
_AT_LEAST: Final = re.compile(r"(?:超|逾|至少|不少于|不低于|不得低于|高于|多于|大于)|以上|突破")
_AT_MOST: Final = re.compile(r"不超过|不高于|不得超过|(?<!不)(?<!不得)低于|不足|不到|(?<!不)少于|小于|以内|以下|之内")
_ABOUT: Final = re.compile(r"[约近余多几来]|接近|左右|上下")


def kind_of(unit: str, before: str) -> Kind:
    """``before`` is the clause up to the number."""
    if unit in _RATE:
        return "change" if "百分点" in unit or (_CHANGE_RATE.search(before) and not _LEVEL.search(before)) else "rate"
    if unit == "倍":
        return "ratio"
    if _CHANGE_AMOUNT.search(before):
        return "change"
    if unit in _MONEY:
        return "money"
    return "measure" if unit in _MEASURE else "count"


def qualifier_of(lead: str, more: str, trail: str, before: str) -> Qualifier:
    """For a number that is neither masked nor a range."""
    if before.endswith("不突破"):
        return "at_most"
    if not (lead or more or trail):  # most numbers
        return "at_least" if before.endswith("突破") else "about" if before.endswith("约有") else "exact"
    if _AT_MOST.search(lead) or _AT_MOST.search(trail):
        return "at_most"
    if _AT_LEAST.search(lead) or _AT_LEAST.search(trail) or before.endswith("突破"):
        return "at_least"
    if _ABOUT.search(lead + more + trail) or before.endswith("约有"):
        return "about"
    return "exact"
