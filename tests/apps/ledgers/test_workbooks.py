"""Templates, exports and returned workbooks."""

from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.rows import MASK
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import (
    batch_import,
    entry_add,
    entry_list,
    entry_remove,
    export_write,
    ledger_install,
    returned_write,
    template_write,
)
from bihuan.apps.units.actors import console
from support.county import spots
from support.sheets import SPOT_HEADER, workbook

VALUES = {
    "spot_no": "A1",
    "issued_on": "2023-09-05",
    "area": "12.5",
    "fine": "30000.05",
    "key_case": "否",
    "contact": "某人",
}


@pytest.fixture
def spots_db(county):
    ledger_install(ledger=spots(), actor=console("甲"))


@pytest.fixture
def template(spots_db, tmp_path):
    path = tmp_path / "模板.xlsx"
    template_write(ledger="spots", target=path)
    return path


def test_the_template_has_two_header_rows_over_a_locked_key_row(template):
    sheet = openpyxl.load_workbook(template).worksheets[0]
    assert [cell.value for cell in sheet[2]][:5] == ["单位*", "图斑", None, None, "出动人次（人次）"]
    assert [cell.value for cell in sheet[3]][1:4] == ["图斑编号*", "来源", "面积（平方米）"]
    assert [cell.value for cell in sheet[4]][:3] == ["unit", "spot_no", "source"]
    assert sheet.protection.sheet and sheet["A4"].protection.locked
    assert {"A2:A3", "B2:D2", "H2:J2"} <= {str(area) for area in sheet.merged_cells.ranges}


def test_only_the_entries_cells_can_be_written(template):
    sheet = openpyxl.load_workbook(template).worksheets[0]
    assert not sheet.column_dimensions["B"].protection.locked
    assert (sheet.freeze_panes, sheet.column_dimensions["H"].number_format) == ("B5", "yyyy-mm-dd")


def test_the_template_offers_units_choices_booleans_and_states(template):
    book = openpyxl.load_workbook(template)
    rules = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation
    }
    assert set(rules) == {"A5", "C5", "G5", "N5", "P5"}
    offered = [cell.value for cell in book["选项"]["C"] if cell.value]
    assert (offered, book["选项"].sheet_state) == (["县局巡查", "公众举报"], "hidden")
    assert "填写说明" in book.sheetnames


def test_a_filled_template_is_read_by_its_key_row(template, tmp_path):
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    sheet["B3"] = "被改过的表头"
    sheet["A5"], sheet["B5"], sheet["H5"], sheet["P5"] = "东门镇", "A1", "2023年9月5日", "待核查"
    book.save(tmp_path / "填好.xlsx")
    assert batch_import(ledger="spots", path=tmp_path / "填好.xlsx", actor=console("甲")).added == 1


def test_an_export_read_back_changes_nothing(spots_db, tmp_path):
    entry_add(ledger="spots", unit="QX-02-1", values=VALUES, actor=console("甲"))
    assert export_write(ledger="spots", target=tmp_path / "e.xlsx", actor=console("甲")) == 1
    assert batch_import(ledger="spots", path=tmp_path / "e.xlsx", actor=console("甲")).unchanged == 1
    assert ledger_model("spots").objects.get().contact == "某人"


texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
values = st.fixed_dictionaries(
    {"spot_no": texts.filter(str.strip), "issued_on": st.dates(date(1900, 3, 1), date(2199, 12, 31))},
    optional={
        "area": st.decimals(-(10**10), 10**10, places=2),
        "fine": st.decimals(0, 10**10, places=2),
        "people": st.integers(-(10**9), 10**9),
        "key_case": st.booleans(),
        "source": st.sampled_from(["patrol", "public"]),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values)
def test_any_entry_survives_export_and_import(spots_db, tmp_path, given):
    model = ledger_model("spots")
    model.objects.all().delete()
    entry_add(ledger="spots", unit="QX-01", values=given, actor=console("甲"))
    export_write(ledger="spots", target=tmp_path / "e.xlsx", actor=console("甲"))
    result = batch_import(ledger="spots", path=tmp_path / "e.xlsx", actor=console("甲"))
    assert (result.findings, result.added, result.changed) == ([], 0, 0)


def test_text_that_looks_like_a_formula_stays_text(spots_db, tmp_path):
    entry_add(ledger="spots", unit="QX-01", values={**VALUES, "spot_no": "=1+1"}, actor=console("甲"))
    export_write(ledger="spots", target=tmp_path / "e.xlsx", actor=console("甲"))
    cell = openpyxl.load_workbook(tmp_path / "e.xlsx").worksheets[0]["B5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_removed_entries_and_other_units_are_not_exported(spots_db, tmp_path):
    gone = entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("甲"))
    entry_add(ledger="spots", unit="QX-02", values=VALUES, actor=console("甲"))
    entry_remove(ledger="spots", entry_id=gone, actor=console("甲"), reason="重复")
    assert [row["unit"] for row in entry_list(ledger="spots", actor=console("甲"))] == ["QX-02"]
    assert export_write(ledger="spots", target=tmp_path / "e.xlsx", actor=console("甲"), unit="QX-01") == 0


def test_personal_fields_are_hidden_and_revealing_them_is_an_event(spots_db, tmp_path):
    entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("甲"))
    assert entry_list(ledger="spots", actor=console("乙"))[0]["contact"] == MASK
    assert not Event.objects.filter(deed="reveal").exists()
    assert entry_list(ledger="spots", actor=console("乙"), reveal=True)[0]["contact"] == "某人"
    assert Event.objects.get(deed="reveal").actor == "乙"


def test_a_listing_is_made_of_plain_values(spots_db):
    entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("甲"))
    (row,) = entry_list(ledger="spots", actor=console("甲"))
    assert (row["unit"], row["area"], row["fine"], row["issued_on"], row["key_case"], row["state"]) == (
        "QX-01", "12.50", "30000.05", "2023-09-05", False, "issued"
    )  # fmt: skip


def test_the_returned_workbook_is_the_clerks_own_with_red_cells_and_reasons(spots_db, tmp_path):
    good = ("东门镇", "A1", "巡查", 1, 2, "2023.9.5", None, None)
    bad = ("没有镇", "A2", "巡查", "很大", 2, "2023.9.5", None, None)
    path = workbook(tmp_path / "台账.xlsx", ("我的表",), SPOT_HEADER, good, bad, name="我的")
    result = batch_import(ledger="spots", path=path, actor=console("甲"))
    sheet = openpyxl.load_workbook(returned_write(result=result, path=path, target=tmp_path / "退.xlsx"))["我的"]
    assert [sheet[name].fill.fgColor.rgb for name in ("A4", "D4")] == ["FFFF9999"] * 2
    assert (sheet["A3"].fill.fill_type, sheet["A1"].value) == (None, "我的表")
    assert (sheet["D4"].comment.text, sheet["I2"].value) == ("“很大”不是数字", "原因")
    assert "D4：“很大”不是数字" in sheet["I4"].value


def test_a_returned_workbook_put_right_is_taken(spots_db, tmp_path):
    path = workbook(tmp_path / "台账.xlsx", SPOT_HEADER, ("东门镇", "A2", "巡查", "很大", 2, "2023.9.5", None, None))
    result = batch_import(ledger="spots", path=path, actor=console("甲"))
    returned = returned_write(result=result, path=path, target=tmp_path / "退.xlsx")
    book = openpyxl.load_workbook(returned)
    book.worksheets[0]["D2"] = 5
    book.save(returned)
    assert batch_import(ledger="spots", path=returned, actor=console("甲")).added == 1
