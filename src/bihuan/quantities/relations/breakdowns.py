"""part_of after 其中 and its like: a whole, then its parts until something else is told."""

from collections.abc import Iterator
from itertools import chain

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.told import THINGS, Told, adds_up, exceeds, grain, kin
from bihuan.quantities.verbs import VERB
from bihuan.quantities.words.leftward import VERB_AT_END

_BACK = 12  # numbers back from a part to its whole
_MOST = 12  # parts of one whole


class Breakdown:
    """The parts told after one 其中. Every unit has its own whole: 共5件12人，其中甲3件5人."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._since = -1  # the first number told after 其中; -1: no breakdown is open
        self._floor = 0  # its whole does not stand before this number
        self._deeds = False  # the parts are told by verbs: 其中新建8所，改建4所
        self._bracket = False
        self._wholes: dict[str, int | None] = {}
        self._sums: dict[int, float | None] = {}

    def parts_find(self, number: Quantity) -> None:
        """Whether this number is a part, and of what."""
        mark = words.PART.search(self._told.gap)
        if mark:
            self._open(self._told.gap[: mark.start()])
        elif self._since >= 0 and self._is_over(number):
            self._since = -1
        if self._since >= 0 and self._told.index in self._told.about:
            self._part_tell(number)

    def _open(self, before: str) -> None:
        """其中 at the head of a sentence looks back into the one before."""
        told = self._told
        self._since = told.index
        self._floor = told.sentence_before if words.SENTENCE.search(before) else told.sentence
        self._deeds = _is_deed(told.gap)
        self._bracket = before.endswith(("（", "("))
        self._wholes, self._sums = {}, {}

    def _is_over(self, number: Quantity) -> bool:
        told = self._told
        if told.sentence == told.index or (self._bracket and words.BRACKET_END.search(told.gap)):
            return True
        if words.ANEW.search(told.gap):
            return True
        if self._deeds or words.LISTED_ON.search(told.gap) or not _is_deed(told.gap):
            return False
        whole = self._wholes.get(number.unit)
        return whole is None or not self._completes(number, whole)

    def _part_tell(self, number: Quantity) -> None:
        if number.unit not in self._wholes:
            self._wholes[number.unit] = self._whole(number)
        whole = self._wholes[number.unit]
        if whole is None:
            return
        spent = self._sums.get(whole, 0)
        now = None if spent is None or number.value is None else spent + number.value
        if now is not None and exceeds(now, self._told.quantities[whole], number):
            self._since = -1
            return
        if spent and self._completes(number, whole):
            self._told.closing.add(self._told.index)
        self._sums[whole] = now
        self._told.tell("part_of", self._told.index, whole)

    def _completes(self, number: Quantity, whole: int) -> bool:
        """行政处罚5起，移送公安机关1起 of 6起: what the verb tells is the last part."""
        spent, size = self._sums.get(whole), self._told.quantities[whole]
        if spent is None or number.value is None or size.value is None:
            return False
        return abs(spent + number.value - size.value) <= grain(size)

    def _whole(self, number: Quantity) -> int | None:
        """What all the parts add up to, else what is told as a total, else the nearest that is not smaller."""
        told, numbers = self._told, self._told.quantities
        earlier = range(self._since - 1, max(self._floor, self._since - _BACK) - 1, -1)
        near = [i for i in earlier if _may_be_whole(numbers[i], number)]
        parts = list(self._parts_ahead(number))
        added = (i for i in near if any(adds_up(parts[:count], numbers[i]) for count in range(2, len(parts) + 1)))
        total = (i for i in near if words.TOTAL_END.search(told.text, max(0, numbers[i].start - 8), numbers[i].start))
        across = total if self._floor < told.sentence else iter(())
        return next(chain(added, across, near), None)

    def _parts_ahead(self, number: Quantity) -> Iterator[Quantity]:
        text, numbers = self._told.text, self._told.quantities
        for index in range(self._told.index, min(self._told.index + _MOST, len(numbers))):
            if index > self._told.index and words.SENTENCE.search(text, numbers[index - 1].end, numbers[index].start):
                return
            if kin(numbers[index], number) and numbers[index].kind in THINGS:
                yield numbers[index]


def _may_be_whole(whole: Quantity, part: Quantity) -> bool:
    return (
        whole.kind in THINGS and kin(whole, part) and not (part.value is not None and exceeds(part.value, whole, part))
    )


def _is_deed(gap: str) -> bool:
    """Whether the clause up to a number says that something was done."""
    clause = words.CLAUSES.split(gap.replace("；", "，"))[-1].strip().removeprefix("其中")
    return bool(VERB.match(clause) or VERB_AT_END.search(clause))
