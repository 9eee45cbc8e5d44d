"""What a new calendar does to clocks that are running: which due dates move, from what to what, and which are settled now."""

from collections.abc import Iterable
from dataclasses import dataclass

from bihuan.workdays.calendar import Calendar
from bihuan.workdays.clock import Clock
from bihuan.workdays.due import Due, due_compute


@dataclass(frozen=True)
class DueChange:
    """One clock whose due date or certainty is another by the new calendar."""

    clock: Clock
    old: Due
    new: Due

    @property
    def moved(self) -> bool:
        """Whether the day itself is another."""
        return self.old.day != self.new.day

    @property
    def settled(self) -> bool:
        """Whether the date was provisional and no longer is."""
        return self.old.provisional and not self.new.provisional

    @property
    def words(self) -> str:
        """``2027-02-10（暂计）改为 2027-02-17``; what only became certain says so."""
        if self.new.frozen:
            return f"计时暂停，期限还剩 {self.old.left} {self.clock.label}改为 {self.new.left}"
        if not self.moved:
            return f"{self.new.day}，{'不再是暂计' if self.settled else '改为暂计'}"
        return f"{_told(self.old)}改为 {_told(self.new)}".strip()


def due_changes(old: Calendar, new: Calendar, clocks: Iterable[Clock]) -> list[DueChange]:
    """Every clock that the new calendar changes, in the order given."""
    pairs = ((clock, due_compute(old, clock), due_compute(new, clock)) for clock in clocks)
    return [
        DueChange(clock, before, after)
        for clock, before, after in pairs
        if (before.day, before.provisional, before.left) != (after.day, after.provisional, after.left)
    ]


def _told(due: Due) -> str:
    return f"{due.day}（暂计）" if due.provisional else f"{due.day} "
