"""A calendar file as an office hands it in: judged by its content, an Excel workbook in a child process; and the table to fill."""

from io import BytesIO
from pathlib import Path

from bihuan.apps.limitedsheets import sheet_rows_limited
from bihuan.apps.workbooks import file_place
from bihuan.datamodel import BihuanError
from bihuan.workdays import Calendar, CalendarReading, Notice, calendar_grid_read, calendar_read

WORKBOOK_MAGICS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MAX_BYTES = 4 << 20
SAMPLES = (
    ("2027-01-01", "休", "元旦"),
    ("2027-02-05至2027-02-11", "休", "春节"),
    ("2027-02-20", "班", "春节"),
)


def calendar_file_read(
    data: bytes, name: str, *, base: Calendar | None = None, notice: Notice | None = None
) -> CalendarReading:
    """The file's years with every fault named. ``base`` is the calendar that a local file lies over; without it the file is national."""
    if not data:
        raise BihuanError("calendar.empty", "文件是空的（0 字节）", where=name, hint="请重新保存后再导入")
    if len(data) > MAX_BYTES:
        raise BihuanError(
            "calendar.too_long", f"文件超过 {MAX_BYTES >> 20} MiB", where=name, hint="请只留放假和调休上班的日期"
        )
    kind = "national" if base is None else "local"
    if data.startswith(WORKBOOK_MAGICS):
        rows = sheet_rows_limited(data, name)
        return calendar_grid_read(rows, name, kind=kind, notice=notice, base=base)
    return calendar_read(data, name, kind=kind, notice=notice, base=base)


def calendar_template_write(path: Path) -> None:
    """A workbook with the three columns, a drop-down and three sample rows."""
    from xlsxwriter import Workbook

    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, head = book.add_worksheet("放假安排"), book.add_format({"bold": True})
        sheet.set_column(0, 0, 26)
        sheet.set_column(2, 2, 26)
        sheet.write_row(0, 0, ("日期", "类型", "说明"), head)
        for number, row in enumerate(SAMPLES, 1):
            sheet.write_row(number, 0, row)
        sheet.data_validation(1, 1, 400, 1, {"validate": "list", "source": ["休", "班"]})
    file_place(path, content.getvalue())
