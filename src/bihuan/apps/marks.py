"""The calendar that homes, boards and digests count by, and the days that stand two and five working days ahead."""

from datetime import date

from bihuan.apps.calendars.selectors import calendar_for
from bihuan.apps.ledgers.opened import Marks
from bihuan.workdays import Calendar


def working_calendar() -> Calendar:
    """The national calendar as it was imported."""
    return calendar_for(None)


def marks_of(day: date) -> Marks:
    """Today with the ends of the next two and five working days."""
    calendar = working_calendar()
    return Marks(day, calendar.nth_after(day, 2), calendar.nth_after(day, 5))
