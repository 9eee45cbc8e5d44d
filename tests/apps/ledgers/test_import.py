from datetime import date, datetime

import openpyxl
import pytest

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.models import Batch, Event
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import batch_import, entry_remove, ledger_install
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from support.county import spots
from support.sheets import SPOT_HEADER, workbook

ROW = ("东门镇", "A1", "巡查", 12.5, "3万", "2023.9.5", "9月8日", None)


@pytest.fixture
def spots_db(county):
    ledger_install(ledger=spots(), actor=console("甲"))


@pytest.fixture
def import_rows(spots_db, tmp_path):
    """Imports rows under the usual header."""

    def run(*rows, header=SPOT_HEADER, merge=(), name="台账.xlsx", above=(), **options):
        path = workbook(tmp_path / name, *above, header, *rows, merge=merge)
        return batch_import(ledger="spots", path=path, actor=console("甲"), **options)

    return run


def column(name):
    return list(ledger_model("spots").objects.order_by("id").values_list(name, flat=True))


def test_a_row_is_read_as_a_person_would(import_rows):
    assert import_rows(ROW).summary() == "读到 1 行：新增 1，更改 0，未变 0"
    row = ledger_model("spots").objects.get()
    assert (row.unit.code, row.source, str(row.area), str(row.fine)) == ("QX-01", "patrol", "12.50", "30000.00")
    assert (row.issued_on, row.checked_on, row.state) == (date(2023, 9, 5), date(2023, 9, 8), "checked")
    assert chain_walk() == []


@pytest.mark.parametrize("unit", ["QX-01", "东门镇", "东门", "东门乡", "青溪县东门镇", " 东门镇 "])
def test_units_are_written_in_any_of_their_ways(import_rows, unit):
    import_rows((unit, *ROW[1:]))
    assert ledger_model("spots").objects.get().unit.code == "QX-01"


def test_merged_cells_fill_down(import_rows):
    rows = [("东门镇", f"A{n}", "巡查" if n == 1 else None, n, None, "2023.9.5" if n == 1 else None) for n in (1, 2, 3)]
    import_rows(*[(*row, None, None) for row in rows], merge=("A2:A4", "C2:C4", "F2:F4"))
    assert column("source") == ["patrol"] * 3
    assert column("issued_on") == [date(2023, 9, 5)] * 3


def test_two_row_merged_headers_are_understood(import_rows):
    top = ("单位", "图斑", None, None, "罚款", "办理", None, None)
    low = (None, "编号", "案件来源", "面积", None, "下发日期", "核查日期", "办结日期")
    import_rows(ROW, header=low, above=[("青溪县图斑台账",), top], merge=("A1:H1", "A2:A3", "B2:D2", "E2:E3", "F2:H2"))
    assert column("entry_key") == ["A1"]


@pytest.mark.parametrize(
    ("header", "cell", "fen"),
    [
        ("罚款（万元）", 3.5, "35000.00"),
        ("罚款（万元）", "3.5万", "35000.00"),
        ("罚款（元）", 3.5, "3.50"),
        ("罚款(千元)", "2", "2000.00"),
    ],
)
def test_a_headers_own_measure_counts(import_rows, header, cell, fen):
    import_rows((*ROW[:4], cell, *ROW[5:]), header=(*SPOT_HEADER[:4], header, *SPOT_HEADER[5:]))
    assert [str(value) for value in column("fine")] == [fen]


def test_a_header_in_another_measure_is_not_the_fields_column(import_rows):
    with pytest.raises(BihuanError, match="不认识的列：面积（亩）"):
        import_rows(ROW, header=(*SPOT_HEADER[:3], "面积（亩）", *SPOT_HEADER[4:]))


def test_the_same_measure_in_another_spelling_fits(import_rows):
    assert import_rows(ROW, header=(*SPOT_HEADER[:3], "面积（㎡）", *SPOT_HEADER[4:])).added == 1


def test_blank_rows_and_totals_are_left_out(import_rows):
    result = import_rows(ROW, (None,) * 8, ("合计", None, None, 12.5, 30000, None, None, None))
    assert (result.added, [note.where for note in result.notes]) == (1, ["第 4 行"])


def test_the_sheet_whose_columns_fit_is_chosen(spots_db, tmp_path):
    path = workbook(tmp_path / "多表.xlsx", ("说明",), ("请看下一张",))
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("九月")
    sheet.append(SPOT_HEADER)
    sheet.append(ROW)
    book.save(path)
    assert batch_import(ledger="spots", path=path, actor=console("甲")).added == 1


def test_excel_days_and_serial_numbers(import_rows):
    import_rows((*ROW[:5], datetime(2023, 9, 5), 45177, None))
    assert (column("issued_on"), column("checked_on")) == ([date(2023, 9, 5)], [date(2023, 9, 8)])


def test_a_day_without_a_year_takes_the_year_asked_for(import_rows):
    import_rows((*ROW[:5], "9月5日", None, None), year=2022)
    assert column("issued_on") == [date(2022, 9, 5)]


def test_a_day_without_a_year_is_refused_when_nothing_tells_it(import_rows):
    result = import_rows((*ROW[:5], "9月5日", None, None))
    assert [(finding.where, finding.code) for finding in result.findings] == [("F2", "date.year_missing")]


def test_the_unit_may_be_given_for_the_whole_workbook(import_rows):
    import_rows(ROW[1:], header=SPOT_HEADER[1:], unit="QX-03")
    assert ledger_model("spots").objects.get().unit.code == "QX-03"


def test_the_same_file_twice_adds_nothing(import_rows, tmp_path):
    import_rows(ROW)
    events = Event.objects.count()
    assert batch_import(ledger="spots", path=tmp_path / "台账.xlsx", actor=console("甲")).seen_before
    assert (Event.objects.count(), Batch.objects.count()) == (events, 1)


def test_the_same_rows_in_another_file_change_nothing(import_rows):
    import_rows(ROW)
    result = import_rows(ROW, name="另存.xlsx", above=[("又一份",)])
    assert (result.added, result.changed, result.unchanged) == (0, 0, 1)


def test_other_values_under_the_same_key_are_a_change(import_rows):
    import_rows(ROW)
    result = import_rows((*ROW[:3], 13, *ROW[4:7], "9月9日"), name="二.xlsx")
    assert (result.added, result.changed) == (0, 1)
    event = Event.objects.filter(deed="change").get()
    assert event.changes == '{"area":["12.5","13"],"closed_on":[null,"2023-09-09"],"state":["checked","closed"]}'
    assert chain_walk() == []


def test_columns_that_the_sheet_lacks_stay_as_they_were(import_rows):
    import_rows(ROW)
    import_rows((*ROW[:2], "群众举报", ROW[5]), header=("单位", "编号", "来源", "下发日期"), name="二.xlsx")
    row = ledger_model("spots").objects.get()
    assert (row.source, str(row.area), row.state) == ("public", "12.50", "checked")


def test_a_removed_entry_comes_back_with_its_next_import(import_rows):
    import_rows(ROW)
    entry_remove(ledger="spots", entry_id=ledger_model("spots").objects.get().pk, actor=console("乙"), reason="误删")
    import_rows(ROW, name="二.xlsx", above=[("又一份",)])
    assert column("removed") == [False]
    assert Event.objects.filter(deed="restore").count() == 1


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        (("没有镇", *ROW[1:]), "A2", "单位树里没有“没有镇”"),
        (("上村", *ROW[1:]), "A2", "请填编码：QX-01-1、QX-02-1"),
        ((None, *ROW[1:]), "A2", "“单位”没有填"),
        (("东门镇", None, *ROW[2:]), "B2", "“图斑编号”必须填写"),
        ((*ROW[:2], "来电", *ROW[3:]), "C2", "可填：县局巡查、公众举报"),
        ((*ROW[:3], "很大", *ROW[4:]), "D2", "“很大”不是数字"),
        ((*ROW[:3], 1.005, *ROW[4:]), "D2", "小数超过 2 位"),
        ((*ROW[:5], "2023.13.5", None, None), "F2", "不是一个存在的日子"),
        ((*ROW[:6], None, "2023.9.9"), "第 2 行", "填了办结日期，却没有填核查日期"),
        ((*ROW[:5], "2023.9.5", "2023.9.9", "2023.9.8"), "第 2 行", "日期先后不对"),
    ],
)
def test_a_faulty_row_is_named_by_cell_and_nothing_is_stored(import_rows, row, where, words):
    before = Event.objects.count()
    result = import_rows(row, ("西河镇", "B1", *ROW[2:]))
    assert [(finding.where, words in finding.message) for finding in result.findings] == [(where, True)]
    assert (column("id"), Event.objects.count(), Batch.objects.count()) == ([], before, 0)


def test_the_same_entry_twice_in_one_workbook_is_refused(import_rows):
    result = import_rows(ROW, ROW)
    assert [(finding.where, finding.message) for finding in result.findings] == [("第 3 行", "与第 2 行是同一条目")]


def test_a_given_state_must_agree_with_the_dates(import_rows):
    assert import_rows((*ROW, "已办结"), header=(*SPOT_HEADER, "状态")).findings[0].code == "row.contradiction"
    assert import_rows((*ROW, "已核查"), header=(*SPOT_HEADER, "状态"), name="二.xlsx").added == 1


def test_the_original_is_kept_even_when_it_is_refused(import_rows, settings):
    result = import_rows(("没有镇", *ROW[1:]))
    assert (settings.BIHUAN.dir / "originals" / result.sha256).is_file()


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (("单位", "编号", "来源"), "缺少列：下发日期"),
        (("单位", "编号", "下发日期", "车牌"), "不认识的列：车牌"),
        (("甲", "乙", "丙", "丁"), "缺少列：单位、图斑编号、下发日期；不认识的列"),
    ],
)
def test_wrong_columns_are_a_named_error(import_rows, header, words):
    with pytest.raises(BihuanError, match=words) as error:
        import_rows(["x"] * len(header), header=header)
    assert error.value.code == "workbook.wrong_columns"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "workbook.empty_file"), (b"hello", "workbook.not_workbook"), (b"PK\x03\x04oops", "workbook.broken")],
)
def test_what_is_no_workbook_is_a_named_error(spots_db, tmp_path, content, code):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    with pytest.raises(BihuanError) as error:
        batch_import(ledger="spots", path=path, actor=console("甲"))
    assert error.value.code == code


@pytest.mark.parametrize(("rows", "code"), [((), "workbook.empty"), ((SPOT_HEADER,), "workbook.no_rows")])
def test_a_workbook_without_entries_is_a_named_error(spots_db, tmp_path, rows, code):
    with pytest.raises(BihuanError) as error:
        batch_import(ledger="spots", path=workbook(tmp_path / "空.xlsx", *rows), actor=console("甲"))
    assert error.value.code == code


def test_an_unknown_ledger_lists_what_there_is(spots_db, tmp_path):
    with pytest.raises(BihuanError, match="图斑台账（spots）"):
        batch_import(ledger="spot", path=workbook(tmp_path / "x.xlsx", SPOT_HEADER), actor=console("甲"))


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("民族", "不按民族登记个人"),
        ("宗教信仰", "不登记任何人的信仰"),
        ("思想动态（近期）", "改为登记本人提出的诉求"),
        ("人员行踪*", "不追踪任何人的行踪"),
    ],
)
def test_a_column_that_no_ledger_may_keep_is_refused_with_the_reason(import_rows, header, words):
    with pytest.raises(BihuanError, match=words) as error:
        import_rows((*ROW, "x"), header=(*SPOT_HEADER, header))
    assert error.value.code.startswith("people.") and column("id") == []


STAGES = ["读取工作簿", "核对各行", "与台账比对", "计算摘要", "写入台账", "记入事件链", "更新时限和在办"]


def test_whoever_waits_is_told_of_every_stage(import_rows):
    said = []
    import_rows(ROW, ("东门镇", "A2", *ROW[2:]), tell=lambda *words: said.append(words))
    assert list(dict.fromkeys(what for _, _, what in said)) == STAGES
    assert {words for words in said if words[2] == "写入台账"} == {(0, 2, "写入台账"), (2, 2, "写入台账")}


@pytest.mark.parametrize("stage", STAGES)
def test_work_that_ends_in_the_middle_leaves_nothing(import_rows, stage):
    def tell(done, total, what):
        if what == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_rows(ROW, tell=tell)
    assert not (ledger_model("spots").objects.exists() or Batch.objects.exists())
    assert chain_walk() == []
    assert import_rows(ROW).added == 1


def test_more_rows_than_are_written_at_a_time(import_rows):
    rows = [("东门镇", f"A{number}", *ROW[2:]) for number in range(1_203)]
    assert import_rows(*rows).added == 1_203
    assert ledger_model("spots").objects.count() == 1_203 and chain_walk() == []
