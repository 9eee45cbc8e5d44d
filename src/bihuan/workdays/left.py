"""剩余工作日: how many working days a clock still has as of a day, and the words for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bihuan.workdays.arrangement import ONE
from bihuan.workdays.calendar import Calendar
from bihuan.workdays.clock import Clock
from bihuan.workdays.counting import pauses_merged
from bihuan.workdays.due import Due


class LeftState(StrEnum):
    """Where a clock stands as of a day."""

    RUNNING = "running"
    TODAY = "today"
    OVERDUE = "overdue"
    FROZEN = "frozen"


@dataclass(frozen=True)
class Left:
    """Working days left, or by how many it is overdue; for a frozen clock what remains of its term, in ``label``."""

    state: LeftState
    days: int
    label: str = "个工作日"

    @property
    def words(self) -> str:
        """The state in Chinese, for a list or a light."""
        match self.state:
            case LeftState.RUNNING:
                return f"还剩 {self.days} {self.label}"
            case LeftState.TODAY:
                return "今天到期"
            case LeftState.FROZEN:
                return f"已暂停，期限还剩 {self.days} {self.label}"
            case LeftState.OVERDUE:
                return f"已超期 {self.days} {self.label}" if self.days else f"已超期，不足 1 {self.label}"


def due_left(calendar: Calendar, clock: Clock, due: Due, as_of: date) -> Left:
    """Working days after ``as_of`` up to the due day, paused ones left out; after the due day those by which it is overdue."""
    if due.day is None:
        return Left(LeftState.FROZEN, due.left, clock.label)
    if as_of == due.day:
        return Left(LeftState.TODAY, 0)
    if as_of > due.day:
        return Left(LeftState.OVERDUE, calendar.between(due.day, as_of))
    after = max(as_of, clock.start)
    paused = 0
    for start, until in pauses_merged(clock):
        first, last = max(start - ONE, after), min(until or due.day, due.day)
        paused += calendar.between(first, last) if last > first else 0
    return Left(LeftState.RUNNING, calendar.between(after, due.day) - paused)
