"""The county's books as a clerk would hand them in: the unit tree and the ledgers, in real workbooks of the templates' shape."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from bihuan.apps.ledgers.templates import out_columns, sheet_write
from bihuan.apps.units.selectors import unit_labels
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
    """A ledger's rows in the workbook that ``bihuan ledger template`` gives, as a clerk would have filled it."""
    fields = {field.name: field for field in ledger.fields}
    filled = [
        [
            row["unit"],
            *(cell_typed(field, row.get(name)) for name, field in fields.items()),
            *([None] if ledger.states else []),
        ]
        for row in rows
    ]
    sheet_write(ledger, out_columns(ledger, unit_labels().values()), filled, target)


def cell_typed(field: LedgerField, value: Any) -> Any:
    """A value as a clerk types it: labels for choices, 是 and 否, numbers as numbers."""
    if value is None or field.type in (
        FieldType.DATE,
        FieldType.TEXT,
        FieldType.POINT,
        FieldType.POLYGON,
        FieldType.UNIT,
    ):
        return value
    if field.type is FieldType.CHOICE:
        return next(choice.label for choice in field.choices if choice.key == value)
    if field.type is FieldType.TAGS:
        keys = (value,) if isinstance(value, str) else value
        return "、".join(choice.label for choice in field.choices if choice.key in keys)
    if field.type is FieldType.BOOLEAN:
        return "是" if value else "否"
    return Decimal(str(value))
