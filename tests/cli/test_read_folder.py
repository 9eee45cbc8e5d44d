"""``bihuan read FOLDER``: which files, in which order, on how many cores, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bihuan.cli.read_file import File
from bihuan.cli.read_pool import files_read
from bihuan.limited.crew import CHUNK
from support.commands import Said, bihuan

REPORT = "县水务局2023年工作总结\n一、2023年工作总结\n修渠{}公里。\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "报告"
    for name in ("b.txt", "下级/a.txt", "下级/深/c.TXT", ".hidden.txt", ".git/d.txt", "~$b.docx", "图.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(REPORT.format(len(name)), encoding="utf-8")
    return folder


@pytest.fixture
def many(tmp_path: Path) -> list[File]:
    files = [File(tmp_path / f"{n:02}.txt", f"{n:02}.txt") for n in range(3 * CHUNK)]
    for number, file in enumerate(files):
        file.path.write_text(REPORT.format(number), encoding="utf-8")
    return files


def run(*words: object) -> Said:
    return bihuan("read", *words, folder=Path(str(words[0])).parent / "data")


def test_a_line_a_report_sorted_by_its_name_inside_the_folder(reports: Path) -> None:
    said = run(reports, "--json")
    assert [json.loads(line)["source"]["path"] for line in said.out.splitlines()] == [
        "b.txt",
        "下级/a.txt",
        "下级/深/c.TXT",
    ]
    assert said.status == 0 and "共 3 份文件" in said.err and "数量 3 个" in said.err


def test_an_unreadable_file_is_named_and_counted(reports: Path) -> None:
    (reports / "空.txt").write_bytes(b"")
    said = run(reports)
    assert said.status == 2 and "空.txt：文件是空的" in said.err and "读不了 1 份" in said.err
    assert len(said.out.splitlines()) == 3


def test_the_files_of_a_zip_are_files_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "报告" / "下级").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "报告" / "下级" / "包.zip", "w") as target:
        for name, text in (("a.txt", REPORT.format(1)), ("空.txt", "")):
            target.writestr(name, text)
    said = run(tmp_path / "报告", "--json")
    assert json.loads(said.out)["source"]["path"] == "下级/包.zip/a.txt"
    assert said.status == 2 and "共 2 份文件" in said.err and "包.zip/空.txt：文件是空的" in said.err


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    said = run(tmp_path / "空", "--json")
    assert (said.status, said.out) == (2, "") and "没有可读的报告" in said.err


def test_cores_change_nothing_of_what_is_said(many: list[File]) -> None:
    assert list(files_read(many, "json", 3)) == list(files_read(many, "json", 1))


def test_large_files_and_one_that_vanished_keep_their_places(many: list[File]) -> None:
    for file in many[2:5]:
        file.path.write_text(REPORT.format(1) + "巡查3次。" * 40_000, encoding="utf-8")
    many[7].path.unlink()
    outcomes = list(files_read(many, "line", 2))
    assert [outcome.output.partition(" ")[0] or outcome.error for (outcome,) in outcomes] == [
        file.name if file.path.exists() else f"{file.path}：找不到这个文件或文件夹。请检查路径和文件名" for file in many
    ]


def test_the_process_that_prints_starts_without_the_reader() -> None:
    loaded = (
        "import sys, bihuan.cli.read; print(sorted({'bihuan.reading', 'lxml', 'pydantic', 'rich'} & {*sys.modules}))"
    )
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_reader_closed_early_leaves_no_worker(many: list[File]) -> None:
    outcomes = files_read(many, "line", 2)
    assert next(outcomes)[0].chars
    outcomes.close()
    assert list(outcomes) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_an_interrupt_ends_in_one_line(many: list[File]) -> None:
    os.mkfifo(many[0].path.parent / "zz.txt")  # passed over: no file
    folder = many[0].path.parent
    for copy in range(40):
        for file in many:
            (folder / f"{copy}-{file.name}").write_bytes(file.path.read_bytes() * 100)
    unblocked = ["env", "--default-signal=INT"]  # whoever runs the tests in the background ignores it
    command = [*unblocked, sys.executable, "-m", "bihuan.cli", "read", str(folder), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as child:
        assert child.stdout and child.stdout.readline()
        os.killpg(child.pid, signal.SIGINT)
        _, said = child.communicate(timeout=30)
    assert (child.returncode, said.decode().strip()) == (130, "已中断")
