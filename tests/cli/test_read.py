"""``bihuan read``: JSON of the contract, JSON Lines, text, named errors."""

import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from support.commands import Said, bihuan
from support.sheets import workbook
from unit.reading.word import part_replace

REPORT = "县水务局2023年工作总结及2024年工作计划\n一、2023年工作总结\n修渠3公里。\n二、2024年工作计划\n新建水厂2座，年底前完工。\n"


def run(tmp_path: Path, *words: object) -> Said:
    (tmp_path / "data").mkdir(exist_ok=True)
    return bihuan("read", *words, folder=tmp_path / "data")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path / "a.txt"


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("一、总结")
    document.save(str(tmp_path / "a.docx"))
    return tmp_path / "a.docx"


def test_json(tmp_path: Path, report: Path) -> None:
    said = run(tmp_path, report, "--json")
    assert (said.status, said.err) == (0, "")
    assert [quantity["text"] for quantity in said.json["documents"][0]["quantities"]] == ["3公里", "2座"]


def test_several_files_are_json_lines(tmp_path: Path, report: Path, docx: Path) -> None:
    said = run(tmp_path, report, docx, "--json")
    assert [json.loads(line)["source"]["format"] for line in said.out.splitlines()] == ["txt", "docx"]


def test_text_is_what_the_offsets_count_in(tmp_path: Path, report: Path) -> None:
    assert run(tmp_path, report, "--text").out == REPORT


def test_a_person_sees_outline_and_tasks(tmp_path: Path, report: Path) -> None:
    said = run(tmp_path, report)
    assert said.status == 0 and "二、2024年工作计划" in said.out and "2024-12-31" in said.out
    assert "可检查 1/1" in said.out and "有数有期" in said.out


def test_gb18030_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT.encode("gb18030"))
    assert run(tmp_path, tmp_path / "a.txt", "--json").json["documents"][0]["issuer"] == "县水务局"


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as target:
        for name, text in (("b.txt", REPORT), ("空.txt", ""), ("a.txt", REPORT)):
            target.writestr(name, text)
    return tmp_path / "包.zip"


def test_a_zip_is_read_file_by_file(tmp_path: Path, packed: Path) -> None:
    said = run(tmp_path, packed, "--json")
    assert [json.loads(line)["source"]["name"] for line in said.out.splitlines()] == ["包.zip/a.txt", "包.zip/b.txt"]
    assert said.status == 2 and said.err.count("\n") == 1 and "包.zip/空.txt：文件是空的" in said.err


def test_a_zip_of_one_report_is_read_where_one_is_wanted(tmp_path: Path, packed: Path, report: Path) -> None:
    with zipfile.ZipFile(tmp_path / "一.zip", "w") as target:
        target.writestr("a.txt", REPORT.replace("2023", "2022").replace("2024", "2023"))
    assert bihuan("promises", tmp_path / "一.zip", report, folder=tmp_path).status == 0
    assert_named(bihuan("promises", packed, report, folder=tmp_path), "不止一份报告（a.txt、b.txt）")


def test_a_sheet_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("县水务局2023年工作总结",), ("修渠3公里",))
    assert run(tmp_path, path, "--text").out == "县水务局2023年工作总结\n修渠3公里"


def assert_named(said: Said, words: str) -> None:
    assert said.status == 2 and said.out == ""
    assert len(said.err.strip().splitlines()) == 1 and words in said.err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (bytes(range(256)), "不是文本"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 docx"),
        (b"%PDF-1.4", "PDF"),
    ],
)
def test_bad_file(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert_named(run(tmp_path, tmp_path / "a.txt", "--json"), words)


def test_broken_docx_part(tmp_path: Path, docx: Path) -> None:
    part_replace(docx, "word/document.xml", b"<w:document")
    assert_named(run(tmp_path, docx), "word/document.xml")


def test_inflated_docx(tmp_path: Path, docx: Path) -> None:
    part_replace(docx, "word/document.xml", b"<w>" + b" " * (100 * 1024 * 1024) + b"</w>")
    assert_named(run(tmp_path, docx), "20 MiB")


def test_missing_file(tmp_path: Path) -> None:
    assert_named(run(tmp_path, tmp_path / "none.txt"), "找不到")


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, report: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"")
    said = run(tmp_path, tmp_path / "b.txt", report, "--json")
    assert said.status == 2 and json.loads(said.out)["source"]["name"] == "a.txt" and "b.txt" in said.err
