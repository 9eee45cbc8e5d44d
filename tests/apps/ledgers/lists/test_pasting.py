"""Blocks pasted from a spreadsheet, previews of workbooks, and exports of exactly what a list shows."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.lists.conditions import Condition
from bihuan.apps.ledgers.lists.query import ListQuery
from bihuan.apps.ledgers.models import Batch
from bihuan.apps.ledgers.previews import block_read, guarded, paste_preview, unguarded, workbook_preview
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import (
    batch_import,
    batch_undo,
    entry_add,
    form_keep,
    ledger_install,
    list_export,
    paste_import,
)
from bihuan.apps.units.actors import Actor, Reach, Right, console
from bihuan.datamodel import BihuanError
from support.county import spots

TODAY = date(2024, 10, 31)
BLOCK = "单位\t图斑编号\t面积\t下发日期\n东门镇\tA1\t12.5\t2024-3-1\n西河镇\tA2\t1,300\t2024年3月2日\n"
ORDER = ("unit", "spot_no", "area", "issued_on")


@pytest.fixture
def ledger(county):
    ledger_install(ledger=spots(), actor=console("甲"))
    return county


def numbers() -> list[str]:
    return list(ledger_model("spots").objects.filter(removed=False).order_by("pk").values_list("spot_no", flat=True))


def test_a_block_with_a_header_is_matched_by_it(ledger):
    result = paste_import(ledger="spots", text=BLOCK, columns=(), actor=console("乙"))
    assert (result.added, result.changed, result.rejects) == (2, 0, [])
    assert [str(area) for area in ledger_model("spots").objects.order_by("pk").values_list("area", flat=True)] == [
        "12.50",
        "1300.00",
    ]


def test_a_block_without_a_header_goes_by_the_lists_columns(ledger):
    paste_import(ledger="spots", text=BLOCK.partition("\n")[2], columns=ORDER, actor=console("乙"))
    assert numbers() == ["A1", "A2"]


def test_one_bad_cell_refuses_the_whole_block_and_names_it(ledger):
    result = paste_import(ledger="spots", text=BLOCK.replace("1,300", "很大"), columns=(), actor=console("乙"))
    assert [str(finding.where) for finding in result.findings] == ["C3"]
    assert numbers() == []


def test_the_preview_counts_and_stores_nothing(ledger):
    entry_add(
        ledger="spots",
        unit="QX-01",
        values={"spot_no": "A1", "issued_on": "2024-03-01", "area": 1},
        actor=console("甲"),
    )
    preview = paste_preview(ledger="spots", text=BLOCK, columns=(), actor=console("乙"))
    assert (preview.result.added, preview.result.changed, preview.result.unchanged) == (1, 1, 0)
    assert preview.columns[1] == ("B", "图斑编号", "图斑编号")
    assert numbers() == ["A1"]


def test_a_block_wider_than_the_list_is_refused(ledger):
    with pytest.raises(BihuanError, match="粘贴了 4 列，列表只有 2 列"):
        paste_preview(ledger="spots", text=BLOCK.partition("\n")[2], columns=ORDER[:2], actor=console("乙"))


def test_rows_of_foreign_units_are_refused(ledger):
    clerk = Actor("丙", reaches={Right.WRITE: Reach(units=frozenset({ledger["QX-01"]}))})
    result = paste_import(ledger="spots", text=BLOCK, columns=(), actor=clerk)
    assert [reject.code for reject in result.rejects] == ["unit.out_of_reach"]


def test_a_cell_of_several_lines_is_one_cell():
    assert block_read('a\t"第一行\n第二行"\nb\tc').rows == [["a", "第一行\n第二行"], ["b", "c"]]


def test_a_pasted_batch_is_undone_like_any_other(ledger):
    result = paste_import(ledger="spots", text=BLOCK, columns=(), actor=console("乙"))
    assert Batch.objects.get(pk=result.batch).kind == Batch.PASTE
    batch_undo(batch=result.batch, actor=console("乙"))
    assert numbers() == []


def test_a_workbook_that_was_undone_may_come_in_again(ledger, tmp_path):
    add("A1")
    list_export(ledger="spots", query=ListQuery(), today=TODAY, target=tmp_path / "x.xlsx", actor=console("甲"))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    book.worksheets[0]["B5"] = "A7"
    book.save(tmp_path / "y.xlsx")
    result = batch_import(ledger="spots", path=tmp_path / "y.xlsx", actor=console("甲"))
    batch_undo(batch=result.batch, actor=console("甲"))
    assert numbers() == ["A1"]
    again = batch_import(ledger="spots", path=tmp_path / "y.xlsx", actor=console("甲"))
    assert (again.added + again.changed, numbers()) == (1, ["A1", "A7"])


def test_a_workbook_is_looked_at_with_its_columns(ledger, tmp_path):
    add("A1")
    list_export(ledger="spots", query=ListQuery(), today=TODAY, target=tmp_path / "x.xlsx", actor=console("甲"))
    preview = workbook_preview(ledger="spots", path=tmp_path / "x.xlsx", actor=console("甲"))
    assert preview.result.unchanged == 1
    assert ("C", "source", "来源") in preview.columns


def add(number: str, **values: object) -> int:
    return entry_add(
        ledger="spots",
        unit="QX-01",
        values={"spot_no": number, "issued_on": "2024-03-01", **values},
        actor=console("甲"),
    )


def exported(path: Path, **changes) -> tuple[int, list[str]]:
    asked = {"ledger": "spots", "query": ListQuery(), "today": TODAY, "actor": console("乙")}
    return list_export(target=path, **{**asked, **changes})


def test_an_export_holds_exactly_what_the_list_shows_in_its_order(ledger, tmp_path):
    for number, area in (("A1", 5), ("A2", 20), ("A3", 9)):
        add(number, area=area)
    query = ListQuery((Condition("area", "range", "..10"),), sort="-area", size=20)
    assert exported(tmp_path / "x.csv", query=query) == (2, [])
    rows = list(csv.reader((tmp_path / "x.csv").read_text("utf-8-sig").splitlines()))
    assert [row[1] for row in rows[1:]] == ["A3", "A1"]


def test_an_export_reaches_no_further_than_reading_and_exporting_both_do(ledger, tmp_path):
    add("A1")
    far, near = Reach(units=frozenset({ledger["QX-01"], ledger["QX-02"]})), Reach(units=frozenset({ledger["QX-02"]}))
    assert exported(tmp_path / "x.csv", actor=Actor("丙", reaches={Right.READ: far, Right.EXPORT: near}))[0] == 0
    with pytest.raises(BihuanError, match="没有导出的权限"):
        exported(tmp_path / "x.csv", actor=Actor("丙", reaches={Right.READ: far}))


def test_personal_fields_leave_only_by_their_own_right(ledger, tmp_path):
    add("A1", contact="张三")
    exported(tmp_path / "x.csv")
    assert MASK in (tmp_path / "x.csv").read_text("utf-8-sig")
    reach = Reach(everything=True)
    with pytest.raises(BihuanError, match="没有查看个人信息的权限"):
        exported(tmp_path / "x.csv", actor=Actor("丙", reaches={Right.READ: reach, Right.EXPORT: reach}), reveal=True)
    exported(tmp_path / "x.csv", reveal=True)
    assert "张三" in (tmp_path / "x.csv").read_text("utf-8-sig")


@given(some.text(alphabet="=+-@'\t甲1", max_size=6))
def test_a_guarded_text_is_no_formula_and_comes_back_unchanged(text):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))
    assert unguarded(guarded(text)) == text


def form(tmp_path: Path) -> Path:
    """A bureau's own table: a title, a header, one row of data, a sum and a line for the signature."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["图斑办理情况表"])
    sheet.append(["序号", "图斑编号", "面积（平方米）", "备注"])
    sheet.append([None, None, None, None])
    sheet.append(["合计", None, "=SUM(C3:C3)", None])
    sheet.append(["填表人：", None, "=A1", None])
    sheet["C3"].number_format = "0.000"
    sheet.merge_cells("A5:B5")
    book.save(tmp_path / "自有.xlsx")
    return tmp_path / "自有.xlsx"


def test_the_bureaus_own_form_is_filled_and_keeps_its_look(ledger, tmp_path):
    for number in range(1, 4):
        add(f"A{number}", area=number)
    gaps = form_keep(ledger="spots", path=form(tmp_path), name="自有.xlsx", actor=console("甲"))
    assert "模板没有这些列，不会导出：单位、来源" in gaps[0] and gaps[1] == "模板的这些列台账里没有，留空：备注"
    _, warnings = exported(tmp_path / "out.xlsx", query=ListQuery(sort="spot_no"), own_form=True)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [[cell.value for cell in row[:3]] for row in sheet["A3:C7"]] == [
        [1, "A1", 1], [2, "A2", 2], [3, "A3", 3], ["合计", None, "=SUM(C3:C5)"], ["填表人：", None, "=A1"]
    ]  # fmt: skip
    assert sheet["C5"].number_format == "0.000" and "A7:B7" in [str(area) for area in sheet.merged_cells.ranges]
    assert "C7 的公式 =A1 没有改动" in warnings[-1]


def test_text_in_the_own_form_never_becomes_a_formula(ledger, tmp_path):
    add("=1+1")
    form_keep(ledger="spots", path=form(tmp_path), name="自有.xlsx", actor=console("甲"))
    exported(tmp_path / "out.xlsx", own_form=True)
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx").active["B3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_form_without_the_ledgers_columns_is_refused(ledger, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["甲", "乙"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(BihuanError, match="对不上"):
        form_keep(ledger="spots", path=tmp_path / "x.xlsx", name="x.xlsx", actor=console("甲"))
