"""change_of, earlier_of, rank_of: numbers that compare another one with its past, or with others."""

from itertools import takewhile

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.told import Told, kin


def change_find(told: Told, number: Quantity) -> None:
    """``较上年增长5%``: of the level before; percentage points are of the rate or the growth before."""
    if told.index in told.targets or told.lead_is(words.CHANGE) is None:
        return
    row = _row(told)
    if row > 1:
        _each_tell(told, row)
    elif not _after_pair(told):
        _change_tell(told, number)


def ratio_find(told: Told, number: Quantity) -> None:
    """``是去年的1.6倍``."""
    level = told.level()
    if level is not None and told.lead_is(words.TIMES):
        told.tell("change_of", told.index, level)


def net_find(told: Told, number: Quantity) -> None:
    """``达到412家，净增37家``."""
    level = told.level()
    if level is not None and kin(number, told.quantities[level]) and told.lead_is(words.NET):
        told.tell("change_of", told.index, level)


def reached_find(told: Told, number: Quantity) -> None:
    """``下降30%，降至120件``: the change stands before its level."""
    last = told.index - 1
    if last >= told.sentence and told.quantities[last].kind == "change" and last not in told.targets:
        told.tell("change_of", last, told.index)


def earlier_find(told: Told, number: Quantity) -> None:
    """``由12分钟降至6分钟``."""
    last = told.quantities[told.index - 1]
    if kin(number, last) and words.WAS.search(told.text, max(0, last.start - 16), last.start):
        told.tell("earlier_of", told.index - 1, told.index)


def rank_find(told: Told, number: Quantity) -> None:
    """``居全市第三``: of the number just before it, a level or a growth in percent; 总量居 of the level."""
    ranked = None
    if said := told.lead_is(words.RANK):
        ranked = told.level() if said["sum"] else _ranked(told, told.index - 1)
    elif words.RANK_AMONG.fullmatch(told.gap) and told.index - 2 >= told.sentence:
        ranked = _ranked(told, told.index - 2)  # 在103个法院中排名第18位
    if ranked is not None:
        told.tell("rank_of", told.index, ranked)


def _ranked(told: Told, index: int) -> int | None:
    number = told.quantities[index]
    if number.kind == "change" and number.unit != "%":
        return told.targets.get(index)
    return index if number.kind == "change" or index in told.about else None


def _change_tell(told: Told, number: Quantity) -> None:
    level = _in_percent(told) if "百分点" in number.unit else told.level()
    if level is not None and (number.unit in words.RELATIVE or kin(number, told.quantities[level])):
        told.tell("change_of", told.index, level)


def _in_percent(told: Told) -> int | None:
    """The rate or growth that percentage points compare: 增长12.6%，高于全县平均1.1个百分点."""
    last = told.index - 1
    if told.quantities[last].unit in {"%", "％"}:
        return last
    return told.targets.get(last, told.about.get(last))


def _row(told: Told) -> int:
    """How many changes stand in a row: 3.8%和6.1%."""
    numbers, text = told.quantities, told.text
    after = range(told.index + 1, min(told.index + 6, len(numbers)))
    joined = (
        numbers[i].kind == "change" and text[numbers[i - 1].end : numbers[i].start] in words.JOINTS for i in after
    )
    return 1 + len(list(takewhile(bool, joined)))


def _each_tell(told: Told, row: int) -> None:
    """``甲5亿元、乙6亿元，分别增长8%、9%``: each goes back to its own."""
    first = told.index - row
    if first >= told.sentence and all(told.about.get(i) == i for i in range(first, told.index)):
        for offset in range(row):
            told.tell("change_of", told.index + offset, first + offset)


def _after_pair(told: Told) -> bool:
    """After ``甲5亿元、乙6亿元`` nobody knows of which."""
    numbers, last = told.quantities, told.index - 1
    if last == told.sentence or numbers[last].kind == "change" or numbers[last].unit != numbers[last - 1].unit:
        return False
    return told.text[numbers[last - 1].end : numbers[last].start].startswith(words.LISTING)
