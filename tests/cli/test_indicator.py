import shutil

import pytest

from support.commands import bihuan
from support.sheets import workbook

HEADER = ("单位", "案件编号", "来源", "转办日期", "办理时限", "办结日期")
ROWS = [
    ("东门镇", "A1", "惠民城管通", "2024-03-05", "2024-03-12", "2024-03-08"),
    ("东门镇", "A2", "公众举报", "2024-05-05", "2024-05-12", "2024-06-08"),
    ("东门镇", "A3", "公众举报", "2024-06-05", "2024-06-12", None),
    ("东门镇", "B1", "公众举报", "2023-06-05", "2023-06-12", "2023-06-06"),
]
RATE = ("smart_on_time_rate", "--unit", "Q", "--period", "2024")


@pytest.fixture(scope="module")
def kept(made_folder, tmp_path_factory):
    """Three cases of this year and one of last; nothing here changes them."""
    place = tmp_path_factory.mktemp("kept")
    folder = shutil.copytree(made_folder, place / "data")
    path = workbook(place / "案件.xlsx", HEADER, *ROWS)
    assert bihuan("ledger", "import", "smart_cases", path, folder=folder).status == 0
    return folder


def test_compute_prints_definition_formula_and_scope_beside_the_figure(kept):
    said = bihuan("indicator", "compute", *RATE, "--as-of", "2024-10-31", folder=kept).out
    assert "按时办结率 = " in said and "33.33%（1 ÷ 3）" in said and "截至2024年10月31日" in said


def test_compute_all_measures_as_json(kept):
    said = bihuan("indicator", "compute", *RATE, "--as-of", "2024-10-31", "--all-measures", "--json", folder=kept).json
    figures = {figure["measure"]: figure for figure in said["figures"]}
    assert (figures["value"]["value"], figures["yoy_points"]["value"]) == (33.33, -66.67)
    assert figures["target"]["value"] is None and figures["target"]["note"] == "没有下达目标"


def test_compute_by_chinese_name_with_children(kept):
    said = bihuan("indicator", "compute", "智慧城管案件按时办结率", *RATE[1:], "--children", "--json", folder=kept).json
    assert [figure["unit"] for figure in said["figures"]][:2] == ["Q", "Q1"]


def test_table_has_every_indicator_of_the_unit_and_all_below_by_month(kept):
    asked = ("indicator", "table", "--unit", "QB", "--period", "2024", "--as-of", "2024-06-30")
    header, *rows = [line.split("\t") for line in bihuan(*asked, folder=kept).out.splitlines()]
    assert header == ["指标", "单位编码", "单位", "计量单位", *(f"2024-0{month}" for month in range(1, 7))]
    assert ["智慧城管案件转办数", "Q1", "东门镇", "件", "—", "—", "1", "—", "1", "1"] in rows
    told = bihuan(*asked, "--pack", "urban_management", "--json", folder=kept).json
    found = next(row for row in told["rows"] if (row["indicator"], row["unit"]) == ("smart_cases_dispatched", "QB"))
    assert found["values"] == [None, None, 1, None, 1, 1]


def test_table_of_an_unknown_pack_is_named(kept):
    said = bihuan("indicator", "table", "--unit", "Q", "--period", "2024", "--pack", "水", folder=kept)
    assert said.status == 2 and "没有安装行业包“水”" in said.err


def test_rows_re_add_to_the_value(kept):
    said = bihuan("indicator", "rows", *RATE, "--as-of", "2024-10-31", "--json", folder=kept).json
    sides = {
        side: sum(row["contribution"] for row in said["entries"] if row["side"] == side) for side in ("分子", "分母")
    }
    assert sides == {"分子": said["numerator"], "分母": said["denominator"]} == {"分子": 1, "分母": 3}


def test_list_and_show(kept):
    listed = bihuan("indicator", "list", "--pack", "urban_management", "--json", folder=kept).json
    assert "smart_on_time_rate" in {item["indicator"] for item in listed}
    assert "办结" in bihuan("indicator", "show", "smart_on_time_rate", folder=kept).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("smart_on_time_rat", *RATE[1:]), "smart_on_time_rate（"),
        (("smart_on_time_rate", "--unit", "QQ", "--period", "2024"), "没有单位“QQ”"),
        (("smart_on_time_rate", "--unit", "Q", "--period", "2019"), "没有数据"),
        (("smart_on_time_rate", "--unit", "Q", "--period", "二四年"), "报告期“二四年”无法识别"),
        ((*RATE, "--as-of", "昨天"), "截至日“昨天”无法识别"),
        (("smart_cases_closed[source=fax]", *RATE[1:]), "没有选项“fax”"),
    ],
)
def test_bad_input_is_status_2_in_one_line(kept, arguments, words):
    said = bihuan("indicator", "compute", *arguments, folder=kept)
    assert (said.status, said.out) == (2, "")
    assert words in said.err and said.err.count("\n") == 1
