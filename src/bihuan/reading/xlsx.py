"""xlsx, xls, et: each row of each sheet a paragraph, its cells joined by tabs, values as the sheet shows them."""

import io
from collections.abc import Iterator
from itertools import product
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from bihuan.datamodel import BihuanError
from bihuan.reading.cellformats import cell_shown
from bihuan.reading.document import Content, Piece
from bihuan.reading.file import File
from bihuan.reading.sheetparts import SheetFacts, cells_check, sheets_looked_through
from bihuan.reading.workbook import Place, Sheet, sheet_filled

FILE_LIMIT: Final = 50 * 1024 * 1024


def xlsx_content(file: File) -> Content:
    """The visible sheets in their order; empty rows fall away."""
    if len(file.data) > FILE_LIMIT:
        what = f"工作簿超过 {FILE_LIMIT // 1024**2} MiB"
        raise BihuanError("read.too_large", what, where=file.where, hint="请拆成几份再读")
    facts = {} if file.archive is None else sheets_looked_through(file.archive)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(file.data)) as workbook:
            sheets = _seen(workbook, file.where)
            return Content([piece for sheet in sheets for piece in _rows(sheet, facts.get(sheet.name, SheetFacts()))])
    except PasswordError as error:
        raise BihuanError("read.encrypted", "工作簿加了打开密码", where=file.where, hint="请去掉密码后再读") from error
    except BaseException as error:
        if not isinstance(error, CalamineError) and type(error).__name__ != "PanicException":
            raise
        what, hint = "工作簿已损坏，打不开", "请用 Excel 或 WPS 打开，另存一份"
        raise BihuanError("read.sheet_broken", what, where=file.where, hint=hint) from error


def _seen(workbook: CalamineWorkbook, where: str) -> Iterator[Sheet]:
    for told in workbook.sheets_metadata:
        if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible:
            sheet: CalamineSheet = workbook.get_sheet_by_name(told.name)
            cells_check(sheet.total_height, sheet.total_width, where)
            filled = sheet_filled(sheet)
            if filled is not None:
                yield filled


def _rows(sheet: Sheet, facts: SheetFacts) -> Iterator[Piece]:
    """A merged cell's value stands at its first place only."""
    covered = set(_covered(sheet))
    for row, cells in enumerate(sheet.rows):
        if row in facts.hidden_rows:
            continue
        texts = (
            "" if (row, column) in covered else cell_shown(cell, facts.formats.get((row, column), ""))
            for column, cell in enumerate(cells)
            if column not in facts.hidden_columns
        )
        line = "\t".join(" ".join(text.split()) for text in texts).rstrip("\t")
        if line:
            yield line, f"工作表“{sheet.name}”第{row + 1}行"


def _covered(sheet: Sheet) -> Iterator[Place]:
    """The places of merged cells but their first ones."""
    height, width = len(sheet.rows), max(map(len, sheet.rows))
    room = height * width
    for (top, left), (bottom, right) in sheet.merged:
        area = list(product(range(top, min(bottom + 1, height)), range(left, min(right + 1, width))))[1:]
        room -= len(area)
        if room < 0:  # they overlap: nobody's sheet
            return
        yield from area
