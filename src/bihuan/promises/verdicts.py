"""Kept or not: a result beside its promise, by the direction that is good."""

from bihuan.promises.lexicon import CAP, FALLS, LOWER_IS_GOOD, RISES
from bihuan.promises.model import Promise, Verdict

NEAR = 0.1  # a tenth of the target short is near
_NUMBERS = 1e-9


def lower_is_good(promise: Promise) -> bool:
    """A cap, or an indicator of which less is better; a fall that is promised is better when larger."""
    words = promise.indicator + promise.text
    if promise.kind == "change" and FALLS.search(promise.text):
        return False
    return promise.qualifier == "at_most" or bool(CAP.search(promise.text) or LOWER_IS_GOOD.search(words))


def direction_of(promise: Promise) -> str:
    """Which way is good, in words."""
    return "越低越好" if lower_is_good(promise) else "越高越好"


def verdict_of(promise: Promise, value: float, clause: str) -> tuple[Verdict, str]:
    """The verdict and its reason; ``clause`` is the result's, whose direction may be the opposite one."""
    reached = -abs(value) if _turned(promise, clause) else value
    lower = lower_is_good(promise)
    goal = promise.max if lower and promise.max is not None else promise.value
    direction = direction_of(promise)
    short = reached - goal if lower else goal - reached
    if short <= abs(goal) * _NUMBERS:
        inside = promise.max is not None and promise.value <= reached <= promise.max
        return (
            "met",
            f"在目标区间内，{direction}" if inside else f"{'不高于' if lower else '达到或超过'}目标，{direction}",
        )
    if short <= NEAR * abs(goal) * (1 + _NUMBERS):
        return "near", f"与目标相差不到一成，{direction}"
    return "missed", f"与目标相差一成以上，{direction}"


def _turned(promise: Promise, clause: str) -> bool:
    """增长 was promised and 下降 came, or the other way round."""
    if promise.kind != "change":
        return False
    fell, rose = bool(FALLS.search(clause)), bool(RISES.search(clause))
    wants_fall = bool(FALLS.search(promise.text))
    return (wants_fall and rose and not fell) or (not wants_fall and fell and not rose)
