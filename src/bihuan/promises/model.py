"""A promise with or without a number, what was later said of it, and whether it was kept."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from bihuan.commitments import Grade

Verdict = Literal["met", "near", "missed", "unreported"]
Status = Literal["done", "mentioned", "silent"]


@dataclass(frozen=True, slots=True)
class Promise:
    """One number of a plan. ``text`` is the earlier text's ``[start:end]``: the clause of the number; units as in ``Quantity``."""

    indicator: str
    text: str
    start: int
    end: int
    value: float
    max: float | None
    unit: str
    qualifier: str
    kind: str
    before: str  # the clause up to the number
    context: str  # the sentence up to the number, for subjects that the clause leaves out


@dataclass(frozen=True, slots=True)
class Result:
    """What the later report says; ``value`` is None where it says only that the task was or was not done."""

    text: str
    start: int
    end: int
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A promise with its result. ``why`` is one Chinese clause."""

    promise: Promise
    result: Result | None
    verdict: Verdict
    why: str

    def to_json(self) -> dict[str, Any]:
        """One entry of ``bihuan promises --json`` (docs/reference/promises.md)."""
        said = ("text", "start", "end", "value", "max", "unit", "qualifier")
        return {
            "indicator": self.promise.indicator,
            "promise": {name: getattr(self.promise, name) for name in said},
            "result": asdict(self.result) if self.result else None,
            "verdict": self.verdict,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class TextPromise:
    """A promise without a number: a clause of the earlier text's task ``title``."""

    text: str
    start: int
    end: int
    title: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the later text at ``[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """A promise without a number and what the later report says about the same matter; ``why`` is one Chinese clause."""

    promise: TextPromise
    result: Quote | None
    status: Status
    why: str

    def to_json(self) -> dict[str, Any]:
        """One entry of ``bihuan promises --texts --json``."""
        promise = asdict(self.promise)
        grade = promise.pop("grade")
        result = asdict(self.result) if self.result else None
        return {"promise": promise, "result": result, "status": self.status, "why": self.why, "grade": grade}
