"""Values of this part: a figure with its words, a promise, its result, and the answer."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from bihuan.quantities import Quantity
from bihuan.reading import Role

Verdict = Literal["met", "near", "missed", "unreported"]
Aspect = Literal["growth", "fall", "level", "amount"]
Good = Literal["higher", "lower", "range"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report with the words that say what it measures; a 分别 list yields one figure a member.

    ``start``/``end`` bound the clause that is quoted, ``name`` is the indicator, ``words`` what is compared, ``around`` the
    clauses before it that an elided subject goes back to. ``base`` marks last year's value (由…提高到).
    """

    quantity: Quantity
    start: int
    end: int
    name: str
    words: str
    around: str
    aspect: Aspect
    role: Role
    base: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What the later report says. A statement without a figure has no value."""

    text: str
    start: int
    end: int
    value: int | float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A promise, what became of it, and why; ``why`` is Chinese, ``good`` says which way is good."""

    indicator: str
    promise: Figure
    text: str
    result: Result | None
    verdict: Verdict
    good: Good
    why: str

    def to_json(self) -> dict[str, Any]:
        """One entry of ``bihuan promises --json`` (contracts.md)."""
        number = self.promise.quantity
        return {
            "indicator": self.indicator,
            "promise": {
                "text": self.text,
                "start": self.promise.start,
                "end": self.promise.end,
                "value": number.value,
                "max": number.max,
                "unit": number.unit,
                "qualifier": number.qualifier,
            },
            "result": asdict(self.result) if self.result else None,
            "verdict": self.verdict,
            "good": self.good,
            "why": self.why,
        }
