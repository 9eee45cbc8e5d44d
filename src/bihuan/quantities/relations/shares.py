"""share_of, numerator_of, target_of: rates with what stands above and below their line, and tasks with what was done of them."""

from collections.abc import Iterator

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.told import LEVELS, Told, kin

_BACK = 4  # numbers back from a rate to what it divides


def share_find(told: Told, number: Quantity) -> None:
    """A number in percent: 占…的, 完成任务的, or the name of a rate."""
    if words.OF_TASK.fullmatch(told.gap):
        _task_share_tell(told)
    elif told.lead_is(words.TASK_SHARE):
        _above_tell(told, told.level())
    elif words.SHARE.fullmatch(told.lead() or ""):
        _numerator_tell(told)
    elif (level := told.level()) is not None and "其中" in told.gap and told.lead_is(words.SHARE_AMONG):
        told.tell("share_of", told.index, level)
    else:
        rate_find(told, number)


def rate_find(told: Told, rate: Quantity) -> None:
    """``受理47件，办结45件，办结率95.7%``: by its arithmetic, else by its name."""
    if told.index in told.targets or not rate.subject.endswith("率") or told.index == told.sentence:
        return
    name = words.RATE_NAME.fullmatch(words.CLAUSES.split(told.gap)[-1])
    if name is None:
        return
    part, whole = _divided(told, rate) or _called(told, name["deed"], bool(name["early"]))
    if whole is not None:
        told.tell("share_of", told.index, whole)
    if part is not None:
        told.tell("numerator_of", part, told.index)


def target_find(told: Told, number: Quantity) -> None:
    """``任务30项，已完成26项``: what was planned stands before what was done."""
    last = told.index - 1
    planned = told.quantities[last]
    if last >= told.sentence and kin(planned, number) and planned.kind in LEVELS and told.lead_is(words.DONE):
        before = told.text[max(0, planned.start - 24) : planned.start]
        if words.PLANNED.search(before):
            told.tell("target_of", last, told.index)


def _task_share_tell(told: Told) -> None:
    """``4.21亿元，完成年度目标（4亿元）的105.3%``."""
    task = told.index - 1
    numbers = told.quantities
    begin = numbers[task - 1].end if task > told.sentence else max(0, numbers[task].start - 24)
    lead = words.CLAUSES.split(told.text[begin : numbers[task].start].rstrip("（("))[-1]
    if task < told.sentence or not words.TASK.fullmatch(lead):
        return
    told.tell("share_of", told.index, task)
    done = told.about.get(task - 1) if task > told.sentence else None
    if done is not None and kin(numbers[done], numbers[task]):
        told.tell("target_of", task, done)
        _above_tell(told, done)


def _numerator_tell(told: Told) -> None:
    """``其中民生支出47亿元，占80%``: above the line the number before, below it what that is a part of, or what the words name."""
    part = told.level()
    if part is None:
        return
    _above_tell(told, part)
    said = words.OF_WHAT.search(told.gap)
    whole = _named(told, part, said["noun"]) if said else told.wholes.get(part)
    if whole is not None:
        told.tell("share_of", told.index, whole)


def _named(told: Told, part: int, noun: str) -> int | None:
    """``占企业总数的30%`` after a number of 企业; 占世界的 is of no number here."""
    numbers = told.quantities
    earlier = range(part - 1, max(told.sentence_before, part - 2 * _BACK) - 1, -1)
    alike = (i for i in earlier if kin(numbers[i], numbers[part]) and numbers[i].subject.endswith(noun))
    return next(alike, None)


def _above_tell(told: Told, part: int | None) -> None:
    if part is not None:
        told.tell("numerator_of", part, told.index)


def _divided(told: Told, rate: Quantity) -> tuple[int, int] | None:
    """The nearest two numbers of one unit whose quotient prints as the rate."""
    numbers = told.quantities
    found = ((part, whole) for part, whole in _twos(told) if divides(numbers[part], numbers[whole], rate))
    return next(found, None)


def _twos(told: Told) -> Iterator[tuple[int, int]]:
    """A part and the whole before it, nearest first."""
    numbers = told.quantities
    near = [i for i in range(told.index - 1, max(told.sentence, told.index - _BACK) - 1, -1) if _divisible(numbers[i])]
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
    if not part.value or not whole.value or rate.value is None or part.value > whole.value:
        return False
    decimals = len(str(rate.value).partition(".")[2]) if isinstance(rate.value, float) else 0
    return bool(abs(100 * part.value / whole.value - rate.value) <= 0.51 / 10**decimals)


def _called(told: Told, deed: str, early: bool) -> tuple[int | None, int | None]:
    """``办结45件，办结率…``: what was done; ``排查隐患215处，整改率…``: all of what the outcome is told."""
    last = told.index - 1
    if told.lead() is None or not _divisible(told.quantities[last]) or told.quantities[last].kind == "money":
        return None, None
    if deed in _said_with(told, last) and not early and words.CLAUSES.search(told.gap):
        before = last - 1
        numbers = told.quantities
        paired = before >= told.sentence and _divisible(numbers[before]) and kin(numbers[before], numbers[last])
        return last, before if paired and _same_thing(told, before, last) else None
    outcome = words.OUTCOMES.fullmatch(deed)
    return None, last if outcome and outcome["noun"] in _said_with(told, last) else None


def _same_thing(told: Told, whole: int, part: int) -> bool:
    return told.quantities[whole].subject == told.quantities[part].subject


def _said_with(told: Told, index: int) -> str:
    """The clause of a number, its noun included."""
    begin = told.quantities[index - 1].end if index else 0
    number = told.quantities[index]
    return words.CLAUSES.split(told.text[max(begin, number.start - 24) : number.start])[-1] + number.subject
