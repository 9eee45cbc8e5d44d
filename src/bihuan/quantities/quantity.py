"""数量: one number of a text with what it measures."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "money", "rate", "change", "ratio", "rank", "measure"]
Qualifier = Literal["exact", "about", "at_least", "at_most", "range", "placeholder"]
Stance = Literal["done", "planned", "cited"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """``text`` is ``source[start:end]``. Money is in yuan, rates in percent, 万 and 亿 multiplied out; a placeholder has no value."""

    start: int
    end: int
    text: str
    value: int | float | None
    max: int | float | None
    unit: str
    kind: Kind
    qualifier: Qualifier
    subject: str
    stance: Stance
