"""``bihuan demo``: one command from nothing to verified drafts."""

import json
import subprocess
import sys

import pytest

from bihuan.gongwen import docx_open
from support.demo import SCALE, bihuan, demo_built


def test_the_demo_tells_what_was_done():
    output = demo_built().output
    for words in ("示范县建好了", "个有出处", "复核一致", "留空的数字", "汇编", "bihuan serve"):
        assert words in output


def test_progress_stays_off_a_pipe():
    assert demo_built().errors == ""


def test_drafts_reviews_and_the_compilation_lie_in_out():
    names = sorted(path.name for path in (demo_built().folder / "out").iterdir())
    assert len(names) == 11
    assert sum("审阅稿" in name for name in names) == 5
    assert sum("汇编" in name for name in names) == 1


@pytest.mark.parametrize("kind", ["城乡管理", "退役军人", "水务", "汇编"])
def test_every_file_verifies(kind):
    folder = demo_built().folder
    path = next(path for path in (folder / "out").glob(f"*{kind}*.docx") if "审阅稿" not in path.name)
    done = bihuan("verify", str(path), "--dir", str(folder), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["equal"] > 0 and not found["stale"] + found["altered"] + found["untraced"]


def test_the_chain_is_whole():
    assert bihuan("ledger", "audit", "--dir", str(demo_built().folder)).returncode == 0


def test_importing_a_workbook_again_adds_nothing():
    folder = demo_built().folder
    path = folder / "台账工作簿" / "2024" / "两违拆除台账.xlsx"
    done = bihuan("ledger", "import", "demolitions", str(path), "--dir", str(folder), "--json")
    assert json.loads(done.stdout)["added"] == 0


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "账本.txt").write_text("不要动", encoding="utf-8")
    done = bihuan("demo", "--no-serve", "--dir", str(tmp_path))
    assert done.returncode == 2
    assert "这里已有别的文件" in done.stderr and done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["账本.txt"]


def test_the_same_county_twice_gives_the_same_figures(tmp_path):
    second = bihuan("demo", "--no-serve", "--dir", str(tmp_path / "again"), "--scale", SCALE)
    assert second.returncode == 0, second.stderr
    assert figures(tmp_path / "again") == figures(demo_built().folder)


def figures(folder):
    """Every claim's text, value and number of rows, of both drafts."""
    drafts = sorted((folder / "out").glob("*计划.docx"))
    manifests = [docx_open(path).manifest for path in drafts]
    return [(claim.text, claim.value, claim.rows) for manifest in manifests for claim in manifest.claims]


def test_a_build_that_fails_leaves_nothing_behind(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = bihuan("demo", "--no-serve", "--dir", str(tmp_path / "file" / "county"), "--scale", SCALE)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_when_nobody_reads_its_steps_any_more_it_ends_and_leaves_nothing(tmp_path):
    command = [sys.executable, "-m", "bihuan.cli", "demo", "--no-serve", "--steps", "--scale", "0.02"]
    with subprocess.Popen([*command, "--dir", str(tmp_path / "county")], stdout=subprocess.PIPE, text=True) as building:
        for line in building.stdout:
            if json.loads(line)[2] == "导入台账":
                break
        building.stdout.close()
    assert list(tmp_path.iterdir()) == []
