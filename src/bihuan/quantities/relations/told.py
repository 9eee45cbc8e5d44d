"""What a report has told so far: the walk's memory, by which a number finds the one it speaks of."""

import re
from collections.abc import Sequence
from typing import Final

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.relation import Relation, RelationKind

LEVELS: Final = frozenset({"count", "money", "measure", "rate"})
THINGS: Final = LEVELS - {"rate"}  # what may have parts
_FIRST: Final = 40  # characters before the first number of a report
_REST: Final = 4  # characters that may follow the noun of a number and say nothing new
_SHORT: Final = 8
_ROUNDED: Final = 10_000  # from here numbers are told in 万


class Told:
    """The numbers up to ``index``; ``about`` says for each which level it speaks of (a level: itself)."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        self.text = text
        self.quantities = quantities
        self.relations: list[Relation] = []
        self.about: dict[int, int] = {}
        self.targets: dict[int, int] = {}  # what each change and rank is of
        self.wholes: dict[int, int] = {}  # what each part is of
        self.index = 0
        self.sentence = 0  # the first number of this sentence …
        self.sentence_before = 0  # … and of the one before in the paragraph
        self.gap = ""  # the words since the number before

    def advance(self, index: int) -> Quantity:
        """Go on to the next number."""
        number = self.quantities[index]
        begin = self.quantities[index - 1].end if index else max(0, number.start - _FIRST)
        self.index, self.gap = index, self.text[begin : number.start]
        if words.SENTENCE.search(self.gap):
            self.sentence_before = index if "\n" in self.gap else self.sentence
            self.sentence = index
        if number.kind in LEVELS and not ("除" in self.gap and words.LEFT_OUT.search(self.gap)):
            self.about[index] = index
        return number

    def tell(self, kind: RelationKind, of: int, to: int) -> None:
        """Keep one relation."""
        self.relations.append(Relation(kind, of, to))
        if kind == "part_of":
            self.wholes[of] = to
        elif kind in {"change_of", "rank_of"}:
            self.targets[of] = to
            if to in self.about:
                self.about[of] = self.about[to]

    def lead(self) -> str | None:
        """The last clause before this number, when nothing between it and the number before speaks of something else."""
        if self.index == self.sentence or "；" in self.gap or ";" in self.gap:
            return None
        rest, *between = words.CLAUSES.split(self.gap)
        if not between:
            return rest
        if not self._says_nothing(rest) or not all(words.BETWEEN.fullmatch(clause) for clause in between[:-1]):
            return None
        return between[-1]

    def lead_is(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Whether the pattern says the whole lead, with or without the noun of the number before."""
        lead = self.lead()
        if lead is None:
            return None
        return pattern.fullmatch(lead) or pattern.fullmatch(lead.removeprefix(self.quantities[self.index - 1].subject))

    def level(self) -> int | None:
        """The level that the number before speaks of."""
        return self.about.get(self.index - 1) if self.index > self.sentence else None

    def _says_nothing(self, rest: str) -> bool:
        noun = self.quantities[self.index - 1].subject
        return len(rest) <= _SHORT or (rest.startswith(noun) and len(rest) <= len(noun) + _REST)


def kin(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be added or compared."""
    return one.unit == other.unit or other.unit in words.KIN.get(one.unit, ())


def adds_up(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether two or more parts make exactly the whole; nothing is known where one is blank."""
    values = [part.value for part in parts if part.value is not None]
    if len(values) < max(2, len(parts)) or whole.value is None:
        return False
    return abs(sum(values) - whole.value) <= grain(whole)


def exceeds(amount: float, whole: Quantity, part: Quantity) -> bool:
    """Whether parts make more than their whole, as far as the digits tell; kin measures (亩 and 平方公里) are not compared."""
    if whole.value is None or (whole.unit != part.unit and whole.kind == "measure"):
        return False
    return amount > whole.value + grain(whole) + grain(part)


def grain(number: Quantity) -> float:
    """The size of the last digit of a rounded number, 100 of 8.63万; nothing for a plain one."""
    value = number.value or 0
    if value < _ROUNDED or value != int(value):
        return 0.0 if isinstance(value, int) else 0.001
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))
