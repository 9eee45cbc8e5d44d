"""``bihuan library`` as commands: what programs rely on, and what happens to whoever is killed or finds the disk full."""

import json
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from support.papers import TEXTS, papers_write, whole


def bihuan(folder, *words, **more):
    command = [sys.executable, "-m", "bihuan.cli", "library", *words, "--dir", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A data folder without documents, to be copied."""
    folder = tmp_path_factory.mktemp("library") / "data"
    subprocess.run([sys.executable, "-m", "bihuan.cli", "init", "--dir", str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture
def folder(empty, tmp_path):
    subprocess.run(["cp", "-r", str(empty), str(tmp_path / "data")], check=True)
    return tmp_path / "data"


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Many short papers, each with a number of its own."""
    return papers_write(tmp_path_factory.mktemp("papers"))


def doctor(folder) -> list[tuple[str, str]]:
    """What the doctor says of the library."""
    command = [sys.executable, "-m", "bihuan.cli", "doctor", "--dir", str(folder), "--json"]
    findings = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return [(one["level"], one["message"]) for one in findings if one["code"] == "doctor.library"]


def test_the_doctor_says_nothing_of_an_empty_library(folder):
    assert doctor(folder) == []


def test_the_doctor_sees_an_index_that_is_damaged(folder, papers):
    bihuan(folder, "add", str(papers / "007.txt"))
    assert doctor(folder) == [("note", "素材库 1 份文件都查得到")]
    next((folder / "library-index" / "pieces").glob("*.term")).write_bytes(b"x")
    assert doctor(folder) == [("warning", "素材库的索引不在或已损坏")]


def test_what_is_added_is_found_exactly_as_json(folder, papers):
    added = bihuan(folder, "add", str(papers / "007.txt"), str(papers / "008.txt"), "--json")
    assert (added.returncode, json.loads(added.stdout)["added"]) == (0, 2)
    told = json.loads(bihuan(folder, "search", "第7号文件", "--exact", "--json", "--limit", "1").stdout)
    assert told["total"] >= 1
    (hit,) = told["hits"]
    assert hit.keys() >= {"document", "name", "section", "start", "end", "snippet"}
    text = (papers / "007.txt").read_text("utf-8")
    assert (hit["name"], "第7号文件" in text[hit["start"] : hit["end"]]) == ("007.txt", True)


def test_an_unreadable_file_is_told_and_fails_the_command(folder, tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    ended = bihuan(folder, "add", str(tmp_path / "坏.docx"))
    assert (ended.returncode, "读不出来 1 份" in ended.stdout) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [(("add", "没有这个"), "找不到"), (("search", "年:abc"), "年"), (("search", "长" * 51, "--exact"), "50 个字")],
)
def test_bad_input_is_one_chinese_line(folder, words, said):
    ended = bihuan(folder, *words)
    assert (ended.returncode, ended.stdout, said in ended.stderr, ended.stderr.count("\n")) == (2, "", True, 1)


def test_killed_at_any_moment_no_accepted_original_is_lost_and_the_next_run_ends_it(folder, papers):
    dice = random.Random(5)
    command = [sys.executable, "-m", "bihuan.cli", "library", "add", str(papers), "--dir", str(folder)]
    for _ in range(5):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.5, 2.5))
        running.send_signal(signal.SIGKILL)
        running.wait()
        with sqlite3.connect(folder / "bihuan.sqlite3") as base:
            rows = base.execute("SELECT id, sha256, state FROM library_librarydocument").fetchall()
            texts = {number for (number,) in base.execute("SELECT document_id FROM library_librarytext")}
        assert all((folder / "originals" / digest).is_file() for _, digest, _ in rows)
        assert texts == {number for number, _, state in rows if state == "read"}
    assert bihuan(folder, "add", str(papers)).returncode == 0
    whole(folder)


@pytest.mark.parametrize("most", [40_000, 150_000])
def test_a_disk_that_is_full_is_named_and_the_next_run_ends_it(folder, papers, most):
    """No file may grow beyond so many bytes: originals fit, the index or the database does not."""
    first = bihuan(
        folder, "add", str(papers), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    )
    assert first.returncode == 2
    assert "错误：" in first.stderr
    assert "Traceback" not in first.stderr
    assert bihuan(folder, "add", str(papers)).returncode == 0
    whole(folder)


def test_rebuild_makes_the_index_from_what_is_kept(folder, papers):
    bihuan(folder, "add", str(papers))
    subprocess.run(["rm", "-r", str(folder / "library-index")], check=True)
    lost = bihuan(folder, "search", "号文件的第39段话", "--exact")
    assert "逐份查" in lost.stdout
    assert f"已编入 {TEXTS} 份" in bihuan(folder, "rebuild").stdout
    whole(folder)
