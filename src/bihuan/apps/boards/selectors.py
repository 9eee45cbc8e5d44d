"""What the board's page asks for."""

from typing import Any

from bihuan.apps.boards.cards import board_read, board_tables
from bihuan.apps.boards.maps import map_read
from bihuan.apps.boards.nearby import Near, nearby
from bihuan.apps.units.models import UnitKind
from bihuan.apps.units.selectors import units_findable

__all__ = ["Near", "board_read", "board_tables", "map_read", "nearby", "units_told"]

ABOVE = (UnitKind.CITY,)


def units_told() -> list[list[Any]]:
    """Every unit that an entry may lie with: id, code, name, short name, initials, kind."""
    return [
        [one.unit.pk, one.unit.code, one.unit.name, one.short, one.initials, one.unit.kind]
        for one in units_findable()
        if one.unit.kind not in ABOVE
    ]
