"""Which calendar an entry's clocks count by: the one of its unit."""

from bihuan.workdays import Calendar, calendar_national


def calendar_for(unit_id: int) -> Calendar:
    """The calendar of a unit."""
    return calendar_national()
