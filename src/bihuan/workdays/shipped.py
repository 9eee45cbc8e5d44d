"""The national calendar that comes with the package."""

from functools import cache
from importlib.resources import files

from bihuan.workdays.calendar import Calendar
from bihuan.workdays.reading import calendar_read


@cache
def calendar_national() -> Calendar:
    """The arrangements of 2004 and after, as shipped; read once."""
    data = (files("bihuan.workdays") / "data" / "national.yaml").read_bytes()
    return Calendar(calendar_read(data, "national.yaml").taken().arrangements)
