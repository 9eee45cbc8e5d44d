"""What the board's page asks for."""

from collections import Counter
from typing import Any

from bihuan.apps.boards.cards import board_read, board_tables
from bihuan.apps.boards.initials import initials
from bihuan.apps.boards.maps import map_read
from bihuan.apps.boards.nearby import Near, nearby
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_list

__all__ = ["Near", "board_read", "board_tables", "map_read", "nearby", "units_told"]

ABOVE = (UnitKind.CITY,)


def units_told() -> list[list[Any]]:
    """Every unit that an entry may lie with: id, code, name, short name, initials, kind. Of units called alike (办公室) the short name
    begins with that of the unit above."""
    units = list(unit_list())
    shorts = {unit.path: unit.short_name or unit.name for unit in units}
    alike = Counter(shorts.values())
    told = []
    for unit in units:
        short = shorts[unit.path]
        if alike[short] > 1:
            short = shorts.get(unit.path[: -Unit.steplen], "") + short
        if unit.kind not in ABOVE:
            told.append([unit.pk, unit.code, unit.name, short, initials(short), unit.kind])
    return told
