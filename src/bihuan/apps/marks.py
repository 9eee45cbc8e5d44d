"""The calendar that homes, boards and digests count by, and the days that stand two and five working days ahead."""

from datetime import date

from bihuan.apps.ledgers.opened import Marks
from bihuan.workdays import Calendar, calendar_national


def working_calendar() -> Calendar:
    """The calendar in force."""
    return calendar_national()


def marks_of(day: date) -> Marks:
    """Today with the ends of the next two and five working days."""
    calendar = working_calendar()
    return Marks(day, calendar.nth_after(day, 2), calendar.nth_after(day, 5))
