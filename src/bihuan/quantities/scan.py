"""One pass over a report: the grammar finds the numbers, the words around them say what they measure."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from bihuan.datamodel import Span
from bihuan.quantities.found import Found
from bihuan.quantities.grammar import SCAN
from bihuan.quantities.kinds import kind_of, qualifier_of
from bihuan.quantities.known import Lexicon
from bihuan.quantities.numbers import numbers_find
from bihuan.quantities.quantity import Kind, Quantity, Stance
from bihuan.quantities.stances import stance_of
from bihuan.quantities.subjects import subject_of
from bihuan.quantities.windows import last_of, past_last
from bihuan.quantities.words.clauses import SENTENCE_END
from bihuan.reading.outline import Section
from bihuan.reading.roles import Role

_CLAUSE_SIGNS: Final = r"，。；：！？,;\n"
_CLAUSE_END: Final = re.compile(f"[{_CLAUSE_SIGNS}]")
_LAST_CLAUSE: Final = last_of(_CLAUSE_SIGNS)
_WINDOW: Final = 80
_AFTER: Final = 24


def quantities_read(
    text: str,
    start: int,
    end: int,
    sections: Sequence[Section] = (),
    *,
    role: Role = "summary",
    lexicon: Lexicon | None = None,
) -> list[Quantity]:
    """The quantities of ``text[start:end]``, in text order; ``role`` holds where no section says one."""
    places = _Places(sections, role, start)
    found: list[Found] = []
    quantities: list[Quantity] = []
    for number in numbers_find(text, start, end, lexicon.scan() if lexicon else SCAN):
        before = _before(text, number.start, start)
        after = _after(text, number.end, end)
        number.before = before[past_last(_LAST_CLAUSE, before, 0, len(before)) :]
        item, part_role = places.at(number.start)
        number.subject = subject_of(text, number, found, item)
        if lexicon:
            floor = max(item, found[-1].end) if found else item
            number.subject = lexicon.subject(text, number, floor, places.heading_at(number.start))
        kind = _kind(text, number, quantities[-1] if quantities else None)
        found.append(number)
        quantities.append(_quantity(text, number, kind, stance_of(part_role, before, after)))
    return quantities


def _kind(text: str, number: Found, last: Quantity | None) -> Kind:
    """``提高9.97%和14.1%``: the second of a pair is of the first one's kind."""
    if number.is_rank:
        return "rank"
    if last and text[last.end : number.start] in {"和", "、", "与", "及", "，"} and _alike(number, last):
        return last.kind
    return kind_of(number.base, number.before)


def _alike(number: Found, last: Quantity) -> bool:
    return last.unit == number.unit or ("分别" in number.before and last.kind == "change")


def _quantity(text: str, number: Found, kind: Kind, stance: Stance) -> Quantity:
    qualifier = number.qualifier or qualifier_of(number.lead, number.more, number.trail, number.before)
    return Quantity(
        start=number.start,
        end=number.end,
        text=text[number.start : number.end],
        value=number.value,
        max=number.maximum,
        unit=number.unit,
        kind=kind,
        qualifier=qualifier,
        subject=number.subject,
        stance=stance,
    )


class _Places:
    """Where the innermost section at an offset begins, past its mark, and its role."""

    def __init__(self, sections: Sequence[Section], role: Role, start: int) -> None:
        self._starts = [section.start for section in sections]
        self._places = [(section.start + len(section.marker), section.role) for section in sections]
        self._titles = [section.title for section in sections]
        self._outside = (start, role)

    def at(self, offset: int) -> tuple[int, Role]:
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] if index >= 0 else self._outside

    def heading_at(self, offset: int) -> Span:
        """Where the title of the innermost section stands."""
        index = bisect_right(self._starts, offset) - 1
        begin = self.at(offset)[0]
        return Span(begin, begin + len(self._titles[index]) if index >= 0 else begin)


def _before(text: str, at: int, floor: int) -> str:
    return text[past_last(SENTENCE_END, text, max(floor, at - _WINDOW), at) : at]


def _after(text: str, at: int, ceiling: int) -> str:
    ceiling = min(ceiling, at + _AFTER)
    stop = _CLAUSE_END.search(text, at, ceiling)
    return text[at : stop.start() if stop else ceiling]
