"""Rates by name, and by arithmetic: 受理47件，办结45件，办结率95.7%."""

from collections.abc import Iterator
from typing import Final

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.told import Told, kin

BACK: Final = 4  # numbers back from a rate to what it divides


def rate_find(told: Told, rate: Quantity) -> None:
    """``受理47件，办结45件，办结率95.7%``: by its arithmetic, else by its name."""
    if told.index in told.targets or not rate.subject.endswith("率") or told.index == told.sentence:
        return
    name = words.RATE_NAME.fullmatch(words.CLAUSES.split(told.gap)[-1])
    if name is None:
        return
    line_tell(told, *(divided(told, rate, name["deed"]) or _called(told, name["deed"], bool(name["early"]))))


def line_tell(told: Told, part: int | None, whole: int | None) -> None:
    """What stands above and below the line of this rate."""
    if whole is not None:
        told.tell("share_of", told.index, whole)
    if part is not None:
        told.tell("numerator_of", part, told.index)


def divided(told: Told, rate: Quantity, deed: str = "") -> tuple[int, int] | None:
    """The nearest two numbers of one unit whose quotient prints as the rate; a round rate is no proof for unlike things."""
    numbers = told.quantities
    sharp = isinstance(rate.value, float)
    for part, whole in _twos(told):
        alike = (
            sharp or _same_thing(told, whole, part) or part in told.wholes or (deed and deed in _said_with(told, part))
        )
        if alike and divides(numbers[part], numbers[whole], rate):
            return part, whole
    return None


def _twos(told: Told) -> Iterator[tuple[int, int]]:
    """A part and the whole before it, nearest first."""
    numbers = told.quantities
    near = [i for i in range(told.index - 1, max(told.sentence, told.index - BACK) - 1, -1) if _divisible(numbers[i])]
    for part in near:
        for whole in near:
            if whole < part and kin(numbers[part], numbers[whole]):
                yield part, whole


def _divisible(number: Quantity) -> bool:
    return number.kind in {"count", "money", "measure"} or (
        number.kind == "change" and number.unit not in words.RELATIVE
    )


def divides(part: Quantity, whole: Quantity, rate: Quantity) -> bool:
    """Whether ``part / whole`` prints as the rate, to the rate's own decimals."""
    if not part.value or not whole.value or rate.value is None:
        return False
    decimals = len(str(rate.value).partition(".")[2]) if isinstance(rate.value, float) else 0
    return bool(abs(100 * part.value / whole.value - rate.value) <= 0.51 / 10**decimals)


def _called(told: Told, deed: str, early: bool) -> tuple[int | None, int | None]:
    """``办结45件，办结率…``: what was done; ``排查隐患215处，整改率…``: all of what the outcome is told."""
    last = told.index - 1
    if (
        told.lead() is None
        or last not in told.about
        or not _divisible(told.quantities[last])
        or told.quantities[last].kind == "money"
    ):
        return None, None
    if deed in _said_with(told, last) and not early and words.CLAUSES.search(told.gap):
        before = last - 1
        numbers = told.quantities
        paired = before >= told.sentence and _divisible(numbers[before]) and kin(numbers[before], numbers[last])
        return last, before if paired and _same_thing(told, before, last) else None
    outcome = words.OUTCOMES.fullmatch(deed)
    last = told.wholes[last] if last in told.closing else last
    return None, last if outcome and outcome["noun"] in _said_with(told, last) else None


def _same_thing(told: Told, whole: int, part: int) -> bool:
    return told.quantities[whole].subject == told.quantities[part].subject


def _said_with(told: Told, index: int) -> str:
    """The clause of a number, its noun included."""
    begin = told.quantities[index - 1].end if index else 0
    number = told.quantities[index]
    return words.CLAUSES.split(told.text[max(begin, number.start - 24) : number.start])[-1] + number.subject
