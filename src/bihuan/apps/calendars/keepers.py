"""Who keeps due dates: apps above register here, so that a new calendar can show and settle what it does to them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from bihuan.apps.calendars.book import CalendarBook
from bihuan.apps.units.actors import Actor
from bihuan.workdays import Calendar

CalendarOf = Callable[[int], Calendar]  # of a unit's id


class DueTold(Protocol):
    """One due date that is another by the new calendar, or another in certainty, as its keeper tells it."""

    @property
    def unit_id(self) -> int:
        """Whose matter it is."""

    @property
    def key(self) -> str:
        """What the matter is called."""

    @property
    def old(self) -> date | None:
        """The day before; None while a clock stands still."""

    @property
    def new(self) -> date | None:
        """The day by the new calendar."""

    @property
    def words(self) -> str:
        """The change in Chinese."""


class DueKeeper(Protocol):
    """An app, or one of its modules, that stores due dates. Calendars are given as functions of a unit's id."""

    def dues_preview(self, *, old_of: CalendarOf, new_of: CalendarOf) -> Sequence[DueTold]:
        """What changes for the clocks that still run, nothing written."""

    def dues_recompute(self, *, actor: Actor, old_of: CalendarOf, new_of: CalendarOf) -> Sequence[DueTold]:
        """Write it with its events; called inside the transaction that stores the calendar, after the chain's head was locked."""


KEEPERS: dict[str, DueKeeper] = {}


def keeper_register(name: str, keeper: DueKeeper) -> None:
    """Called once by an app's ``ready``; the same name again replaces."""
    KEEPERS[name] = keeper


def dues_preview(before: CalendarBook, after: CalendarBook) -> list[DueTold]:
    """What all keepers would change."""
    return [told for keeper in KEEPERS.values() for told in keeper.dues_preview(old_of=before.of, new_of=after.of)]


def dues_recompute(before: CalendarBook, after: CalendarBook, *, actor: Actor) -> list[DueTold]:
    """Have all keepers write what changes; an error of one undoes the calendar too."""
    return [
        told
        for keeper in KEEPERS.values()
        for told in keeper.dues_recompute(actor=actor, old_of=before.of, new_of=after.of)
    ]
