"""Reading calendars: the book as it stands, the calendar of a unit, what was imported when and by whom."""

from collections import defaultdict

from django.db.models import Max

from bihuan.apps.calendars.book import CalendarBook
from bihuan.apps.calendars.models import CalendarYear
from bihuan.apps.units.models import Unit
from bihuan.workdays import Calendar

__all__ = ["CalendarBook", "calendar_book", "calendar_for", "calendar_layers", "calendar_years"]


def calendar_book() -> CalendarBook:
    """Every calendar as it stands now: one query, and one more when a unit with layers is first asked for."""
    national: dict[int, str] = {}
    layers: defaultdict[int, dict[int, str]] = defaultdict(dict)
    names: dict[int, str] = {}
    for row in calendar_years():
        if not row.content:
            continue
        if row.unit is None:
            national[row.year] = row.content
        else:
            layers[row.unit.pk][row.year] = row.content
            names[row.unit.pk] = row.unit.name
    return CalendarBook(national, dict(layers), names)


def calendar_for(unit: Unit | int | None) -> Calendar:
    """The calendar that holds for a unit, made once for each content; for many units take ``calendar_book()`` and ask it."""
    return calendar_book().of(unit.pk if isinstance(unit, Unit) else unit)


def calendar_years() -> list[CalendarYear]:
    """The years that count, imported or withdrawn, by year and unit."""
    newest = (
        CalendarYear.objects.values("unit_id", "year")
        .annotate(last=Max("pk"))
        .order_by()
        .values_list("last", flat=True)
    )
    rows = CalendarYear.objects.filter(pk__in=newest).select_related("unit")
    return sorted(rows, key=lambda row: (row.year, row.unit.path if row.unit else ""))


def calendar_layers() -> list[Unit]:
    """The units that have local holidays of their own."""
    return sorted({row.unit for row in calendar_years() if row.unit and row.content}, key=lambda unit: str(unit.path))
