"""Workbooks written in a test, input beside assertion."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

SPOT_HEADER = ("单位", "图斑编号", "来源", "面积（平方米）", "罚款", "下发日期", "核查日期", "办结日期")


def workbook(path: Path, *rows: Sequence[Any], merge: Sequence[str] = (), name: str = "Sheet1") -> Path:
    """A workbook of one sheet with these rows; ``merge`` are ranges like A2:A4."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merge:
        sheet.merge_cells(area)
    book.save(path)
    return path
