import openpyxl

from support.commands import bihuan
from support.sheets import workbook

HEADER = ("单位编码", "单位名称", "类型", "上级编码", "别名")


def test_units_are_imported_and_listed(folder, tmp_path):
    path = workbook(tmp_path / "x.xlsx", HEADER, ("Q2", "西河镇", "乡镇", "Q", "西河乡"))
    assert bihuan("unit", "import", path, "--json", folder=folder).json == {"units": 1}
    units = {unit["code"]: unit for unit in bihuan("unit", "list", "--json", folder=folder).json}
    assert (units["Q2"]["parent"], units["Q2"]["aliases"]) == ("Q", ["西河乡"])
    assert (units["QB"]["kind"], units["QB"]["jurisdiction"]) == ("bureau", "Q")


def test_the_list_for_people_is_indented(folder):
    assert "　东门镇  Q1  乡镇街道" in bihuan("unit", "list", folder=folder).out


def test_the_template_filled_is_taken(folder, tmp_path):
    assert bihuan("unit", "template", "-o", tmp_path / "t.xlsx", folder=folder).status == 0
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    book["单位"].append(["Q3", "南坪乡", "乡镇街道", "Q"])
    book.save(tmp_path / "t.xlsx")
    assert bihuan("unit", "import", tmp_path / "t.xlsx", folder=folder).status == 0


def test_a_missing_file_is_one_line(folder, tmp_path):
    said = bihuan("unit", "import", tmp_path / "none.xlsx", folder=folder)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
