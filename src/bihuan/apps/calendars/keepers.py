"""Who runs clocks: apps above register here, so that a new calendar can show and settle what it does to their due dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bihuan.apps.calendars.book import CalendarBook
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.models import UnitLink
from bihuan.workdays import Clock, DueChange, due_changes


@dataclass(frozen=True)
class UnitClock:
    """A running clock and the unit whose calendar it runs by. ``name`` is the matter for a person; the clock's key is the keeper's."""

    unit_id: int
    clock: Clock
    name: str = ""


@dataclass(frozen=True)
class UnitChange:
    """What a new calendar does to one clock of a unit."""

    unit_id: int
    change: DueChange
    name: str = ""

    @property
    def matter(self) -> str:
        """What a person calls it."""
        return self.name or self.change.clock.key


class ClockKeeper(Protocol):
    """An app that stores due dates."""

    def running(self, unit_ids: frozenset[int] | None) -> Iterable[UnitClock]:
        """The clocks that still run, of these units or of all; their keys are the keeper's own."""

    def settle(self, changes: Sequence[UnitChange], *, actor: Actor) -> None:
        """Store the new due dates with their events; called inside the transaction that stores the calendar."""


KEEPERS: dict[str, ClockKeeper] = {}


def keeper_register(name: str, keeper: ClockKeeper) -> None:
    """Called once by an app's ``ready``; the same name again replaces."""
    KEEPERS[name] = keeper


def changes_find(before: CalendarBook, after: CalendarBook, unit_id: int | None) -> dict[str, list[UnitChange]]:
    """By keeper: every running clock whose due date or certainty is another by the new book. Only units below ``unit_id`` are asked."""
    units = frozenset(units_below(unit_id)) if unit_id is not None else None
    return {name: keeper_changes(keeper, before, after, units) for name, keeper in KEEPERS.items()}


def units_below(unit_id: int) -> list[int]:
    """The unit itself and all below it."""
    return list(UnitLink.objects.filter(ancestor_id=unit_id).values_list("descendant_id", flat=True))


def keeper_changes(
    keeper: ClockKeeper, before: CalendarBook, after: CalendarBook, units: frozenset[int] | None
) -> list[UnitChange]:
    """The changes of one keeper's clocks, in the keeper's order."""
    clocks = list(keeper.running(units))
    return [
        UnitChange(item.unit_id, change, item.name)
        for item in clocks
        for change in due_changes(before.of(item.unit_id), after.of(item.unit_id), [item.clock])
    ]


def changes_settle(changes: dict[str, list[UnitChange]], *, actor: Actor) -> None:
    """Hand each keeper its changes."""
    for name, found in changes.items():
        if found:
            KEEPERS[name].settle(found, actor=actor)
