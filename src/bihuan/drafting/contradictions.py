"""全部, 均 beside a rate that the ledger puts below 100: the word stays and is marked."""

import re
from collections.abc import Sequence

from bihuan.datamodel import Span
from bihuan.drafting.claims import Number
from bihuan.drafting.edits import Edit
from bihuan.drafting.numerals import plain
from bihuan.drafting.source import Report

_ALL = re.compile(r"全部|全数|全都|悉数|无一遗漏|件件|均已|已均|百分之百|“?零”?(?=发生|遗漏|积压)")


def contradictions_mark(report: Report, numbers: Sequence[Number]) -> list[Edit]:
    """A comment on every such word in the sentence of a rate below 100."""
    return [edit for number in numbers if below_all(number) for edit in marks_of(report, number)]


def below_all(number: Number) -> bool:
    """Whether the number is a rate that the ledger puts below 100."""
    value = number.answer.value
    return number.answer.slot.quantity.kind == "rate" and value is not None and value < 100


def marks_of(report: Report, number: Number) -> list[Edit]:
    """The words of the number's sentence that say all."""
    sentence, answer = number.answer.slot.context.sentence, number.answer
    label = answer.figure.label if answer.figure else ""
    value = plain(answer.value) if answer.value is not None else ""
    return [
        Edit(Span(*match.span()), match[0], comment=f"与台账不符：{label}为{value}%，不能说“{match[0]}”，请改写")
        for match in _ALL.finditer(report.text, sentence.start, sentence.end)
    ]
