"""Conditions of ``where``: fields, choices and operators that exist, and states always with their as-of day."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bihuan.datamodel import Finding
from bihuan.packs.faults import fault
from bihuan.packs.rules.view import View
from bihuan.packs.schema import FieldType, Indicator, Ledger, LedgerField
from bihuan.packs.sources import Located

ORDERED = {"gt", "ge", "lt", "le"}
BETWEEN = {"within": "写成 within: {days: 10, of: field:日期字段}", "same_year": "写成 same_year: field:日期字段"}
ORDERED_TYPES = {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.DATE}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def conditions_agree(view: View) -> Iterator[Finding]:
    """All rules of this module over the pack's own indicators."""
    for located in view.source.indicators:
        indicator: Indicator = located.item
        ledger = view.ledger_of(indicator)
        if ledger is None:
            continue
        for name, condition in indicator.where.items():
            yield from _condition(located, ledger, name, condition)


def _condition(located: Located, ledger: Ledger, name: str, condition: Any) -> Iterator[Finding]:
    where = located.where("where", name)
    if name == "state":
        yield from _state(ledger, condition, where)
        return
    field = next((item for item in ledger.fields if item.name == name), None)
    if field is None:
        names = "、".join(item.name for item in ledger.fields)
        yield fault("pack.unknown_field", f"where 写的“{name}”不是{ledger.name}的字段", where, hint=f"可用：{names}")
        return
    for operator, value in condition.items() if isinstance(condition, dict) else [("", condition)]:
        yield from _operator(ledger, field, operator, value, where)


def _state(ledger: Ledger, condition: Any, where: str) -> Iterator[Finding]:
    """A state holds from the day of its move: asked again later, the figure of an earlier day must be the same."""
    if not isinstance(condition, dict) or set(condition) != {"reached"}:
        hint = "改写为 state: {reached: 状态}，按统计日判断"
        yield fault("pack.state_without_day", "状态条件没有统计日，日后重算会变", where, hint=hint)
        return
    targets = {move.target for move in ledger.moves}
    given = condition["reached"]
    for state in given if isinstance(given, list) else [given]:
        if state not in targets:
            hint = f"可用：{'、'.join(sorted(targets))}" if targets else "这本台账没有状态"
            yield fault("pack.unknown_state", f"没有动作能到达状态“{state}”", where, hint=hint)


def _operator(ledger: Ledger, field: LedgerField, operator: str, value: Any, where: str) -> Iterator[Finding]:
    if (operator == "has") != (field.type is FieldType.TAGS) and operator != "filled":
        yield fault("pack.wrong_operator", f"has 只用于标签字段，标签字段也只用 has：“{field.name}”", where,
                    hint="写成 字段: {has: 选项}")  # fmt: skip
        return
    if operator == "reached":
        yield fault(
            "pack.wrong_operator",
            f"reached 只用于 state，不用于“{field.name}”",
            where,
            hint="写 state: {reached: 状态}",
        )
        return
    if operator == "filled":
        if not isinstance(value, bool):
            yield fault("pack.wrong_type", "filled 应为 true 或 false", where)
        return
    if operator in BETWEEN:
        yield from _between(ledger, field, operator, value, where)
        return
    if operator in ORDERED and field.type not in ORDERED_TYPES:
        yield fault("pack.wrong_operator", f"“{field.name}”不能比大小", where, hint="只有数字和日期能用 gt、ge、lt、le")
        return
    for item in value if isinstance(value, list) else [value]:
        yield from _value(ledger, field, item, where)


def _between(ledger: Ledger, field: LedgerField, operator: str, value: Any, where: str) -> Iterator[Finding]:
    """Two dates of one entry: how far apart they are, whether they fall in one year."""
    other = value.get("of") if isinstance(value, dict) and set(value) == {"of", "days"} else value
    days = value.get("days") if isinstance(value, dict) else 0
    if field.type is not FieldType.DATE:
        yield fault("pack.wrong_operator", f"“{field.name}”不是日期，不能用 {operator}", where)
    elif not (isinstance(other, str) and other.startswith("field:") and isinstance(days, int)):
        yield fault("pack.wrong_type", f"{operator} 没有写明与哪个日期比", where, hint=BETWEEN[operator])
    elif operator == "within" and not isinstance(value, dict):
        yield fault("pack.wrong_type", "within 没有写 days", where, hint=BETWEEN[operator])
    else:
        yield from _other_field(ledger, field, other.removeprefix("field:"), where)


def _value(ledger: Ledger, field: LedgerField, value: Any, where: str) -> Iterator[Finding]:
    if isinstance(value, str) and value.startswith("field:"):
        yield from _other_field(ledger, field, value.removeprefix("field:"), where)
    elif field.type in (FieldType.CHOICE, FieldType.TAGS):
        if value not in {choice.key for choice in field.choices}:
            keys = "、".join(choice.key for choice in field.choices)
            yield fault("pack.unknown_choice", f"“{field.name}”没有选项“{value}”", where, hint=f"可用：{keys}")
    elif not _fits(field, value):
        yield fault("pack.wrong_type", f"“{field.name}”不能与“{value}”比较", where, hint=f"它的 type 是 {field.type}")


def _other_field(ledger: Ledger, field: LedgerField, name: str, where: str) -> Iterator[Finding]:
    other = next((item for item in ledger.fields if item.name == name), None)
    if other is None:
        yield fault("pack.unknown_field", f"where 写的“{name}”不是{ledger.name}的字段", where)
    elif other.type is not field.type:
        yield fault("pack.wrong_type", f"“{field.name}”与“{name}”类型不同，不能比较", where)


def _fits(field: LedgerField, value: Any) -> bool:
    match field.type:
        case FieldType.BOOLEAN:
            return isinstance(value, bool)
        case FieldType.TEXT | FieldType.POINT | FieldType.POLYGON | FieldType.UNIT:
            return isinstance(value, str)
        case FieldType.DATE:
            return value == "as_of" or _is_day(value)
    return not isinstance(value, bool | str | dict)


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
