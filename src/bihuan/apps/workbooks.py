"""An Excel workbook read as a grid of cells: bounds checked before unpacking, every failure a named error."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from bihuan.datamodel import BihuanError
from bihuan.reading.workbook import Cell, Sheet, column_number, sheet_filled

# One worksheet of 50,000 rows × 12 columns is 25 MB of XML, so workbooks have a wider bound than documents (docs/reference/ledgers.md).
UNPACKED_LIMIT = 256 * 1024 * 1024
GRID_LIMIT = 30_000_000  # cells: a full sheet of a million rows and 28 columns
XLSX_MAGIC, XLS_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def sheet_read(path: Path, names: Sequence[str] = ()) -> Sheet:
    """The sheet called one of ``names``, else the first that holds anything; a workbook without cells is a named error."""
    return next(sheets_read(path, names))


def sheets_read(path: Path, names: Sequence[str] = ()) -> Iterator[Sheet]:
    """Every sheet that holds anything, in order; only those called one of ``names`` where there are such. At least one, or an error."""
    workbook_check(path)
    found = False
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            order = [name for name in names if name in workbook.sheet_names] or list(workbook.sheet_names)
            for name in order:
                sheet = sheet_filled(workbook.get_sheet_by_name(name))
                if sheet is not None:
                    found = True
                    yield sheet
    except PasswordError as error:
        raise BihuanError("workbook.locked", "工作簿有打开密码", where=path.name, hint="去掉密码后另存一份") from error
    except CalamineError as error:
        raise broken(path) from error
    if not found:
        raise BihuanError(
            "workbook.empty", "工作簿里没有任何内容", where=path.name, hint="用 template 命令取一份空表填写"
        )


def workbook_check(path: Path) -> None:
    """Refuse what is not a workbook, or unpacks to more than the bound, before anything is unpacked."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise BihuanError("workbook.empty_file", "文件是空的（0 字节）", where=path.name, hint="请重新保存后再导入")
    if head.startswith(XLS_MAGIC):
        return
    if not head.startswith(XLSX_MAGIC):
        raise BihuanError(
            "workbook.not_workbook", "不是 Excel 工作簿", where=path.name, hint="请另存为 .xlsx；改扩展名不能转换格式"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
            if unpacked > UNPACKED_LIMIT:
                raise too_big(path, f"解开后有 {unpacked // 1024**2} MiB，超过 {UNPACKED_LIMIT // 1024**2} MiB")
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            if any(grid_cells(archive.read(name)) > GRID_LIMIT for name in sheets):
                raise too_big(path, f"有单元格远在别处，整张表超过 {GRID_LIMIT // 10**6} 百万格")
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise broken(path) from error


def too_big(path: Path, why: str) -> BihuanError:
    """The error for a workbook beyond the bounds."""
    return BihuanError(
        "workbook.too_big", f"工作簿太大：{why}", where=path.name, hint="请删去多余的行列，或分成几个文件导入"
    )


def grid_cells(xml: bytes) -> int:
    """How many cells the rectangle from A1 to the furthest cell of a worksheet's XML has: what reading it will take in memory."""
    columns = set(re.findall(rb' r="([A-Z]{1,3})\d', xml))
    rows = {int(number) for number in re.findall(rb'row[^>]*? r="(\d{1,7})"', xml)}
    rows |= {int(number) for number in re.findall(rb' r="[A-Z]{1,3}(\d{6,7})"', xml)}
    width = max((column_number(letters.decode()) for letters in columns), default=0)
    return width * max(rows, default=0)


def broken(path: Path) -> BihuanError:
    """The error for a workbook that cannot be opened."""
    return BihuanError("workbook.broken", "工作簿已损坏，打不开", where=path.name, hint="请在 Excel 里打开并另存一份")


def file_place(target: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then renamed."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def cell_name(row: int, column: int) -> str:
    """``(0, 0)`` is A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it, outer blanks gone; a whole float without its ``.0``."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def label_full(text: str) -> str:
    """A header label for comparison: no blanks, no required mark, ASCII brackets made full."""
    return re.sub(r"[\s*＊]+", "", text).replace("(", "（").replace(")", "）")


def label_plain(text: str) -> str:
    """The label without what stands in brackets behind it, as a measure word does."""
    return re.sub(r"(（[^（）]*）)+$", "", label_full(text)) or label_full(text)


def label_bracket(text: str) -> str:
    """What stands in the last brackets of a label: 面积（平方米） → 平方米; empty without brackets."""
    found = re.search(r"（([^（）]*)）$", label_full(text))
    return found[1] if found else ""
