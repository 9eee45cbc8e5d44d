"""Parts must add to the whole: all numbers of a list from one row set, or none of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bihuan.datamodel import Measure
from bihuan.drafting.answers import NOT_RECORDED, Answer
from bihuan.drafting.numerals import plain
from bihuan.packs import Catalog
from bihuan.packs.catalog import Ref


@dataclass(frozen=True, slots=True)
class Group:
    """A whole and its parts, as places in the list of answers."""

    whole: int
    parts: tuple[int, ...]


def parts_check(answers: Sequence[Answer], catalog: Catalog) -> list[Answer]:
    """The answers, with every group that does not add up left blank and noted."""
    checked = list(answers)
    for group in groups_of(answers, catalog):
        for place, answer in group_settle(group, checked, catalog).items():
            checked[place] = answer
    return checked


def groups_of(answers: Sequence[Answer], catalog: Catalog) -> list[Group]:
    """Every whole with its parts."""
    return [*groups_by_breakdown(answers), *groups_by_total(answers, catalog)]


def groups_by_breakdown(answers: Sequence[Answer]) -> Iterator[Group]:
    """``name`` followed by ``name[field=…]``, several of one field."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, answer in enumerate(answers):
        ref = ref_of(answer)
        if ref and ref.field:
            whole = whole_before(answers, place, ref)
            if whole is not None:
                found[whole, ref.field].append(place)
    for (whole, _), parts in found.items():
        yield Group(whole, tuple(parts))


def whole_before(answers: Sequence[Answer], place: int, ref: Ref) -> int | None:
    """The nearest number of the sentence before a part that is the same indicator undivided, over the same period."""
    part = answers[place]
    for earlier in range(place - 1, -1, -1):
        candidate, binding = answers[earlier], answers[earlier].binding
        if candidate.slot.quantity.span.start < part.slot.context.opening:
            return None
        if binding and binding.indicator == ref.name and same_time(candidate, part):
            return earlier
    return None


def groups_by_total(answers: Sequence[Answer], catalog: Catalog) -> Iterator[Group]:
    """A total (劝离 + 贴单处罚) followed by the indicators it is the total of."""
    for place, answer in enumerate(answers):
        terms = catalog.indicator(answer.binding.indicator).total if answer.binding and ref_of(answer) else []
        after = enumerate(answers[place + 1 : place + len(terms) + 2], start=place + 1)
        parts = [at for at, part in after if part.binding and part.binding.indicator in terms]
        if parts:
            yield Group(place, tuple(parts))


def group_settle(group: Group, answers: Sequence[Answer], catalog: Catalog) -> dict[int, Answer]:
    """What each number of the group may say: values that add up, or blanks with the reason."""
    whole = answers[group.whole]
    parts = [zero_known(answers[place], whole) for place in group.parts]
    settled = dict(zip(group.parts, parts, strict=True))
    if whole.value is None or any(part.value is None for part in parts):
        missing = "总数" if whole.value is None else "分项"
        return (
            blanked({group.whole: whole, **settled}, f"{missing}没有来源，总数和分项一并留空")
            if len(parts) > 1
            else settled
        )
    total = sum((part.value for part in parts if part.value is not None), Decimal(0))
    if total == whole.value or (total < whole.value and may_be_partial(whole, parts, answers)):
        return settled
    note = f"各分项相加为{plain(total)}，与总数{plain(whole.value)}不符，{other_parts(whole, parts, catalog)}"
    return blanked({group.whole: whole, **settled}, note)


def may_be_partial(whole: Answer, parts: Sequence[Answer], answers: Sequence[Answer]) -> bool:
    """Whether last year's list was only a selection: one part alone, parts short of their whole, others named elsewhere."""
    if len(parts) == 1 or parts_elsewhere(parts, answers):
        return True
    values = [part.slot.quantity.value for part in parts]
    if whole.slot.quantity.value is None or any(value is None for value in values):
        return False
    return sum((value for value in values if value is not None), Decimal(0)) < whole.slot.quantity.value


def parts_elsewhere(parts: Sequence[Answer], answers: Sequence[Answer]) -> bool:
    """``立案X宗，其中规划类X宗、建设类X宗`` in a report that tells of 燃气类 elsewhere: nobody takes the two for all."""
    listed = {ref for part in parts if (ref := ref_of(part)) and ref.field}
    fields = {(ref.name, ref.field) for ref in listed}
    others = {ref for answer in answers if (ref := ref_of(answer)) and (ref.name, ref.field) in fields}
    return bool(others - listed)


def zero_known(part: Answer, whole: Answer) -> Answer:
    """No row of this part among the rows of a whole that has rows is a fact: zero."""
    figure = part.figure
    if part.value is not None or figure is None or whole.figure is None or not whole.figure.rows:
        return part
    if figure.rows or part.note not in {NOT_RECORDED, figure.note}:
        return part
    return replace(part, value=Decimal(0), note="台账中没有这一项，按零写")


def other_parts(whole: Answer, parts: Sequence[Answer], catalog: Catalog) -> str:
    """The choices of the field that the sentence does not name."""
    refs = [ref for ref in map(ref_of, parts) if ref and ref.field]
    if not refs or whole.binding is None:
        return "请核对口径"
    named = {ref.choice for ref in refs}
    field = catalog.ledger_of(refs[0].name).field(refs[0].field)
    rest = "、".join(choice.label for choice in field.choices if choice.key not in named)
    return f"句中未列：{rest}" if rest else "请核对台账中未填“" + field.label + "”的条目"


def blanked(group: dict[int, Answer], note: str) -> dict[int, Answer]:
    """Every number of the group left open with the same note."""
    return {
        place: answer.blank(answer.note if answer.value is None and answer.note else note)
        for place, answer in group.items()
    }


def ref_of(answer: Answer) -> Ref | None:
    """The indicator of an answer, taken apart; only plain values have parts."""
    binding = answer.binding
    return Ref.parse(binding.indicator) if binding and binding.measure is Measure.VALUE else None


def same_time(one: Answer, other: Answer) -> bool:
    """Whether two numbers speak of the same period on the same day."""
    first, second = one.binding, other.binding
    return bool(first and second and (first.period, first.as_of) == (second.period, second.as_of))
