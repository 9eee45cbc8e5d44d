import contextlib
import resource
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from support.commands import bihuan
from support.sheets import workbook

HEADER = ("单位", "案件编号", "来源", "转办日期", "办结日期")
ROW = ("东门镇", "A1", "惠民城管通", "2023.9.5", "9月8日")


@pytest.fixture
def cases(tmp_path) -> Path:
    return workbook(tmp_path / "案件.xlsx", HEADER, ROW)


def test_import_list_export_audit(folder, cases, tmp_path):
    said = bihuan("ledger", "import", "smart_cases", cases, "--json", "--actor", "李某", folder=folder)
    assert (said.status, said.json["added"], said.json["findings"]) == (0, 1, [])
    (row,) = bihuan("ledger", "list", "smart_cases", "--json", folder=folder).json
    assert (row["unit"], row["source"], row["closed_on"], row["state"]) == ("Q1", "citizen_app", "2023-09-08", "closed")
    assert bihuan("ledger", "export", "smart_cases", "-o", tmp_path / "e.xlsx", folder=folder).status == 0
    again = bihuan("ledger", "import", "smart_cases", tmp_path / "e.xlsx", "--json", folder=folder)
    assert (again.json["added"], again.json["changed"], again.json["unchanged"]) == (0, 0, 1)
    assert bihuan("ledger", "audit", folder=folder).status == 0


def test_a_ledger_may_be_called_by_its_chinese_name(folder, cases):
    assert bihuan("ledger", "import", "智慧城管案件台账", cases, folder=folder).status == 0


def test_a_rejected_row_stores_nothing_and_returns_the_workbook(folder, tmp_path):
    path = workbook(tmp_path / "案件.xlsx", HEADER, ROW, ("东门镇", "A2", "来电", "2023.9.5", None))
    said = bihuan("ledger", "import", "smart_cases", path, "--json", folder=folder)
    assert (said.status, [finding["where"] for finding in said.json["findings"]]) == (1, ["C3"])
    assert bihuan("ledger", "list", "smart_cases", "--json", folder=folder).json == []
    sheet = openpyxl.load_workbook(tmp_path / "案件.退回.xlsx").worksheets[0]
    assert "来电" in sheet["F3"].value


def test_an_unknown_unit_is_status_2_in_one_line(folder, tmp_path):
    path = workbook(tmp_path / "案件.xlsx", HEADER, ("东门正", *ROW[1:]))
    said = bihuan("ledger", "import", "smart_cases", path, folder=folder)
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert "单位树里没有“东门正”" in said.err and "东门镇（Q1）" in said.err


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "没有任何内容"),
        ([HEADER], "没有一行条目"),
        ([("甲", "乙"), (1, 2)], "对不上"),
        ([(*HEADER, "车牌"), (*ROW, "x")], "车牌"),
    ],
)
def test_a_wrong_workbook_is_status_2_in_one_line(folder, tmp_path, rows, words):
    said = bihuan("ledger", "import", "smart_cases", workbook(tmp_path / "x.xlsx", *rows), folder=folder)
    assert (said.status, said.out, said.err.count("\n"), words in said.err) == (2, "", 1, True)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04", "单位,编号".encode("gb18030")])
def test_what_is_no_workbook_is_status_2_in_one_line(folder, tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    said = bihuan("ledger", "import", "smart_cases", tmp_path / "x.xlsx", folder=folder)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)


def test_a_row_changed_by_plain_sql_is_found_and_named(folder, cases):
    bihuan("ledger", "import", "smart_cases", cases, folder=folder)
    with contextlib.closing(sqlite3.connect(folder / "bihuan.sqlite3")) as database, database:
        database.execute("UPDATE l_smart_cases SET source = 'city_patrol'")
    said = bihuan("ledger", "audit", "--json", folder=folder)
    assert (said.status, [finding["code"] for finding in said.json["findings"]]) == (1, ["row.changed"])
    assert "“来源”应为 citizen_app，现为 city_patrol" in said.json["findings"][0]["message"]


def test_a_template_is_written_for_every_installed_ledger(folder, tmp_path):
    said = bihuan("ledger", "template", "map_spots", "-o", tmp_path / "t.xlsx", folder=folder)
    assert (said.status, openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames) == (
        0,
        ["建（构）筑物图斑台账", "填写说明", "选项"],
    )


@pytest.fixture
def full_disk(folder, tmp_path):
    """The data folder on a disk with room for little: a small tmpfs for root, else a bound on the size of files."""
    place = tmp_path / "small"
    place.mkdir()
    pages = sum(-(-file.stat().st_size // 4096) for file in folder.rglob("*"))  # a tmpfs keeps whole pages
    size = f"size={(pages * 4 + 512) // 4 * 4}k"
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", str(place)], capture_output=True)
    mounted = mount.returncode == 0
    moved = place / "data"
    subprocess.run(["cp", "-a", str(folder), str(moved)], check=True)
    if mounted:
        yield moved, None
        subprocess.run(["umount", str(place)], check=True)
    else:
        yield moved, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))


def test_a_full_disk_leaves_nothing_half_written(full_disk, tmp_path):
    folder, limit = full_disk
    rows = [("东门镇", f"A{number}", "惠民城管通", "2023-09-05", None) for number in range(8000)]
    path = workbook(tmp_path / "大.xlsx", HEADER, *rows)
    said = bihuan("ledger", "import", "smart_cases", path, folder=folder, before=limit)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert "磁盘" in said.err and "没有写入任何内容" in said.err
    assert bihuan("ledger", "list", "smart_cases", "--json", folder=folder).json == []
    assert bihuan("ledger", "audit", folder=folder).status == 0
    assert not [name for name in (folder / "originals").iterdir() if name.name.startswith(".")]


def test_an_export_onto_a_full_disk_leaves_no_file(folder, cases, tmp_path):
    bihuan("ledger", "import", "smart_cases", cases, folder=folder)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731
    said = bihuan("ledger", "export", "smart_cases", "-o", tmp_path / "e.xlsx", folder=folder, before=limit)
    assert (said.status, said.err.count("\n"), [path.name for path in tmp_path.glob("*e.xlsx*")]) == (2, 1, [])


def test_imports_at_the_same_time_take_turns(folder, tmp_path):
    paths = [
        workbook(tmp_path / f"{n}.xlsx", HEADER, *[("东门镇", f"{n}-{m}", *ROW[2:]) for m in range(300)])
        for n in range(3)
    ]
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda path: bihuan("ledger", "import", "smart_cases", path, folder=folder), paths))
    assert [run.status for run in runs] == [0, 0, 0]
    assert bihuan("ledger", "audit", folder=folder).status == 0


def test_an_import_killed_half_way_leaves_nothing(folder, tmp_path):
    rows = [("东门镇", f"A{number}", *ROW[2:4], None) for number in range(20_000)]
    path = workbook(tmp_path / "大.xlsx", HEADER, *rows)
    command = [sys.executable, "-m", "bihuan.cli", "ledger", "import", "smart_cases", str(path), "--dir", str(folder)]
    with subprocess.Popen(command) as running:
        journal = folder / "bihuan.sqlite3-journal"
        while not journal.exists() and running.poll() is None:
            time.sleep(0.001)
        running.kill()
    assert running.returncode == -9
    assert bihuan("ledger", "audit", folder=folder).status == 0
    assert bihuan("ledger", "list", "smart_cases", "--json", folder=folder).json == []


def test_check_names_each_gap_and_tells_by_its_status(folder, tmp_path):
    header = ("单位", "案号", "案件类别", "立案日期", "处罚决定日期", "罚款金额", "实缴金额")
    rows = [
        ("QB", "1号", "燃气类", "2024-01-05", "2024-02-01", 100, 60),
        ("QB", "2号", "燃气类", "2024-01-05", "2024-02-01", 100, 160),
    ]
    path = workbook(tmp_path / "处罚.xlsx", header, *rows)
    assert bihuan("ledger", "check", "penalties", folder=folder).out == "全部对得上\n"
    assert bihuan("ledger", "import", "penalties", path, folder=folder).status == 0
    said = bihuan("ledger", "check", "penalties", folder=folder)
    assert said.status == 1
    assert "“罚款金额”100元，按各项算160元，多60元" in said.out and "共 1 处对不上" in said.out
    (gap,) = bihuan("ledger", "check", "penalties", "--json", folder=folder).json
    assert (gap["key"], gap["amount"]) == ("2号", "60.00")
