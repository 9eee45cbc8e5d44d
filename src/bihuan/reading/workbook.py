"""Sheets of a workbook as grids of values, for whoever reads them: a report's tables here, the rows of a ledger in the apps."""

from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from python_calamine import CalamineSheet

Cell = Any  # str, int, float, bool, date, datetime, time, timedelta; an empty cell is ""
Place = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """One worksheet: ``rows[r][c]`` counts from the sheet's own A1; ``merged`` are ((row, column), (row, column)) corners."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[Place, Place]] = field(default_factory=list)


def sheet_filled(sheet: CalamineSheet) -> Sheet | None:
    """The sheet with its values; None when it holds none."""
    rows = sheet.to_python(skip_empty_area=False)
    if not any(cell != "" for row in rows for cell in row):
        return None
    return Sheet(sheet.name, rows, list(sheet.merged_cell_ranges or []))


def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27."""
    return reduce(lambda total, letter: total * 26 + ord(letter) - 64, letters, 0)
