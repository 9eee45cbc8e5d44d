"""part_of without 其中: lists in brackets or after a colon, the rest (其余), totals told last (共) and 62家企业中有8家."""

from collections.abc import Iterator

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.told import LEVELS, Told, adds_up, kin

_MOST = 10  # parts of a list


def among_find(told: Told, number: Quantity) -> None:
    """``抽查的62家企业中有8家``."""
    last = told.index - 1
    if last >= told.sentence and kin(told.quantities[last], number) and _not_more(number, told.quantities[last]):
        told.tell("part_of", told.index, last)


def rest_find(told: Told, number: Quantity) -> None:
    """``共168处，已整改161处，其余7处``: the sum proves it."""
    parts = [told.index]
    for index in _kin_before(told, told.index):
        if adds_up([told.quantities[i] for i in parts], told.quantities[index]):
            _parts_tell(told, parts, index)
            return
        parts.insert(0, index)


def total_find(told: Told, number: Quantity) -> None:
    """``甲200份、乙300份，共500份``: the sum proves it."""
    parts: list[int] = []
    for index in _kin_before(told, told.index):
        parts.insert(0, index)
        if adds_up([told.quantities[i] for i in parts], number):
            _parts_tell(told, parts, told.index)
            return


def list_find(told: Told, number: Quantity) -> None:
    """``来信来访40件（来信9件、来访31件）``: a bracket or a colon right after the whole, and the sum proves it."""
    whole, numbers = told.index - 1, told.quantities
    if whole < told.sentence or told.about.get(whole) != whole or not kin(numbers[whole], number):
        return
    parts: list[int] = []
    for index in _listed(told):
        parts.append(index)
        if adds_up([numbers[i] for i in parts], numbers[whole]):
            _parts_tell(told, parts, whole)
            return


def _listed(told: Told) -> Iterator[int]:
    """From this number on to the end of its sentence, those of its unit."""
    numbers, text = told.quantities, told.text
    for index in range(told.index, min(told.index + _MOST, len(numbers))):
        if index > told.index and words.SENTENCE.search(text, numbers[index - 1].end, numbers[index].start):
            return
        if kin(numbers[index], numbers[told.index]) and numbers[index].kind in LEVELS:
            yield index


def _kin_before(told: Told, stop: int) -> Iterator[int]:
    number = told.quantities[stop]
    for index in range(stop - 1, max(told.sentence, stop - _MOST) - 1, -1):
        if kin(told.quantities[index], number) and told.about.get(index) == index:
            yield index


def _parts_tell(told: Told, parts: list[int], whole: int) -> None:
    for part in parts:
        if part not in told.wholes and part != whole:
            told.tell("part_of", part, whole)


def _not_more(part: Quantity, whole: Quantity) -> bool:
    return part.value is None or whole.value is None or part.value <= whole.value
