import json
import resource

import pytest

from support.commands import bihuan
from support.sheets import workbook

REPORT = """青溪县城管局2023年工作总结及2024年工作计划
一、2023年工作情况
截至10月24日，智慧城管平台共转办案件90件，办结85件。开展谈心谈话12人次。
"""
HEADER = ("单位", "案件编号", "来源", "转办日期", "办结日期")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "上年.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def bureau(folder, tmp_path):
    """The folder with two cases of 2024 in it."""
    cases = workbook(
        tmp_path / "案件.xlsx",
        HEADER,
        ("东门镇", "A1", "惠民城管通", "2024.9.5", "2024.9.8"),
        ("东门镇", "A2", "公众举报", "2024.9.6", None),
    )
    assert bihuan("ledger", "import", "smart_cases", cases, folder=folder).status == 0
    return folder


def words(report, target, *more):
    return ("draft", "--from", report, "--unit", "QB", "--year", "2024", "--as-of", "2024-10-31", "-o", target, *more)


def test_draft_tells_what_was_bound_and_what_is_blank(bureau, report, tmp_path):
    said = bihuan(*words(report, tmp_path / "稿.docx"), folder=bureau)
    assert said.status == 0 and (tmp_path / "稿.docx").is_file()
    assert "读到 3 个数，2 个有来源，1 个留空" in said.out and "没有指标与这个数对应" in said.out


def test_json_is_the_contracts(bureau, report, tmp_path):
    told = bihuan(*words(report, tmp_path / "稿.docx", "--review", "--json"), folder=bureau).json
    assert (told["numbers"], told["bound"], told["blank"]) == (3, 2, 1)
    assert [(c["text"], c["last_year"], c["rows"]) for c in told["claims"][:2]] == [
        ("2件", "90件", 2),
        ("1件", "85件", 1),
    ]


def test_a_confirmed_binding_is_listed(bureau, report):
    listing = ("draft", "--from", report, "--unit", "QB", "--year", "2024", "--as-of", "2024-10-31")
    assert bihuan(*listing, "--confirm", "3=meetings_held", folder=bureau).status == 0
    rows = bihuan(*listing, "--bindings", "--json", folder=bureau).json
    assert (rows[2]["indicator"], rows[2]["confirmed"]) == ("meetings_held", True)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"--unit": "QQ"}, "单位树里没有"),
        ({"--year": "2031", "--as-of": "2031-01-31"}, "2031年没有任何台账条目"),
        ({"--as-of": "十月"}, "无法识别"),
        ({"--as-of": "2023-10-31"}, "不在 2024 年内"),
        ({"--from": "没有这个文件.txt"}, "找不到"),
    ],
)
def test_bad_input_is_one_line_and_status_2(bureau, report, tmp_path, changed, expected):
    given = list(map(str, words(report, tmp_path / "稿.docx")))
    for name, value in changed.items():
        given[given.index(name) + 1] = value
    said = bihuan(*given, folder=bureau)
    assert (said.status, said.err.count("\n")) == (2, 1) and expected in said.err
    assert not (tmp_path / "稿.docx").exists()


def test_a_binary_file_under_a_txt_name_is_named(bureau, tmp_path):
    bad = tmp_path / "坏.txt"
    bad.write_bytes(bytes(range(256)) * 40)
    said = bihuan(*words(bad, tmp_path / "稿.docx"), folder=bureau)
    assert said.status == 2 and said.err.count("\n") == 1


def test_a_full_disk_leaves_nothing_half_written(bureau, report, tmp_path):
    def small_files() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    said = bihuan(*words(report, tmp_path / "稿.docx"), folder=bureau, before=small_files)
    assert said.status == 2 and said.err.count("\n") == 1
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".docx" or path.name.startswith(".稿")]


def test_verify_names_what_changed(bureau, report, tmp_path):
    bihuan(*words(report, tmp_path / "稿.docx"), folder=bureau)
    assert bihuan("verify", tmp_path / "稿.docx", folder=bureau).status == 0
    more = workbook(tmp_path / "更多.xlsx", HEADER, ("东门镇", "A3", "公众举报", "2024.9.7", None))
    bihuan("ledger", "import", "smart_cases", more, folder=bureau)
    said = bihuan("verify", tmp_path / "稿.docx", "--json", folder=bureau)
    stale = said.json["stale"]
    assert said.status == 1
    assert [(fault["claim"], fault["old"], fault["new"]) for fault in stale] == [("c001", "2", "3")]
    assert json.dumps(said.json["altered"]) == "[]"
