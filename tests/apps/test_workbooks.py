"""Bounds of workbooks, checked before anything is unpacked."""

import zipfile

import openpyxl
import pytest

from bihuan.apps.workbooks import cell_name, grid_cells, label_plain, sheet_read
from bihuan.datamodel import BihuanError
from support.sheets import workbook


def code_of(path) -> str:
    with pytest.raises(BihuanError) as error:
        sheet_read(path)
    return error.value.code


def test_a_cell_far_away_is_refused_before_memory_is_taken(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = book.worksheets[0]["XFD1048576"] = 1
    book.save(tmp_path / "远.xlsx")
    assert code_of(tmp_path / "远.xlsx") == "workbook.too_big"


def test_an_inflated_part_is_refused_before_it_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "炸.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300 * 1024 * 1024))
    assert code_of(tmp_path / "炸.xlsx") == "workbook.too_big"


def test_a_zip_that_is_no_workbook_is_broken(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("a.txt", "a")
    assert code_of(tmp_path / "x.xlsx") == "workbook.broken"


@pytest.mark.parametrize("cut", [200, 2000, 4000])
def test_a_cut_workbook_is_broken(tmp_path, cut):
    path = workbook(tmp_path / "x.xlsx", ("甲",))
    path.write_bytes(path.read_bytes()[:cut])
    assert code_of(path) == "workbook.broken"


def test_the_grid_reaches_to_the_furthest_cell():
    assert grid_cells(b'<row r="1"><c r="A1"/><c r="C1"/></row><row r="7" ><c r="AB7"/></row>') == 28 * 7


@pytest.mark.parametrize(("place", "name"), [((0, 0), "A1"), ((9, 25), "Z10"), ((0, 26), "AA1"), ((0, 702), "AAA1")])
def test_cells_have_their_excel_names(place, name):
    assert cell_name(*place) == name


@pytest.mark.parametrize("label", ["面积（平方米）", "面积 (㎡)", "* 面积", "面 积"])
def test_labels_are_compared_without_marks_and_measures(label):
    assert label_plain(label) == "面积"
