"""The county's books as a clerk would hand them in: the unit tree and the ledgers, in real workbooks of the templates' shape."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from bihuan.demo.county import BUREAU_NAMES, CITY, COUNTY, COUNTY_CODE, OFFICES, TOWNS
from bihuan.demo.draws import Row
from bihuan.packs.schema import FieldType, Ledger, LedgerField

UNIT_COLUMNS = ("单位编码", "单位名称", "类型", "上级编码", "简称")
CITY_CODE = "LJ"


def unit_rows() -> Iterable[tuple[str, ...]]:
    """City, county, bureaus with their offices, towns with their villages."""
    yield (CITY_CODE, CITY, "市", "", "")
    yield (COUNTY_CODE, COUNTY, "县区", CITY_CODE, "青禾")
    for bureau, name in BUREAU_NAMES.items():
        yield (bureau, COUNTY + name, "部门", COUNTY_CODE, name)
        yield from ((f"{bureau}-{n}", office, "科室", bureau, "") for n, office in enumerate(OFFICES[bureau], start=1))
    for town in TOWNS:
        yield (town.code, town.name, "乡镇街道", COUNTY_CODE, town.name[:2])
        yield (f"{town.code}-Z", f"{town.name}退役军人服务站", "站所", town.code, "")
        yield from ((f"{town.code}-{n:02d}", v, "村社区", town.code, "") for n, v in enumerate(town.villages, start=1))


def units_write(target: Path) -> int:
    """The workbook of units; returns how many there are."""
    rows = list(unit_rows())
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("单位")
        sheet.write_row(0, 0, UNIT_COLUMNS, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return len(rows)


def ledger_write(ledger: Ledger, rows: list[Row], target: Path) -> None:
    """A ledger's rows under the header of its template: groups, labels, the hidden row of keys."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        sheet = book.add_worksheet(ledger.name[:31])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        header_write(
            sheet, ledger, book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#E8EEF0"})
        )
        for number, row in enumerate(rows, start=3):
            sheet.write_string(number, 0, row["unit"])
            for column, field in enumerate(ledger.fields, start=1):
                if (value := row.get(field.name)) is not None:
                    cell_write(sheet, number, column, field, value, day)


def header_write(sheet: Any, ledger: Ledger, style: Any) -> None:
    """Two rows that people read and a hidden one that the import reads."""
    sheet.merge_range(0, 0, 1, 0, "单位", style)
    sheet.write(2, 0, "unit")
    column = 1
    for group, fields in groupby(ledger.fields, key=lambda field: field.group):
        labels = [(field.label, field.name) for field in fields]
        last = column + len(labels) - 1
        if last > column:
            sheet.merge_range(0, column, 0, last, group, style)
        else:
            sheet.write(0, column, group, style)
        for place, (label, name) in enumerate(labels, start=column):
            sheet.write(1, place, label, style)
            sheet.write(2, place, name)
        column = last + 1
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(0, column, 14)
    sheet.freeze_panes(3, 1)


def cell_write(sheet: Any, row: int, column: int, field: LedgerField, value: Any, day: Any) -> None:
    """A value as a clerk types it: labels for choices, 是 and 否, days as days."""
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif field.type is FieldType.CHOICE:
        sheet.write_string(row, column, next(choice.label for choice in field.choices if choice.key == value))
    elif field.type is FieldType.BOOLEAN:
        sheet.write_string(row, column, "是" if value else "否")
    elif field.type is FieldType.TEXT:
        sheet.write_string(row, column, str(value))
    else:
        sheet.write_number(row, column, float(value))
