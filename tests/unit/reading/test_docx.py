"""docx: paragraphs, tables and automatic numbers as a person sees them."""

from pathlib import Path

import pytest
from docx import Document

from bihuan.reading.opening import document_open
from unit.reading.word import docx_save

OFFICIAL = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")]


def lines(path: Path) -> list[str]:
    return document_open(path).text.split("\n")


def test_automatic_numbers_become_text(tmp_path: Path) -> None:
    path = docx_save(
        tmp_path / "a.docx", [("总结", 0), ("党建", 1), ("学习", 2), ("廉政", 2), ("计划", 0), ("项目", 1)], OFFICIAL
    )
    assert lines(path) == ["一、总结", "（一）党建", "1.学习", "2.廉政", "二、计划", "（一）项目"]


def test_numbers_linked_to_a_style_are_seen(tmp_path: Path) -> None:
    path = docx_save(tmp_path / "a.docx", [("总结", 0), ("正文。", None), ("计划", 0)], OFFICIAL, style="Heading 1")
    assert lines(path) == ["一、总结", "正文。", "二、计划"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("decimalEnclosedCircle", "①"),
        ("upperRoman", "I"),
        ("lowerLetter", "a"),
        ("chineseLegalSimplified", "壹"),
        ("decimalZero", "01"),
    ],
)
def test_number_formats(tmp_path: Path, kind: str, expected: str) -> None:
    assert lines(docx_save(tmp_path / "a.docx", [("甲", 0)], [(kind, "%1、")])) == [f"{expected}、甲"]


def test_outer_numbers_stand_in_inner_ones(tmp_path: Path) -> None:
    path = docx_save(
        tmp_path / "a.docx", [("甲", 0), ("乙", 1), ("丙", 1)], [("decimal", "%1."), ("decimal", "%1.%2、")]
    )
    assert lines(path) == ["1.甲", "1.1、乙", "1.2、丙"]


def test_bullets_of_symbol_fonts_leave_no_sign(tmp_path: Path) -> None:
    assert lines(docx_save(tmp_path / "a.docx", [("甲", 0)], [("bullet", "\uf0b7")])) == ["甲"]


def test_table_rows_are_lines(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([c for row in table.rows for c in row.cells], ["项目", "数量", "宣讲", "12场"], strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    opened = document_open(tmp_path / "a.docx")
    assert opened.text == "项目\t数量\n宣讲\t12场"
    assert [paragraph.where for paragraph in opened.paragraphs] == ["表1第1行", "表1第2行"]


def test_format_is_chosen_by_content(tmp_path: Path) -> None:
    path = docx_save(tmp_path / "a.docx", [("总结", 0)], OFFICIAL).rename(tmp_path / "a.txt")
    assert document_open(path).format == "docx"
