"""Workbooks: rows as lines, values as the sheet shows them, nothing that is hidden."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bihuan.datamodel import BihuanError
from bihuan.reading.cellformats import cell_shown
from bihuan.reading.opening import document_open
from hostile.parts import xlsx_parts, zip_of
from support.sheets import workbook


def lines(path: Path) -> list[str]:
    return document_open(path).text.split("\n")


def code_of(path: Path) -> str:
    with pytest.raises(BihuanError) as error:
        document_open(path)
    return error.value.code


def test_a_row_is_a_paragraph_that_tells_its_place(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("镇", "件数"), (), ("东门镇", 12.0, None), name="汇总")
    read = document_open(path)
    assert [(read.text[one.start : one.end], one.where) for one in read.paragraphs] == [
        ("镇\t件数", "工作表“汇总”第1行"),
        ("东门镇\t12", "工作表“汇总”第3行"),
    ]
    assert read.format == "xlsx"


def test_a_merged_cell_gives_its_value_once(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("镇", "来信", "注"), ("东门镇", 3, "甲"), (None, 4, "乙"), merge=["A2:A3"])
    assert lines(path) == ["镇\t来信\t注", "东门镇\t3\t甲", "\t4\t乙"]


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("甲", "暗", 1), ("暗", "暗", 2), ("乙", "暗", 3)):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = sheet.column_dimensions["B"].hidden = True
    book.create_sheet("藏")["A1"] = "暗"
    book["藏"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert lines(tmp_path / "a.xlsx") == ["甲\t1", "乙\t3"]


def test_numbers_are_shown_by_their_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append((0.985, date(2024, 5, 1), 3.2, 0.1 + 0.2))
    for cell, code in zip(book.worksheets[0][1], ("0.0%", "yyyy-mm-dd", '0.00"万元"', "General"), strict=True):
        cell.number_format = code
    book.save(tmp_path / "a.xlsx")
    assert lines(tmp_path / "a.xlsx") == ["98.5%\t2024年5月1日\t3.20万元\t0.3"]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12.0, "", "12"),
        (1e16, "General", "1e+16"),
        (True, "", "TRUE"),
        (0.5, "0%", "50%"),
        (2.5, "0", "3"),
        (-2.50, "#,##0.00;[Red](#,##0.00)", "-2.50"),
        (1.5, "0.##", "1.5"),
        (2.0, "0.##", "2"),
        (12345.6, "[$¥-804]#,##0.0_ ", "¥12345.6"),
        (1234567, "0.0,", "1234.6"),
        (5, "0\\个", "5个"),
        (5, "0.00E+00", "5"),
        (float("nan"), "0.0", "nan"),
        (datetime(2024, 5, 1), 'yyyy"年"m"月"', "2024年5月"),
        (date(2024, 5, 1), "yyyy", "2024年"),
        (datetime(2024, 5, 1, 8, 30), "", "2024年5月1日 08:30"),
        (time(8, 5), "", "08:05"),
        (timedelta(hours=25), "", "25:00"),
        (" 东门镇 ", "", "东门镇"),
    ],
)
def test_a_value_by_its_format(value: Any, code: str, shown: str) -> None:
    assert cell_shown(value, code) == shown


def test_line_feeds_and_tabs_in_a_cell_stay_in_its_line(tmp_path: Path) -> None:
    assert lines(workbook(tmp_path / "a.xlsx", ("甲\n乙\t丙", 1))) == ["甲 乙 丙\t1"]


def test_a_cell_far_away_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = book.worksheets[0]["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    assert code_of(tmp_path / "a.xlsx") == "read.too_large"


def test_a_long_text_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    cells = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 3000
    parts = xlsx_parts(cells)
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"<t>", b"<t>" + b"x" * 9000, 1)
    (tmp_path / "a.xlsx").write_bytes(zip_of(parts))
    assert code_of(tmp_path / "a.xlsx") == "read.too_large"


def test_a_told_number_of_texts_takes_no_memory(tmp_path: Path) -> None:
    parts = xlsx_parts()
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b'uniqueCount="', b'uniqueCount="9999999999')
    (tmp_path / "a.xlsx").write_bytes(zip_of(parts))
    assert code_of(tmp_path / "a.xlsx") == "read.too_large"


def test_a_torn_sheet_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(zip_of({**xlsx_parts(), "xl/worksheets/sheet1.xml": b"<worksheet>"}))
    assert code_of(tmp_path / "a.xlsx") == "read.docx_broken"


def test_names_that_differ_only_in_case_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(zip_of({**xlsx_parts(), "xl/sharedstrings.XML": b"<sst/>"}))
    assert code_of(tmp_path / "a.xlsx") == "read.duplicate_parts"


def test_a_workbook_without_values_is_empty(tmp_path: Path) -> None:
    assert code_of(workbook(tmp_path / "a.xlsx")) == "read.empty"
