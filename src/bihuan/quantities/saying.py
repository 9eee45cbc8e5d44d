"""What is said of a number in Chinese: its kind, its value, whether it is done or planned. For every page that marks numbers in a text."""

from typing import Final

from bihuan.quantities.quantity import Quantity

KINDS: Final = {
    "count": "数目",
    "money": "金额",
    "rate": "比率",
    "change": "增减",
    "ratio": "倍数",
    "rank": "名次",
    "measure": "度量",
}
STANCES: Final = {"done": "已完成", "planned": "计划", "cited": "引用别人的数"}
_QUALIFIERS: Final = {"about": "约", "at_least": "至少", "at_most": "至多", "range": "区间", "placeholder": "空缺"}


def number_hint(number: Quantity) -> str:
    """One line, for a pointer that rests on the number and for readers without scripts."""
    return f"{KINDS[number.kind]}：{value_said(number)}；{number.subject or '没有说是什么'}；{STANCES[number.stance]}"


def value_said(number: Quantity) -> str:
    """约 68.4亿元 = 6840000000元; 空缺."""
    qualifier = _QUALIFIERS.get(number.qualifier, "")
    if number.value is None:
        return f"{qualifier}，单位：{number.unit}"
    upper = f"–{number.max:,.10g}" if number.max is not None else ""
    return f"{qualifier} {plain_said(number.value)}{upper} {number.unit}".strip()


def plain_said(value: float) -> str:
    """12,345.6."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
