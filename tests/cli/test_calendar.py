from pathlib import Path

import pytest

from support.commands import bihuan
from support.sheets import workbook

HEADER = ("日期", "类型", "说明")
YEAR = [
    ("2027-01-01至2027-01-03", "休", "元旦"),
    ("2027-02-05至2027-02-11", "休", "春节"),
    ("2027-02-20", "班", "春节"),
    ("2027-05-01至2027-05-05", "休", "劳动节"),
    ("2027-10-01至2027-10-07", "休", "国庆节"),
]


@pytest.fixture
def year(tmp_path) -> Path:
    return workbook(tmp_path / "2027.xlsx", HEADER, *YEAR)


def test_a_year_is_shown_with_its_source(folder):
    said = bihuan("calendar", "show", "--year", 2026, folder=folder)
    assert said.out.splitlines()[:4] == [
        "2026 年工作日历（全国）：248 个工作日",
        "国务院办公厅通知（国办发明电〔2025〕7号）",
        "  2026-01-01 至 2026-01-03  元旦假期，共 3 天",
        "  2026-01-04  调休上班（元旦）",
    ]


def test_a_year_in_json_has_every_day(folder):
    told = bihuan("calendar", "show", "--year", 2028, "--json", folder=folder).json
    assert (len(told["days"]), told["covered"], told["days"][0]["why"]) == (366, False, "元旦（暂计）")


def test_a_file_is_tried_imported_shown_and_withdrawn(folder, year):
    tried = bihuan("calendar", "import", year, "--dry-run", folder=folder)
    assert (tried.status, tried.out) == (0, "将导入全国 2027 年：放假 22 天，调休上班 1 天\n")
    assert bihuan("calendar", "show", "--year", 2027, "--json", folder=folder).json["covered"] is False
    assert bihuan("calendar", "import", year, "--json", folder=folder).json["stored"] == [2027]
    assert bihuan("calendar", "show", "--year", 2027, "--json", folder=folder).json["covered"] is True
    assert bihuan("ledger", "audit", folder=folder).status == 0
    assert bihuan("calendar", "withdraw", 2027, folder=folder).out == "已撤回 2027 年的日历\n"
    assert bihuan("calendar", "show", "--year", 2027, "--json", folder=folder).json["covered"] is False


def test_a_faulty_file_is_refused_with_its_rows(folder, tmp_path):
    path = workbook(tmp_path / "坏.xlsx", HEADER, *YEAR, ("2027-03-01", "班", "春节"))
    said = bihuan("calendar", "import", path, folder=folder)
    told = "坏.xlsx 第 7 行：2027-03-01 是星期一，本来就上班（“班”只写周末的调休上班日）\n没有导入\n"
    assert (said.status, said.out, said.err) == (1, "", told)


def test_local_holidays_move_a_due_date_of_their_unit(folder, tmp_path):
    path = workbook(tmp_path / "开镰节.xlsx", HEADER, ("2026-09-10", "休", "开镰节"))
    assert bihuan("calendar", "import", path, "--unit", "Q", "--issuer", "青溪县通知", folder=folder).status == 0
    days = [
        bihuan("calendar", "due", "2026-09-07", "--term", 5, "--json", *unit, folder=folder).json["day"]
        for unit in ((), ("--unit", "Q1"))
    ]
    assert days == ["2026-09-14", "2026-09-15"]


def test_a_due_date_is_explained(folder):
    words = (
        "2026-02-13",
        "--term",
        10,
        "--pause",
        "2026-03-02..2026-03-04=补充材料",
        "--extend",
        "5@2026-03-09=案情复杂",
    )
    said = bihuan("calendar", "due", *words, "--as-of", "2026-03-16", folder=folder)
    assert said.out.splitlines()[-3:] == [
        "2026-03-09 批准延期 5 个工作日：案情复杂",
        "第 15 个工作日为 2026-03-17，期限届满",
        "到期：2026-03-17，还剩 1 个工作日",
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (("2026-04-01", "--term", 30, "--count", "calendar"), "2026-05-06"),
        (("2026-04-01", "--term", 30, "--count", "calendar", "--no-roll"), "2026-05-01"),
        (("2026-01-31", "--term", 1, "--count", "months"), "2026-02-28"),
        (("2026-03-02", "--term", 5, "--same-day"), "2026-03-06"),
        (("2026-03-03T11:00", "--term", 2, "--count", "hours"), "2026-03-03T15:30:00"),
        (("2026-03-02", "--term", 5, "--pause", "2026-03-04=等待检测"), None),
    ],
)
def test_a_due_date_of_any_term(folder, words, day):
    assert bihuan("calendar", "due", *words, "--json", folder=folder).json["day"] == day


@pytest.mark.parametrize(
    "words",
    [
        ("3月2日", "--term", 5),
        ("2026-03-02", "--term", 5, "--pause", "明天"),
        ("2026-03-02", "--term", 5, "--extend", "五天"),
        ("2026-03-02", "--term", 9999),
        ("2026-03-02", "--term", 5, "--unit", "XX"),
    ],
)
def test_what_cannot_be_read_is_one_line(folder, words):
    said = bihuan("calendar", "due", *words, folder=folder)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)


def test_the_template_is_written(folder, tmp_path):
    assert bihuan("calendar", "template", "-o", tmp_path / "t.xlsx", folder=folder).status == 0
    assert bihuan("calendar", "import", tmp_path / "t.xlsx", "--unit", "Q", "--json", folder=folder).json["stored"] == [
        2027
    ]
