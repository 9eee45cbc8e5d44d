"""The returned workbook: the clerk's own file, with the cells at fault in red, the reason in a comment and in a column."""

import zipfile
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bihuan.apps.ledgers.imports import BatchResult
from bihuan.apps.ledgers.rows import Reject
from bihuan.apps.workbooks import cell_name, file_place, sheet_read

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

REASON = "原因"
AUTHOR = "闭环"


def returned_write(*, result: BatchResult, path: Path, target: Path) -> Path:
    """Write the copy of ``path`` that tells why its rows were refused."""
    from openpyxl.styles import Alignment

    book = book_open(path, result.sheet)
    sheet = book[result.sheet] if result.sheet in book.sheetnames else book.worksheets[0]
    column = reason_column(sheet, result.first)
    for row, rejects in rejects_by_row(result.rejects).items():
        for reject in rejects:
            cell_mark(sheet, reject)
        reason = sheet.cell(row + 1, column, "；".join(reason_text(reject) for reject in rejects))
        paint(reason)
        reason.alignment = Alignment(wrap_text=True, vertical="center")
    content = BytesIO()
    book.save(content)
    file_place(target, content.getvalue())
    return target


def returned_path(path: Path) -> Path:
    """``<name>.退回.xlsx`` beside the file."""
    return path.with_name(f"{path.stem}.退回.xlsx")


def rejects_by_row(rejects: Iterable[Reject]) -> dict[int, list[Reject]]:
    """The rejects of each row, rows in order."""
    rows: dict[int, list[Reject]] = defaultdict(list)
    for reject in sorted(rejects, key=lambda item: (item.row, item.column or 0)):
        rows[reject.row].append(reject)
    return rows


def reason_text(reject: Reject) -> str:
    """One reason with its cell."""
    return f"{cell_name(reject.row, reject.column)}：{reject.message}" if reject.column is not None else reject.message


def paint(cell: Any) -> None:
    """Red, as nothing else in the workbook."""
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor="FFFF9999")


def cell_mark(sheet: "Worksheet", reject: Reject) -> None:
    """Paint the cell (of a merged range its first) and hang the reason on it; a fault of the whole row paints its first cell."""
    from openpyxl.cell.cell import Cell
    from openpyxl.comments import Comment

    cell = sheet.cell(reject.row + 1, (reject.column or 0) + 1)
    if not isinstance(cell, Cell):
        merged = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(merged.min_row, merged.min_col)
    paint(cell)
    earlier = f"{cell.comment.text}\n" if cell.comment and cell.comment.author == AUTHOR else ""
    cell.comment = Comment(earlier + reject.message, AUTHOR, width=260, height=90)


def reason_column(sheet: "Worksheet", first: int) -> int:
    """The column of reasons (1-based): the one of an earlier return, emptied, else a new one behind the last."""
    header = max(first, 1)
    for column in range(1, sheet.max_column + 1):
        if sheet.cell(header, column).value == REASON:
            for row in range(header + 1, sheet.max_row + 1):
                sheet.cell(row, column).value = None
            return column
    column = sheet.max_column + 1
    paint(head := sheet.cell(header, column, REASON))
    sheet.column_dimensions[head.column_letter].width = 50
    return column


def book_open(path: Path, sheet: str) -> "Workbook":
    """The clerk's workbook; one that cannot be marked in place (.xls, or odd inside) as its cells in a new workbook."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        return book_of_cells(path, sheet)


def book_of_cells(path: Path, name: str) -> "Workbook":
    """The cells of one sheet in a new workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    read = sheet_read(path, (name,))
    sheet.title = read.name[:31]
    for row in read.rows:
        sheet.append([None if cell == "" else cell for cell in row])
    return book
