"""Last year's own arithmetic as evidence: parts add up to the number they are parts of, a rate is the quotient of two numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from bihuan.datamodel import Measure
from bihuan.drafting.slots import Slot
from bihuan.packs import Ref

REACH = 12  # numbers back from a list to its whole
_FEWEST = 2  # parts of which a sum is no chance


def lists_settle(slots: Sequence[Slot], known: Callable[[str], bool]) -> None:
    """``受理20件，办结18件。其中甲12件、乙8件``: 12 and 8 make 20, so they are parts of what was received, whatever the words allow.

    ``known`` says whether a pack keeps a part.
    """
    for run in runs_of_parts(slots):
        whole = whole_added(slots, run)
        if whole and whole.binding:
            for slot in run:
                part_settle(slot, whole.binding.indicator, known)


def runs_of_parts(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Neighbouring numbers of one statement that are, or may be, parts of one breakdown."""
    for key, run in groupby(slots, key=lambda slot: (slot.context.segment, fields_of(slot))):
        found = list(run)
        if len(key[1]) == 1 and len(found) >= _FEWEST and all(slot.quantity.value is not None for slot in found):
            yield found


def fields_of(slot: Slot) -> frozenset[str]:
    """The breakdowns that a number may be a part of, the empty one for a whole."""
    options = (slot.binding,) if slot.binding else slot.ties
    fields = frozenset(Ref.parse(option.indicator).field for option in options if option.measure is Measure.VALUE)
    return fields if fields != {""} else frozenset()


def whole_added(slots: Sequence[Slot], run: Sequence[Slot]) -> Slot | None:
    """The nearest earlier number that the run adds up to, in its sentence or, after 其中, in the one before."""
    total = sum((slot.quantity.value or Decimal(0) for slot in run), Decimal(0))
    first = run[0]
    start = min(first.context.sentence.start, first.context.opening)
    earlier = reversed(slots[max(0, first.index - REACH) : first.index])
    return next((s for s in earlier if s.context.sentence.end >= start and s.quantity.value == total), None)


def part_settle(slot: Slot, whole: str, known: Callable[[str], bool]) -> None:
    """The part of the whole that the arithmetic names; none where the number is no part of it in any pack."""
    options = (slot.binding,) if slot.binding else slot.ties
    parts = {f"{whole}[{option.indicator.partition('[')[2]}": option for option in options}
    kept = next((ref for ref in parts if known(ref)), None)
    if kept is None:
        slot.leave("上年各分项加起来是前面另一个数，没有按这样分项的指标", (whole,))
    elif slot.binding is None or slot.binding.indicator != kept:
        slot.bind(replace(parts[kept], indicator=kept))


def rates_settle(slots: Sequence[Slot]) -> None:
    """``任务30项，已完成26项，完成率86.7%`` divides two counted numbers: it is no completion of a target set from above."""
    for slot in slots:
        if slot.binding and slot.binding.measure is Measure.COMPLETION and quotient_of_counts(slots, slot):
            slot.leave("这是前面两个数之比，没有这样的指标")


def quotient_of_counts(slots: Sequence[Slot], rate: Slot) -> bool:
    """Whether two numbers before the rate in its statement give it, the divisor being counted itself rather than a target."""
    before = [s for s in slots[max(0, rate.index - 2) : rate.index] if s.context.segment == rate.context.segment]
    if len(before) < 2 or rate.quantity.value is None:
        return False
    base, done = before
    counted = base.binding is not None and base.binding.measure is Measure.VALUE
    return counted and divides(done.quantity.value, base.quantity.value, rate.quantity.value)


def divides(part: Decimal | None, whole: Decimal | None, percent: Decimal) -> bool:
    """Whether ``part / whole`` prints as ``percent``, to its own decimals."""
    if not part or not whole:
        return False
    return round(100 * part / whole, -int(percent.as_tuple().exponent)) == percent
