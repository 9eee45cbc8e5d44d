"""Today and what lies two and five working days ahead of it, as homes, boards and digests count."""

from datetime import date

from bihuan.apps.calendars.ahead import Ahead
from bihuan.apps.calendars.selectors import calendar_book
from bihuan.apps.ledgers.opened import Marks


def marks_of(day: date) -> Marks:
    """Today with the ends of the next two and five working days, by the calendar of each unit."""
    book = calendar_book()
    return Marks(day, Ahead.of_book(book, day, 2), Ahead.of_book(book, day, 5))
