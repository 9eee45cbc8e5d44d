"""Printed parts that do not re-add to their printed whole though the ledgers' values do: 8.2万 + 4.1万 beside 12.35万."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bihuan.drafting.claims import Number
from bihuan.drafting.numerals import plain
from bihuan.drafting.parts import Group


def roundings_tell(numbers: Sequence[Number], groups: Iterable[Group]) -> list[Number]:
    """The numbers, each whole whose printed parts add to something else with a note that says so."""
    told = list(numbers)
    for group in groups:
        whole, parts = numbers[group.whole], [numbers[place] for place in group.parts]
        note = rounding_note(whole, parts)
        if note:
            phrasing = told[group.whole].phrasing
            told[group.whole] = replace(
                told[group.whole], phrasing=replace(phrasing, note="；".join(filter(None, (phrasing.note, note))))
            )
    return told


def rounding_note(whole: Number, parts: Sequence[Number]) -> str:
    """What a person should know; empty where the printed numbers add up, are loose (5300余), or were never meant to add up."""
    values = [part.answer.value for part in parts]
    shown = [part.phrasing.shown for part in parts]
    if whole.phrasing.shown is None or whole.answer.value != added(values) or None in shown:
        return ""
    total = added(shown)
    if total == whole.phrasing.shown:
        return ""
    word = whole.answer.slot.quantity.unit
    return f"四舍五入后，分项相加为{plain(total)}{word}，总数写作{plain(whole.phrasing.shown)}{word}；台账原值相等"


def added(values: Iterable[Decimal | None]) -> Decimal:
    """The sum of those that are known."""
    return sum((value for value in values if value is not None), Decimal(0))
