"""The light of a clock: which one, and what it says. Overdue is computed when asked, never stored."""

from dataclasses import dataclass
from datetime import date

from bihuan.apps.tracking.terms import EntryClock
from bihuan.workdays import LeftState, Step

SOON = 2  # working days left from which a light warns


@dataclass(frozen=True)
class ClockShown:
    """One clock as a page shows it; ``light`` is a key of the kit's lights."""

    key: str
    label: str
    light: str
    words: str
    due: date | None
    started: bool
    stopped: date | None
    paused: bool
    provisional: bool
    given: bool
    steps: tuple[Step, ...]
    pausable: bool
    extendable: int
    source: str


def clock_shown(clock: EntryClock, as_of: date) -> ClockShown:
    """The clock as of a day."""
    light, words = light_of(clock, as_of)
    return ClockShown(
        clock.spec.key, clock.spec.label, light, words, clock.kept, clock.clock is not None, clock.stopped, clock.paused,
        clock.provisional, clock.given, clock.steps, clock.spec.pausable, clock.spec.extendable, clock.spec.source,
    )  # fmt: skip


def light_of(clock: EntryClock, as_of: date) -> tuple[str, str]:
    """Key and words."""
    if clock.stopped is not None:
        if clock.kept is None:
            return "done", "已办"
        late = clock.calendar.between(clock.kept, clock.stopped)
        return (
            ("done", "按时")
            if clock.stopped <= clock.kept
            else ("overdue", f"超期 {late} 个工作日办结" if late else "超期办结")
        )
    left = clock.left(as_of)
    if left is None:
        return "none", "未起算" if clock.clock is None else "未定时限"
    if left.state is LeftState.FROZEN:
        return "paused", left.words
    if left.state is LeftState.OVERDUE:
        return "overdue", left.words
    soon = left.state is LeftState.TODAY or left.days <= SOON
    return ("soon" if soon else "normal"), left.words
