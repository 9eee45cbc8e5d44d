"""The workbook that clerks fill: two-row header, key row, drop-downs, help; everything but the entries' cells locked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from bihuan.apps.ledgers.layout import STATE, UNIT
from bihuan.apps.ledgers.tables import ledger_definition
from bihuan.apps.units.selectors import unit_labels
from bihuan.apps.workbooks import cell_name, file_place
from bihuan.packs.schema import FieldType, Ledger, LedgerField

TITLE_ROW, GROUP_ROW, LABEL_ROW, KEY_ROW, FIRST_ROW = range(5)
LAST_ROW = 20_000  # drop-downs and formats reach this far
NOTICE = "带 * 的必须填写；灰色的一行是系统识别列用的，请勿改动；填法见“填写说明”"
HELP_SHEET, CHOICE_SHEET = "填写说明", "选项"
LINE_HEIGHT, HELP_CHARACTERS = 15, 24  # points; Chinese characters on one line of the help's widest column
TYPE_HELP = {
    FieldType.TEXT: "文字",
    FieldType.INTEGER: "整数",
    FieldType.DECIMAL: "数字",
    FieldType.MONEY: "金额",
    FieldType.DATE: "日期，如 2023-09-05、2023年9月5日",
    FieldType.CHOICE: "从下拉框选一项",
    FieldType.BOOLEAN: "是 或 否",
    FieldType.TAGS: "可填多项，用顿号隔开",
    FieldType.POINT: "经度,纬度，如 113.25,23.13",
    FieldType.POLYGON: "各点的 经度,纬度，用空格隔开",
    FieldType.UNIT: "单位名称或编码",
}
FORMATS = {
    FieldType.TEXT: "@",
    FieldType.INTEGER: "#,##0",
    FieldType.MONEY: "#,##0.00",
    FieldType.DATE: "yyyy-mm-dd",
}


@dataclass(frozen=True)
class OutColumn:
    """One column of the sheet: a field, or the unit or state."""

    key: str
    label: str
    group: str = ""
    format: str = "General"
    choices: tuple[str, ...] = ()
    required: bool = False
    help: str = ""

    @property
    def heading(self) -> str:
        """The label as the second header row shows it."""
        return self.label + ("*" if self.required else "")

    @property
    def width(self) -> int:
        """Column width in characters of the usual font; a Chinese character is two wide."""
        longest = max([self.heading, *self.choices], key=len)
        return min(max(12, 2 * len(longest) + 2), 36)


def template_write(*, ledger: str, target: Path) -> None:
    """An empty workbook of a ledger for clerks to fill."""
    definition = ledger_definition(ledger)
    sheet_write(definition, out_columns(definition, unit_labels().values()), (), target)


def out_columns(ledger: Ledger, units: Iterable[str]) -> list[OutColumn]:
    """The sheet's columns: the unit, the fields as declared, the state."""
    columns = [OutColumn(UNIT, "单位", choices=tuple(units), required=True, help="单位的名称、简称或编码", format="@")]
    columns += [field_column(field, columns[0].choices) for field in ledger.fields]
    if ledger.states:
        labels = tuple(state.label for state in ledger.states)
        columns.append(
            OutColumn(STATE, "状态", choices=labels, help="可以不填，由各项日期推出；填了要与日期一致", format="@")
        )
    return columns


def field_column(field: LedgerField, units: tuple[str, ...]) -> OutColumn:
    """The column of a field. Tags get no dropdown: it would refuse a cell that holds two of them."""
    choices = tuple(choice.label for choice in field.choices) if field.type is FieldType.CHOICE else ()
    if field.type is FieldType.UNIT:
        choices = units
    if field.type is FieldType.BOOLEAN:
        choices = ("是", "否")
    kind = FORMATS.get(field.type, "General")
    if field.type is FieldType.DECIMAL:
        kind = "#,##0" + ("." + "0" * field.places if field.places else "")
    label = f"{field.label}（{field.measure}）" if field.measure else field.label
    words = [
        TYPE_HELP[field.type],
        f"最多 {field.places} 位小数" if field.type is FieldType.DECIMAL else "",
        "可填：" + "、".join(choice.label for choice in field.choices) if field.type is FieldType.TAGS else "",
        field.help,
    ]
    words.append(f"个人信息，保存 {field.keep_years or '—'} 年，默认隐去" if field.personal else "")
    return OutColumn(field.name, label, field.group, kind, choices, field.required, "；".join(filter(None, words)))


def sheet_write(ledger: Ledger, columns: Sequence[OutColumn], rows: Iterable[Sequence[Any]], target: Path) -> int:
    """Write header, rows and help; returns how many rows. Text is written as text: no cell becomes a formula or a link."""
    from xlsxwriter import Workbook

    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(content, options) as book:
        sheet = book.add_worksheet(sheet_name(ledger))
        formats = columns_format(book, sheet, columns)
        header_write(book, sheet, ledger, columns)
        help_write(book, ledger, columns)
        dropdowns_add(book, sheet, columns)
        sheet.freeze_panes(FIRST_ROW, 1)
        printed_on_a4(sheet)
        sheet.repeat_rows(GROUP_ROW, LABEL_ROW)
        allowed = {"insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True, "format_columns": True}
        sheet.protect("", {**allowed, "format_cells": True})
        count = rows_write(sheet, rows, formats)
    file_place(target, content.getvalue())
    return count


def sheet_name(ledger: Ledger) -> str:
    """The ledger's name within Excel's bounds for a sheet's name."""
    return "".join(char for char in ledger.name if char not in "[]:*?/\\'")[:31] or ledger.ledger


def columns_format(book: Any, sheet: Any, columns: Sequence[OutColumn]) -> list[Any]:
    """Give every column its width and an unlocked format of its type; returns the formats."""
    formats = []
    for number, column in enumerate(columns):
        look = {
            "border": 1,
            "border_color": "#BFBFBF",
            "text_wrap": column.format in ("@", "General"),
            "valign": "vcenter",
        }
        place = {"align": "center"} if column.format == FORMATS[FieldType.DATE] else {}
        style = book.add_format({"locked": False, "num_format": column.format, **look, **place})
        sheet.set_column(number, number, column.width, style)
        formats.append(style)
    return formats


def header_write(book: Any, sheet: Any, ledger: Ledger, columns: Sequence[OutColumn]) -> None:
    """Title and notice, groups over labels (merged), and the key row that an import goes by."""
    title = book.add_format({"bold": True, "font_size": 13, "align": "left"})
    head = book.add_format(
        {"bold": True, "bg_color": "#DDE7F0", "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    key = book.add_format({"font_color": "#888888", "font_size": 8, "bg_color": "#F2F2F2", "align": "center"})
    sheet.write(TITLE_ROW, 0, f"{ledger.name}    {NOTICE}", title)
    for number in range(1, len(columns)):
        sheet.write_blank(TITLE_ROW, number, None, title)
    sheet.set_row(LABEL_ROW, 30)
    start = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        own = list(members)
        if group:
            group_write(sheet, head, start, group, own)
        else:
            for number, column in enumerate(own, start):
                sheet.merge_range(GROUP_ROW, number, LABEL_ROW, number, column.heading, head)
        start += len(own)
    for number, column in enumerate(columns):
        sheet.write_string(KEY_ROW, number, column.key, key)


def group_write(sheet: Any, head: Any, start: int, group: str, columns: Sequence[OutColumn]) -> None:
    """A group's cell over the labels of its columns."""
    if len(columns) > 1:
        sheet.merge_range(GROUP_ROW, start, GROUP_ROW, start + len(columns) - 1, group, head)
    else:
        sheet.write_string(GROUP_ROW, start, group, head)
    for number, column in enumerate(columns, start):
        sheet.write_string(LABEL_ROW, number, column.heading, head)


def dropdowns_add(book: Any, sheet: Any, columns: Sequence[OutColumn]) -> None:
    """A drop-down for every column of choices; the lists stand on a hidden sheet, for Excel bounds a list in place."""
    lists = book.add_worksheet(CHOICE_SHEET)
    lists.hide()
    for number, column in enumerate(columns):
        if column.choices:
            lists.write_column(0, number, column.choices)
            letter = cell_name(0, number).rstrip("1")
            source = f"={CHOICE_SHEET}!${letter}$1:${letter}${len(column.choices)}"
            rule = {"validate": "list", "source": source, "error_type": "warning", "error_message": "不在可选项里"}
            sheet.data_validation(FIRST_ROW, number, LAST_ROW, number, rule)


def printed_on_a4(sheet: Any) -> None:
    """A4 across, as many pages as there are rows, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def help_write(book: Any, ledger: Ledger, columns: Sequence[OutColumn]) -> None:
    """The sheet that says how each column is filled."""
    sheet = book.add_worksheet(HELP_SHEET)
    bold = book.add_format({"bold": True, "bg_color": "#DDE7F0", "border": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 3, 50)
    printed_on_a4(sheet)
    sheet.write_row(0, 0, ["列", "必填", "填法", "可选项"], bold)
    for number, column in enumerate(columns, 1):
        shown = "、".join(column.choices[:40]) + ("……" if len(column.choices) > 40 else "")
        sheet.set_row(number, LINE_HEIGHT * (1 + len(shown) // HELP_CHARACTERS))
        sheet.write_row(number, 0, [column.label, "是" if column.required else "", column.help, shown], wrap)
    labels = {column.key: column.label for column in columns}
    unique = "、".join(labels[name] for name in ledger.key) or "全部各列"
    sheet.write(len(columns) + 2, 0, f"同一单位内，{unique}相同的是同一条目：再次导入时更新它，不会重复。")
    if ledger.description:
        sheet.write(len(columns) + 3, 0, ledger.description)


def rows_write(sheet: Any, rows: Iterable[Sequence[Any]], formats: Sequence[Any]) -> int:
    """Write entries; None is a blank cell. Returns how many."""
    count = 0
    for count, values in enumerate(rows, 1):
        for number, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(FIRST_ROW + count - 1, number, value, formats[number])
            else:
                sheet.write(FIRST_ROW + count - 1, number, value, formats[number])
    return count
