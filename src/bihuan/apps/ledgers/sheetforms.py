"""The bureau's own workbook, filled: its header says which column is which, its first row how cells look, what stands below moves down."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from bihuan.apps.ledgers.chain import event_record, now_text
from bihuan.apps.ledgers.layout import (
    STATE,
    UNIT,
    Layout,
    columns_wrong,
    label_of,
    layout_by_keys,
    layout_by_labels,
)
from bihuan.apps.ledgers.models import SheetForm
from bihuan.apps.ledgers.originals import original_keep
from bihuan.apps.ledgers.tables import ledger_definition
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.workbooks import cell_name, cell_text, file_place, label_plain, sheets_read
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger
from bihuan.reading.workbook import Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SERIAL = ("序号", "编号序", "行号")
SUM = re.compile(r"=SUM\(([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)\)", re.IGNORECASE)


def form_keep(*, ledger: str, path: Path, name: str, actor: Actor) -> list[str]:
    """Keep a workbook as the form of a ledger's exports; returns what it leaves out. One without the ledger's columns is a named error."""
    actor.require(Right.PACKS)
    definition = ledger_definition(ledger)
    if not name.lower().endswith(".xlsx"):
        raise BihuanError("form.not_xlsx", "模板要是 .xlsx 工作簿", where=name, hint="在 Excel 或 WPS 里另存为 .xlsx")
    sheet, layout = form_layout(path, definition, name)
    sha256 = original_keep(path)
    told = {"name": name[:255], "sha256": sha256, "actor": actor.name, "at": now_text()}
    SheetForm.objects.update_or_create(ledger=definition.ledger, defaults=told)
    event_record(
        deed="sheet_form", subject=definition.ledger, changes={"file": name, "sha256": sha256}, actor=actor.name
    )
    return form_gaps(definition, sheet, layout)


def form_of(ledger: str) -> SheetForm | None:
    """The form kept for a ledger."""
    return SheetForm.objects.filter(ledger=ledger).first()


def form_layout(path: Path, ledger: Ledger, name: str) -> tuple[Sheet, Layout]:
    """The sheet whose header has most of the ledger's columns, two at least."""
    best: tuple[Sheet, Layout] | None = None
    for sheet in sheets_read(path):
        layout = layout_by_keys(sheet, ledger) or layout_by_labels(sheet, ledger)
        if best is None or len(layout.columns) > len(best[1].columns):
            best = sheet, layout
    if best is None or len(best[1].columns) < 2:
        raise columns_wrong(ledger, [], [], name)
    return best


def form_gaps(ledger: Ledger, sheet: Sheet, layout: Layout) -> list[str]:
    """What the form does not show, and what it asks for that the ledger does not hold."""
    wanted = [UNIT, *(field.name for field in ledger.fields), *([STATE] if ledger.states else [])]
    missing = [label_of(ledger, name) for name in wanted if name not in layout.columns]
    used = set(layout.columns.values())
    header = sheet.rows[max(0, layout.first - 1)] if layout.first else []
    blank = [cell_text(cell) for at, cell in enumerate(header) if cell_text(cell) and at not in used]
    blank = [label for label in blank if label_plain(label) not in SERIAL]
    gaps = [f"模板没有这些列，不会导出：{'、'.join(missing)}"] if missing else []
    gaps += [f"模板的这些列台账里没有，留空：{'、'.join(blank)}"] if blank else []
    return gaps


def form_fill(
    *, ledger: Ledger, form: SheetForm, columns: Sequence[str], rows: Iterable[Sequence[Any]], target: Path
) -> list[str]:
    """Write rows (in the order of ``columns``) into a copy of the form; returns the named warnings."""
    from openpyxl import load_workbook

    original = Path(settings.BIHUAN.dir) / "originals" / form.sha256
    if not original.is_file():
        raise BihuanError("form.missing", "台账模板的原件不见了", where=form.name, hint="重新上传一次模板")
    read, layout = form_layout(original, ledger, form.name)
    warnings = form_gaps(ledger, read, layout)
    book = load_workbook(BytesIO(original.read_bytes()))
    sheet = book[read.name]
    at = {name: number for number, name in enumerate(columns)}
    places = [(column, at[name], layout.scales.get(name, 1)) for name, column in layout.columns.items() if name in at]
    serial = serial_column(read, layout)
    body = list(rows)
    footer = Footer(sheet, layout.first + 1)
    footer.lift()
    for number, values in enumerate(body):
        row_fill(
            sheet,
            layout.first + 1,
            number,
            [(column, scaled(values[index], scale)) for column, index, scale in places],
            serial,
        )
    warnings += footer.lower(max(1, len(body)))
    content = BytesIO()
    book.save(content)
    file_place(target, content.getvalue())
    return warnings


def scaled(value: Any, scale: int) -> Any:
    """A number in the form's larger measure (元 under 万元)."""
    return value / scale if scale != 1 and value is not None and not isinstance(value, str) else value


def serial_column(sheet: Sheet, layout: Layout) -> int | None:
    """The column that numbers the rows."""
    for row in sheet.rows[max(0, layout.first - 2) : layout.first]:
        for column, cell in enumerate(row):
            if label_plain(cell_text(cell)) in SERIAL:
                return column
    return None


def row_fill(
    sheet: "Worksheet", first: int, number: int, values: Sequence[tuple[int, Any]], serial: int | None
) -> None:
    """One row, looking as the form's first row of data looks."""
    row = first + number
    if number:
        sheet.row_dimensions[row].height = sheet.row_dimensions[first].height
        for column in range(1, sheet.max_column + 1):
            style_put(sheet.cell(row, column), style_of(sheet.cell(first, column)))
    if serial is not None:
        sheet.cell(row, serial + 1).value = number + 1
    for column, value in values:
        cell_write(sheet.cell(row, column + 1), value)


def style_of(cell: Any) -> Any:
    """All that makes a cell look as it does."""
    return copy(cell._style)


def style_put(cell: Any, style: Any) -> None:
    """Make a cell look so."""
    cell._style = copy(style)


def cell_write(cell: Any, value: Any) -> None:
    """A value as itself; text is text whatever it begins with, and opens as text elsewhere too."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True


class Footer:
    """What stands under the first row of data (合计, 填表人, 签字): lifted before the rows are written, put back under them."""

    def __init__(self, sheet: "Worksheet", first: int) -> None:
        self.sheet, self.first = sheet, first
        self.cells: list[tuple[int, int, Any, Any]] = []
        self.heights: dict[int, float | None] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.start = 0

    def lift(self) -> None:
        """Take up everything from the first filled row under the row of data."""
        filled = [row for row in range(self.first, self.sheet.max_row + 1) if self._filled(row)]
        self.start = next((row for row in filled if row > self.first or self._says(row)), 0)
        if not self.start:
            return
        for area in [one for one in self.sheet.merged_cells.ranges if one.min_row >= self.start]:
            self.merged.append((area.min_row, area.min_col, area.max_row, area.max_col))
            self.sheet.unmerge_cells(str(area))
        for row in range(self.start, self.sheet.max_row + 1):
            self.heights[row] = self.sheet.row_dimensions[row].height
            for column in range(1, self.sheet.max_column + 1):
                cell = self.sheet.cell(row, column)
                self.cells.append((row, column, cell.value, style_of(cell)))
                cell.value = None

    def lower(self, rows: int) -> list[str]:
        """Put it back under so many rows of data; sums over the rows are widened, other formulas are named."""
        if not self.start:
            return []
        shift = max(self.first + rows - self.start, 0)
        warnings: list[str] = []
        for row, column, value, style in self.cells:
            cell = self.sheet.cell(row + shift, column)
            style_put(cell, style)
            cell.value = self._formula(value, rows, warnings, row + shift, column)
        for row, height in self.heights.items():
            self.sheet.row_dimensions[row + shift].height = height
        for top, left, bottom, right in self.merged:
            self.sheet.merge_cells(start_row=top + shift, start_column=left, end_row=bottom + shift, end_column=right)
        return warnings

    def _filled(self, row: int) -> bool:
        return any(
            self.sheet.cell(row, column).value not in (None, "") for column in range(1, self.sheet.max_column + 1)
        )

    def _says(self, row: int) -> bool:
        words = [cell.value for cell in self.sheet[row] if isinstance(cell.value, str)]
        return any(re.match(r"\s*(合\s*计|小\s*计|总\s*计|填表|制表|审核|备注|注)", word) for word in words)

    def _formula(self, value: Any, rows: int, warnings: list[str], row: int, column: int) -> Any:
        if not (isinstance(value, str) and value.startswith("=")):
            return value
        if (match := SUM.fullmatch(value.replace(" ", "").replace("$", ""))) and int(match[2]) >= self.first - 1:
            return f"=SUM({match[1]}{self.first}:{match[3]}{self.first + rows - 1})"
        warnings.append(f"{cell_name(row - 1, column - 1)} 的公式 {value} 没有改动，请核对它引用的行")
        return value
