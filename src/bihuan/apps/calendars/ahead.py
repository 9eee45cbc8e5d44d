"""How far so many working days reach, by the calendar of each unit: what every list, light and count asks before it says 临期."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from bihuan.apps.calendars.book import CalendarBook


@dataclass(frozen=True)
class Ahead:
    """The last day that lies no more than so many working days ahead. ``local``: days that are not the usual one, each with its units;
    units whose calendars give one day are one group, however many calendars they have."""

    usual: date
    local: Mapping[date, frozenset[int]]

    @classmethod
    def of_book(cls, book: CalendarBook, today: date, number: int) -> "Ahead":
        """So many working days from today by every calendar of the book."""
        usual = book.of(None).last_within(today, number)
        found: defaultdict[date, frozenset[int]] = defaultdict(frozenset)
        for calendar, units in book.groups():
            found[calendar.last_within(today, number)] |= units
        return cls(usual, {day: units for day, units in sorted(found.items()) if day != usual})

    def day(self, unit_id: int | None) -> date:
        """The day for one unit; without one the usual day."""
        return self._days.get(unit_id, self.usual)

    @cached_property
    def elsewhere(self) -> frozenset[int]:
        """The units for which the usual day does not hold."""
        return frozenset(unit for units in self.local.values() for unit in units)

    def within(self, due: str) -> Q:
        """The rows whose day is not beyond."""
        return self._beside(f"{due}__lte")

    def beyond(self, due: str) -> Q:
        """The rows whose day is beyond; those without a day are neither."""
        return self._beside(f"{due}__gt")

    def _beside(self, compared: str) -> Q:
        condition = Q(**{compared: self.usual})
        if self.local:
            condition &= ~Q(unit_id__in=self.elsewhere)
        for day, units in self.local.items():
            condition |= Q(**{compared: day}, unit_id__in=units)
        return condition

    @cached_property
    def _days(self) -> dict[int | None, date]:
        return {unit: day for day, units in self.local.items() for unit in units}
