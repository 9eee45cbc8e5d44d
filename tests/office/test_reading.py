"""Old formats by way of the real LibreOffice: the same text as the docx that they were made from, here and in a limited child."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.limited.reading import document_open_limited
from bihuan.reading.opening import document_open
from unit.reading.compound import compound
from unit.reading.word import numbered, p, r, wordml_save

pytestmark = pytest.mark.office

LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
NOTE = f'<w:footnote w:id="2">{p("不含棚户区。")}</w:footnote>'
TABLE = "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{}</w:tbl>".format(
    "".join(
        f"<w:tr><w:tc>{p(one)}</w:tc><w:tc>{p(other)}</w:tc></w:tr>"
        for one, other in (("镇", "件数"), ("东门镇", "12"))
    )
)
BODY = (
    p("青溪县水务局2023年工作总结")
    + p("2023年工作情况", numbered(0))
    + p("饮水安全", numbered(1))
    + f'<w:p>{r("惠及3760人")}<w:r><w:footnoteReference w:id="2"/></w:r>{r("。")}</w:p>'
    + p("河道治理", numbered(1))
    + p("清淤", numbered(2))
    + p("2024年工作计划", numbered(0))
    + TABLE
    + p("2023年12月1日")
)
LINES = [
    "青溪县水务局2023年工作总结",
    "一、2023年工作情况",
    "（一）饮水安全",
    "惠及3760人。",
    "不含棚户区。",
    "（二）河道治理",
    "1.清淤",
    "二、2024年工作计划",
    "镇\t件数",
    "东门镇\t12",
    "2023年12月1日",
]
TYPED = ["一、2023年工作情况", "惠及3760人。", "镇\t件数"]


def rtf(lines: list[str]) -> bytes:
    """Rich text as Chinese Word spells it."""
    spelt = "\\par ".join("".join(f"\\'{byte:02x}" for byte in line.encode("gbk")) for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0\\fcharset134 SimSun;}}}}\\f0 {spelt}\\par}}".encode("ascii")


@pytest.fixture(scope="module")
def made(office: Callable[[Path, str], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The report in an old format."""
    path = wordml_save(tmp_path_factory.mktemp("made") / "a.docx", BODY, numbering=NUMBERING, footnotes=NOTE)
    return lambda kind: office(path, kind)


@pytest.mark.parametrize("kind", ["docx", "doc"])
def test_an_old_format_reads_like_the_docx(made: Callable[[str], Path], kind: str) -> None:
    opened = document_open(made(kind))
    assert (opened.format, opened.text.split("\n")) == (kind, LINES)


def test_the_file_of_kingsoft_is_known_by_content_and_told_by_name(made: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "a.WPS").write_bytes(made("doc").read_bytes())
    opened = document_open(tmp_path / "a.WPS")
    assert (opened.format, opened.text.split("\n")) == ("wps", LINES)


def test_rich_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(rtf(TYPED))
    opened = document_open(tmp_path / "a.doc")
    assert (opened.format, opened.text.split("\n")) == ("rtf", TYPED)


@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_a_limited_child_reads_it_too(made: Callable[[str], Path], name: str) -> None:
    opened = document_open_limited(made("doc").read_bytes(), name)
    assert (opened.name, opened.format, opened.text.split("\n")) == (name, name[2:], LINES)


def test_a_limited_child_reads_rich_text() -> None:
    assert document_open_limited(rtf(TYPED), "a.rtf").text.split("\n") == TYPED


def test_nothing_is_left_behind(made: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made("doc")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    document_open(path)
    assert list(tmp_path.iterdir()) == []


def test_a_torn_file_is_named(made: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(compound({"WordDocument": bytes(100)}))
    with pytest.raises(BihuanError) as error:
        document_open(tmp_path / "a.doc")
    assert error.value.code == "read.doc_broken"
