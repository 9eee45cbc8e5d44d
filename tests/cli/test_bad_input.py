"""Bad input through the real commands: status 2, one Chinese line, nothing claimed, nothing half-written.

Each deed's other refusals stand in its own file (``test_read``, ``test_ledger``, ``test_draft``, …).
"""

import contextlib
import hashlib
import os
import re
import resource
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from docx import Document

from support.commands import bihuan
from support.once import made_once
from support.sheets import workbook
from support.small_pack import HEAD, INDICATORS, LEDGERS
from unit.reading.word import part_replace

HEADER = ("单位", "案件编号", "来源", "转办日期", "办结日期")
ROW = ("东门镇", "A1", "惠民城管通", "2024.9.5", "2024.9.8")
REPORT = "青溪县城管局2023年工作总结\n一、2023年工作情况\n平台共转办案件90件，办结85件。\n"
IMPORT = ("ledger", "import", "smart_cases")
DRAFT = ("--unit", "QB", "--year", "2024", "--as-of", "2024-10-31", "-o", "稿.docx")
COMPUTE = ("indicator", "compute", "smart_on_time_rate")


def document(path: Path, part: bytes | None = None) -> None:
    made = Document()
    made.add_paragraph("一、总结")
    made.save(str(path))
    if part is not None:
        part_replace(path, "word/document.xml", part)


def pack(folder: Path, head: str = HEAD, indicators: str = INDICATORS) -> None:
    for name, text in (("pack.yaml", head), ("ledgers/a.yaml", LEDGERS), ("indicators/b.yaml", indicators)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def place(made_folder, tmp_path):
    """A data folder with one case, and one file of every bad kind beside it."""
    made = made_once("bad-input", lambda place: bad_write(shutil.copytree(made_folder, place / "data")))
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True) / "data"


def bad_write(folder: Path) -> None:
    """The case into the folder, the files beside it."""
    place = folder.parent
    bihuan(*IMPORT, workbook(place / "好.xlsx", HEADER, ROW), folder=folder)
    (place / "上年.txt").write_text(REPORT, encoding="utf-8")
    (place / "空.txt").write_bytes(b"")
    (place / "空.xlsx").write_bytes(b"")
    (place / "假.txt").write_bytes(bytes(range(256)) * 40)
    (place / "假.xlsx").write_bytes("单位,编号".encode("gb18030"))
    (place / "加密.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048))
    (place / "坏.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048))
    with zipfile.ZipFile(place / "两份.zip", "w") as packed:
        packed.writestr("a.txt", REPORT)
        packed.writestr("b.txt", REPORT)
    (place / "夹").mkdir()
    document(place / "无清单.docx")
    document(place / "坏.docx", b"<w:document")
    document(place / "大.docx", b"<w>" + b" " * (100 * 1024 * 1024) + b"</w>")
    workbook(place / "错列.xlsx", ("甲", "乙"), (1, 2))
    workbook(place / "错单位.xlsx", HEADER, ("东门正", *ROW[1:]))
    workbook(place / "民族.xlsx", (*HEADER, "民族"), ("东门镇", "A9", *ROW[2:], "x"))
    pack(place / "环包", head=HEAD + "uses: [small]\n")
    circle = INDICATORS.replace("numerator: closed,", "numerator: close_rate,")
    assert circle != INDICATORS
    pack(place / "环指标", indicators=circle)


BAD = [
    (("read", "空.txt"), "空的"),
    (("read", "假.txt"), "不是文本"),
    (("read", "坏.docx"), "word/document.xml"),
    (("read", "大.docx"), "20 MiB"),
    (("read", "坏.doc"), "已损坏"),
    (("read", "没有.txt"), "找不到"),
    (("read", "夹"), "文件夹"),
    ((*IMPORT, "空.xlsx"), "空的"),
    ((*IMPORT, "假.xlsx"), "不是 Excel 工作簿"),
    ((*IMPORT, "加密.xlsx"), ""),
    ((*IMPORT, "错列.xlsx"), "缺少列"),
    ((*IMPORT, "民族.xlsx"), "不按民族登记个人"),
    ((*IMPORT, "没有.xlsx"), "找不到"),
    ((*IMPORT, "夹"), "文件夹"),
    (("ledger", "import", "nothing", "好.xlsx"), "没有台账"),
    (("unit", "import", "空.xlsx"), "空的"),
    (("unit", "import", "错列.xlsx"), ""),
    (("init", "--pack", "环包"), "环"),
    (("init", "--pack", "环指标"), "环"),
    ((*COMPUTE, "--unit", "QQ", "--period", "2024"), "没有单位"),
    ((*COMPUTE, "--unit", "Q", "--period", "2019"), "没有数据"),
    (("draft", "--from", "空.txt", *DRAFT), "空的"),
    (("draft", "--from", "假.txt", *DRAFT), "不是文本"),
    (("draft", "--from", "坏.docx", *DRAFT), "word/document.xml"),
    (("draft", "--from", "大.docx", *DRAFT), "20 MiB"),
    (("draft", "--from", "夹", *DRAFT), "文件夹"),
    (("draft", "--from", "两份.zip", *DRAFT), "不止一份"),
    (("draft", "--from", "上年.txt", "--unit", "QQ", *DRAFT[2:]), "单位树里没有"),
    (("draft", "--from", "上年.txt", "--unit", "QB", "--year", "2031", "--as-of", "2031-01-31", "-o", "稿.docx"), "2031年"),
    (("verify", "没有.docx"), "找不到"),
    (("verify", "夹"), ""),
    (("verify", "坏.docx"), ""),
    (("verify", "无清单.docx"), ""),
]  # fmt: skip


def listing(top: Path) -> dict[str, str]:
    """Every file below a folder with its digest; kept originals, caches and snapshots of the data folder aside."""
    files = [path for path in top.rglob("*") if path.is_file() and not {"originals", "snapshots"} & set(path.parts)]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def assert_refused(said, words):
    assert said.status == 2, said
    assert said.out == "" and said.err.count("\n") == 1 and words in said.err, said
    assert re.search("[一-鿿]", said.err) and "内部错误" not in said.err, said


@pytest.mark.parametrize(("command", "words"), BAD, ids=[" ".join(command[:5]) for command, _ in BAD])
def test_bad_input_is_one_line_and_changes_nothing(place, tmp_path, command, words):
    before = listing(tmp_path)
    assert_refused(bihuan(*command, folder=place), words)
    assert listing(tmp_path) == before


def test_an_unknown_unit_stores_nothing_and_returns_the_workbook(place, tmp_path):
    said = bihuan(*IMPORT, tmp_path / "错单位.xlsx", folder=place)
    assert (said.status, said.err.count("\n"), "单位树里没有“东门正”" in said.err) == (2, 1, True)
    assert (tmp_path / "错单位.退回.xlsx").is_file() and "整批没有入账" in said.out


def test_gb18030_is_read_and_drafted(place, tmp_path):
    (tmp_path / "国标.txt").write_bytes(REPORT.encode("gb18030"))
    assert bihuan("read", "国标.txt", "--text", folder=place).out == REPORT
    assert bihuan("draft", "--from", "国标.txt", *DRAFT, folder=place).status == 0


@pytest.mark.parametrize(
    "command", [("ledger", "kinds"), ("unit", "list"), ("ledger", "audit"), ("ledger", "list", "smart_cases")]
)
def test_a_database_that_is_none_is_named(place, command):
    (place / "bihuan.sqlite3").write_bytes("不是数据库".encode() * 400)
    assert_refused(bihuan(*command, folder=place), "数据库")


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


def test_a_full_disk_leaves_no_half_made_folder(place, tmp_path):
    before = listing(tmp_path)
    said = bihuan("init", "--pack", "common", "--dir", tmp_path / "新", folder=place, before=small_files)
    assert_refused(said, "")
    assert listing(tmp_path) == before and not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(place, tmp_path):
    (tmp_path / "夹").chmod(0o500)
    assert_refused(bihuan("ledger", "template", "smart_cases", "-o", "夹/t.xlsx", folder=place), "权限")


def test_bad_input_left_no_event(place):
    def events() -> int:
        with contextlib.closing(sqlite3.connect(place / "bihuan.sqlite3")) as database:
            return database.execute("SELECT COUNT(*) FROM ledgers_event").fetchone()[0]

    before = events()
    bihuan(*IMPORT, "错列.xlsx", folder=place)
    assert events() == before
