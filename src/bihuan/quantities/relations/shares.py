"""share_of, numerator_of, target_of: shares with what stands above and below their line, and tasks with what was done of them."""

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.rates import BACK, divided, divides, line_tell, rate_find
from bihuan.quantities.relations.told import LEVELS, Told, kin


def share_find(told: Told, number: Quantity) -> None:
    """A number in percent: 占…的, 完成任务的, or the name of a rate."""
    if words.OF_TASK.fullmatch(told.gap):
        _task_share_tell(told)
    elif told.lead_is(words.TASK_SHARE):
        _task_rates_tell(told)
    elif words.SHARE.fullmatch(told.lead() or ""):
        _numerator_tell(told, number)
    elif (level := told.level()) is not None and "其中" in told.gap and told.lead_is(words.SHARE_AMONG):
        told.tell("share_of", told.index, level)
    else:
        rate_find(told, number)


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
    done = _done(told, task)
    if done is not None:
        told.tell("target_of", task, done)
        line_tell(told, done, None)


def _done(told: Told, task: int) -> int | None:
    """What was done of a task; after 其中 it may be the part or the whole, and the quotient says which."""
    numbers, last = told.quantities, told.about.get(task - 1) if task > told.sentence else None
    if last is None or not kin(numbers[last], numbers[task]):
        return None
    whole = told.wholes.get(last)
    if whole is None:
        return last
    return next((i for i in (last, whole) if divides(numbers[i], numbers[task], numbers[told.index])), None)


def _task_rates_tell(told: Told) -> None:
    """``完成任务的94%``; ``甲12家、乙18家，分别完成任务的120%和90%``."""
    row, level = told.row(), told.level()
    for rate, done in told.pairs(row) if row > 1 else [(told.index, level)] if level is not None else []:
        told.tell("numerator_of", done, rate)


def _numerator_tell(told: Told, rate: Quantity) -> None:
    """``其中民生支出47亿元，占80%``: above the line the number before, below it what that is a part of, or what the words name."""
    part, said = told.level(), words.OF_WHAT.search(told.gap)
    if part is None:
        return
    if not said and (proven := divided(told, rate)):
        line_tell(told, *proven)
    elif part not in told.closing:  # 国税7亿元，地税5亿元，占财政收入的80%: nobody knows of which
        line_tell(told, part, _named(told, part, said["noun"]) if said else told.wholes.get(part))


def _named(told: Told, part: int, noun: str) -> int | None:
    """``占企业总数的30%`` after a number of 企业; 占世界的 is of no number here."""
    numbers = told.quantities
    earlier = range(part - 1, max(told.sentence_before, part - 2 * BACK) - 1, -1)
    alike = (i for i in earlier if kin(numbers[i], numbers[part]) and numbers[i].subject.endswith(noun))
    return next(alike, None)
