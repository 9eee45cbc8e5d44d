"""part_of: wholes with their parts, told by 其中, by brackets and lists, by 其余 and 共."""

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.told import LEVELS, Told, kin, total
from bihuan.quantities.verbs import VERB
from bihuan.quantities.words import VERB_AT_END

_BACK = 12  # numbers back from a part to its whole
_MOST = 12  # parts of a list


class Breakdown:
    """The parts told after one 其中, for every unit its own whole: 共5件12人，其中甲3件5人."""

    def __init__(self) -> None:
        self.since = -1  # the first number told after it; -1: no breakdown is open
        self.floor = 0
        self.deeds = False  # the parts are told by verbs: 其中新建8所、改建4所
        self.sums: dict[int, float | None] = {}

    def open(self, told: Told, mark: str, begins: bool) -> None:
        """其中 is said before this number; a mark that begins its sentence looks back into the one before."""
        self.since = told.index
        self.floor = told.sentence_before if begins else told.sentence
        self.deeds = bool(_deed(told))
        self.sums = {}

    def close(self) -> None:
        """What follows is no part."""
        self.since = -1


def parts_find(told: Told, number: Quantity, breakdown: Breakdown) -> None:
    """One number: a part of the open breakdown, of a list, or the rest."""
    mark = words.PART.search(told.gap)
    if mark:
        breakdown.open(told, mark[0], begins=bool(words.SENTENCE.search(told.gap)))
    elif breakdown.since >= 0 and _is_over(told, number, breakdown):
        breakdown.close()
    if breakdown.since >= 0:
        _part_tell(told, number, breakdown)


def _is_over(told: Told, number: Quantity, breakdown: Breakdown) -> bool:
    if told.sentence == told.index:
        return True
    if told.gap in words.JOINTS or breakdown.deeds or not _deed(told):
        return False
    whole = _whole(told, number, breakdown)
    return whole is None or not _completes(told, number, whole, breakdown)


def _deed(told: Told) -> bool:
    """Whether the clause of this number says that something was done."""
    clause = words.CLAUSES.split(told.gap.replace("；", "，"))[-1].strip()
    return bool(VERB.match(clause.removeprefix("其中")) or VERB_AT_END.search(clause))


def _part_tell(told: Told, number: Quantity, breakdown: Breakdown) -> None:
    whole = _whole(told, number, breakdown)
    if whole is None:
        return
    spent = breakdown.sums.get(whole, 0.0)
    size = told.quantities[whole].value
    now = None if spent is None or number.value is None else round(spent + number.value, 6)
    if size is not None and comparable(told.quantities[whole], number) and now is not None and now > size and number.qualifier != "about":
        if spent:
            breakdown.close()
        return
    breakdown.sums[whole] = now
    told.tell("part_of", told.index, whole)


def _completes(told: Told, number: Quantity, whole: int, breakdown: Breakdown) -> bool:
    spent = breakdown.sums.get(whole)
    return spent is not None and number.value is not None and round(spent + number.value, 6) == told.quantities[whole].value


def _whole(told: Told, number: Quantity, breakdown: Breakdown) -> int | None:
    """The nearest number before the mark that may be added to this one and is not smaller."""
    numbers = told.quantities
    for index in range(breakdown.since - 1, max(breakdown.floor, breakdown.since - _BACK) - 1, -1):
        other = numbers[index]
        if other.kind in LEVELS and kin(other, number) and not _smaller(other, number):
            return index
    return None


def _smaller(whole: Quantity, part: Quantity) -> bool:
    if whole.value is None or part.value is None or not comparable(whole, part):
        return False
    return whole.value < part.value


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether the values may be compared as they stand: kin of other sizes (亩 and 平方公里) may not."""
    return one.unit == other.unit or not (one.kind == "measure" or other.kind == "measure")
