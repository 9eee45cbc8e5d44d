"""Bindings that a person confirmed: kept by the pattern of the sentence, found again though it was reworded a little."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.datamodel import Measure
from bihuan.drafting.context import Context
from bihuan.drafting.source import Quantity
from bihuan.drafting.words import likeness, words_normal

_NUMBER = re.compile(r"(?:[\dXx×*○□]+(?:\.\d+)?)")
ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Remembered:
    """``indicator`` empty: a person said that no ledger of the unit answers this number."""

    pattern: str
    measure_word: str
    indicator: str
    measure: Measure = Measure.VALUE


def pattern_of(context: Context, quantity: Quantity) -> str:
    """The words around a number without any number: innermost heading, clause up to the number, ◇, what follows."""
    heading = context.headings[-1] if context.headings else ""
    lead = context.clause.partition(words_normal(quantity.text))[0]
    return "|".join((_masked(heading), f"{_masked(lead)}◇{_masked(context.after)}"))


def remembered_find(known: Sequence[Remembered], pattern: str, measure_word: str) -> Remembered | None:
    """The confirmed binding of this pattern: the same, else the only one that is alike enough."""
    same = [item for item in known if item.measure_word == measure_word]
    exact = next((item for item in same if item.pattern == pattern), None)
    if exact:
        return exact
    rated = sorted(((likeness(item.pattern, pattern), item) for item in same), key=lambda pair: -pair[0])
    if not rated or rated[0][0] < ALIKE:
        return None
    answers = {(item.indicator, item.measure) for score, item in rated if score == rated[0][0]}
    return rated[0][1] if len(answers) == 1 else None


def _masked(words: str) -> str:
    return _NUMBER.sub("#", words)
