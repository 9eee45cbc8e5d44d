"""Growth and decline: the verb follows the sign, no change is said as such, a missing base prints —."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bihuan.datamodel import Span
from bihuan.drafting.edits import Edit
from bihuan.drafting.phrasing import Phrasing, amount_phrase
from bihuan.drafting.source import Quantity
from bihuan.drafting.style import style_of

_UP = {
    "增长": "下降",
    "增加": "减少",
    "上升": "下降",
    "提高": "下降",
    "提升": "下降",
    "上涨": "下降",
    "增": "降",
    "升": "降",
    "多": "少",
}
_DOWN = {
    "下降": "增长",
    "减少": "增加",
    "降低": "提高",
    "下滑": "增长",
    "回落": "上升",
    "减": "增",
    "降": "升",
    "少": "多",
}
_VERBS = "|".join(sorted([*_UP, *_DOWN], key=len, reverse=True))
_BARE = re.compile(rf"(?<=[，,])(?P<base>)(?P<verb>{_VERBS})(?:了|约|达到?|近)?$")
_CHANGE = re.compile(
    r"(?P<base>(?:同比|环比|(?:比|较|与)(?:上年|去年)(?:同期)?(?:相比)?)[，,]?(?P<between>[^，,。；;\n]{0,8}?))"
    rf"(?P<verb>{_VERBS})(?:了|约|达到?|近)?$"
)
LEVEL = "与上年持平"
NONE = "—"


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in place of verb and number: the number's edit span and phrasing, and the verb's own edit."""

    span: Span
    phrasing: Phrasing
    verb: Edit | None = None


def change_phrase(text: str, quantity: Quantity, value: Decimal | None) -> Change:
    """``value`` is signed; None where last year's base is zero or negative."""
    start = max(0, quantity.span.start - 24)
    match = _CHANGE.search(text, start, quantity.span.start) or _BARE.search(text, start, quantity.span.start)
    if match is None:
        return Change(quantity.span, Phrasing(_amount(quantity, abs(value or Decimal(0)))))
    verb = Span(*match.span("verb"))
    to_number = Span(verb.start, quantity.span.start)
    if value is None:
        return Change(quantity.span, Phrasing(NONE, "上年基数为零，同比没有意义"), Edit(to_number, ""))
    if value == 0 or not _amount(quantity, abs(value)).strip("0.%个百分点"):
        return Change(Span(match.start("base"), quantity.span.end), Phrasing(LEVEL))
    word = directed(match["verb"], value)
    turned = (
        Edit(to_number, word, comment=f"方向按台账改：上年报告写“{match['verb']}”") if word != match["verb"] else None
    )
    return Change(quantity.span, Phrasing(_amount(quantity, abs(value))), turned)


def directed(verb: str, value: Decimal) -> str:
    """The verb itself, or its opposite where the sign says so."""
    if value < 0:
        return _UP.get(verb, verb)
    return _DOWN.get(verb, verb)


def _amount(quantity: Quantity, value: Decimal) -> str:
    style = replace(style_of(quantity), lead="", tail="")
    return amount_phrase(style, value).text
