import pytest

from bihuan.apps.units.models import Unit, UnitLink
from bihuan.apps.units.selectors import unit_get, unit_labels, unit_names, unit_root, unit_siblings
from bihuan.apps.units.services import units_import
from bihuan.datamodel import BihuanError
from support.sheets import workbook

HEADER = ("单位编码", "单位名称", "类型", "上级编码", "简称", "别名")
TREE = [
    ("Q", "青溪县", "县区", "", "", ""),
    ("Q1", "东门镇", "乡镇", "Q", "东门", "东门乡、城东镇"),
    ("QB", "水务局", "局", "Q", "", ""),
]


@pytest.fixture
def tree(db, tmp_path):
    units_import(path=workbook(tmp_path / "单位.xlsx", HEADER, *TREE))


def refused(tmp_path, *rows) -> str:
    with pytest.raises(BihuanError) as error:
        units_import(path=workbook(tmp_path / "x.xlsx", HEADER, *rows))
    return str(error.value)


def test_units_of_a_workbook_become_a_tree(tree):
    assert list(Unit.objects.order_by("path").values_list("code", "depth")) == [("Q", 1), ("Q1", 2), ("QB", 2)]


def test_a_child_may_stand_above_its_parent_in_the_workbook(db, tmp_path):
    units_import(path=workbook(tmp_path / "x.xlsx", HEADER, *reversed(TREE)))
    assert unit_get("Q1").depth == 2


def test_the_closure_holds_every_ancestor(tree):
    links = UnitLink.objects.values_list("ancestor__code", "descendant__code", "depth")
    assert set(links) == {("Q", "Q", 0), ("Q1", "Q1", 0), ("QB", "QB", 0), ("Q", "Q1", 1), ("Q", "QB", 1)}


def test_a_bureau_covers_its_parent_place(tree):
    bureau, town = unit_get("QB"), unit_get("Q1")
    assert unit_root(bureau, territory=True).code == "Q"
    assert unit_root(bureau, territory=False).code == "QB"
    assert unit_root(town, territory=True).code == "Q1"


def test_importing_again_updates_and_moves(tree, tmp_path):
    rows = [("N", "北区", "县区", "", "", ""), ("Q1", "东门街道", "街道", "N", "", "")]
    units_import(path=workbook(tmp_path / "again.xlsx", HEADER, *rows))
    assert (unit_get("Q1").name, Unit.objects.get_parent(unit_get("Q1")).code) == ("东门街道", "N")
    assert UnitLink.objects.filter(ancestor__code="Q").count() == 2


@pytest.mark.parametrize("word", ["Q1", "东门镇", "东门", "东门乡", "城东镇", "青溪县东门镇"])
def test_a_unit_is_found_by_any_of_its_names(tree, word):
    assert unit_names().find(word) == unit_get("Q1").pk


def test_a_shared_name_means_nobody(county):
    names = unit_names()
    assert names.find("上村") is None
    assert names.shared("上村") == ["QX-01-1", "QX-02-1"]
    assert names.find("西河镇上村") == county["QX-02-1"]
    assert unit_labels()[county["QX-02-1"]] == "QX-02-1"


def test_siblings_are_of_one_kind(county):
    assert [unit.code for unit in unit_siblings(unit_get("QX-01"))] == ["QX-01", "QX-02", "QX-03", "QX-04"]


def test_an_unknown_code_names_near_matches(tree):
    with pytest.raises(BihuanError, match="东门镇（Q1）"):
        unit_get("东门正")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("A", "甲县", "县", "没有", "", "")], "D2：上级编码“没有”不存在"),
        ([("A", "甲县", "县", "", "", ""), ("A", "乙县", "县", "", "", "")], "A3：编码“A”与第 2 行重复"),
        ([("A", "甲", "县", "B", "", ""), ("B", "乙", "县", "A", "", "")], "D2：上级成环：A→B→A"),
        ([("A", "甲", "星球", "", "", "")], "C2：类型“星球”无法识别"),
        ([("A", "", "县", "", "", "")], "B2：“单位名称”没有填"),
    ],
)
def test_faults_are_named_by_cell(db, tmp_path, rows, words):
    assert words in refused(tmp_path, *rows)


def test_a_cycle_through_the_stored_tree_is_found(tree, tmp_path):
    assert "成环" in refused(tmp_path, ("Q", "青溪县", "县", "Q1", "", ""))


def test_a_fault_in_one_row_leaves_everything_as_it_was(tree, tmp_path):
    refused(tmp_path, ("Z", "新镇", "镇", "Q", "", ""), ("Y", "错镇", "镇", "没有", "", ""))
    assert not Unit.objects.filter(code="Z").exists()


def test_missing_columns_are_named(db, tmp_path):
    with pytest.raises(BihuanError, match="缺少这些列：类型、上级编码"):
        units_import(path=workbook(tmp_path / "x.xlsx", ("编码", "名称"), ("A", "甲")))
