"""OFD: characters by where they stand, whatever the file says first; templates and watermarks beside the text."""

from html import escape
from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Document
from bihuan.reading.opening import document_open
from hostile.parts import HEAD, OFD, Parts, ofd_document, ofd_parts, zip_of

PAGE = "Doc_0/Pages/Page_0/Content.xml"


@pytest.fixture
def read(tmp_path: Path):
    def one(parts: Parts) -> Document:
        (tmp_path / "a.ofd").write_bytes(zip_of(parts))
        return document_open(tmp_path / "a.ofd")

    return one


def xml(root: str, inner: str) -> bytes:
    return f"{HEAD}<ofd:{root} {OFD}>{inner}</ofd:{root}>".encode()


def text(code: str, y: float = 50, attributes: str = "") -> str:
    """A text object 20 mm from the left with characters of 5 mm."""
    return f'<ofd:TextObject ID="9" Boundary="20 {y} 150 7" Size="5" {attributes}>{code}</ofd:TextObject>'


def line(told: str, y: float = 50, x: float = 0, attributes: str = "") -> str:
    return text(f'<ofd:TextCode X="{x}" Y="5">{escape(told)}</ofd:TextCode>', y, attributes)


def lines(document: Document) -> list[str]:
    assert document.format == "ofd"
    return document.text.split("\n")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('<ofd:TextCode X="0" Y="5" DeltaX="g 3 5">完成五件</ofd:TextCode>', "完成五件"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 g 999999999 2.5">完成15件</ofd:TextCode>', "完成15件"),
        ('<ofd:TextCode X="0" Y="5">完成</ofd:TextCode><ofd:TextCode X="10">15件</ofd:TextCode>', "完成15件"),
        ('<ofd:TextCode X="15" Y="5">件</ofd:TextCode><ofd:TextCode X="0" Y="5">完成五</ofd:TextCode>', "完成五件"),
        (
            '<ofd:TextCode X="0" Y="5" DeltaX="5 10 5 10 5">落实双减政策</ofd:TextCode><ofd:TextCode X="10" DeltaX="15">“”</ofd:TextCode>',
            "落实“双减”政策",
        ),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 5 40 5">甲镇乙镇五件</ofd:TextCode>', "甲镇乙\t镇五件"),
        ('<ofd:TextCode X="0" Y="5">完成</ofd:TextCode><ofd:TextCode X="0.1" Y="5">完成</ofd:TextCode>', "完成"),
        ('<ofd:TextCode X="0" Y="5">&#xE000;完成\u3000&lt;5&gt;</ofd:TextCode>', "完成\u3000<5>"),
    ],
    ids=["repeated step", "endless step", "two codes", "any order", "quotes last", "cells", "drawn twice", "signs"],
)
def test_characters_stand_where_the_steps_say(code: str, expected: str, read) -> None:
    assert lines(read(ofd_parts(text(code)))) == [expected]


def test_blocks_in_blocks_and_several_layers_are_read_by_place(read) -> None:
    inner = f"<ofd:PageBlock><ofd:PageBlock>{line('一、总结', 40)}</ofd:PageBlock></ofd:PageBlock>"
    parts = ofd_parts(
        f'{line("完成五件，办结率有所提高。", 60)}</ofd:Layer><ofd:Layer ID="3" Type="Foreground">{inner}'
    )
    assert lines(read(parts)) == ["一、总结", "完成五件，办结率有所提高。"]


def test_a_matrix_moves_and_scales_the_characters(read) -> None:
    moved = line("后面", 50, attributes='CTM="0.5 0 0 0.5 10 2.5"')
    assert lines(read(ofd_parts(moved + line("前面", 50)))) == ["前面后面"]


@pytest.mark.parametrize("unseen", ['Visible="false"', 'Visible="0"'])
def test_what_is_not_visible_is_not_read(unseen: str, read) -> None:
    assert lines(read(ofd_parts(line("完成五件。") + line("旧稿", 80, attributes=unseen)))) == ["完成五件。"]


def test_slanted_text_stands_beside(read) -> None:
    slanted = line("内部资料", 100, attributes='CTM="0.7 -0.7 0.7 0.7 0 0"')
    document = read(ofd_parts(slanted + line("完成五件。", 100)))
    assert lines(document) == ["完成五件。"]
    assert "内部资料" in [aside.text for aside in document.asides]


def test_templates_stand_beside_and_each_is_told_once(read) -> None:
    use = '<ofd:Template TemplateID="7" ZOrder="Background"/>'
    pages = {f"Doc_0/P{number}.xml": _page(line(f"{number}.工作。", 60), use) for number in (1, 2)}
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="P{number}.xml"/>' for number in (1, 2))
    document = read(
        ofd_parts()
        | pages
        | {"Doc_0/T.xml": _page(line("青禾县文件", 20))}
        | {"Doc_0/Document.xml": ofd_document(listed, '<ofd:TemplatePage ID="7" BaseLoc="T.xml"/>')}
    )
    assert lines(document) == ["1.工作。", "2.工作。"]
    assert [(aside.text, aside.where) for aside in document.asides] == [("青禾县文件", "第1页模板")]
    assert [paragraph.where for paragraph in document.paragraphs] == ["第1页第1段", "第2页第1段"]


def test_several_documents_are_read_one_after_the_other(read) -> None:
    roots = "".join(
        f"<ofd:DocBody><ofd:DocRoot>/D{number}/Document.xml</ofd:DocRoot></ofd:DocBody>" for number in (1, 2)
    )
    parts = {"OFD.xml": xml("OFD", roots)}
    for number in (1, 2):
        parts |= {f"D{number}/Document.xml": ofd_document('<ofd:Page ID="1" BaseLoc="P.xml"/>')}
        parts |= {f"D{number}/P.xml": _page(line(f"总结{number}。"))}
    document = read(parts)
    assert lines(document) == ["总结1。", "总结2。"]
    assert [paragraph.where for paragraph in document.paragraphs] == ["文档1第1页第1段", "文档2第1页第1段"]


def test_cells_of_a_ruled_table_are_rows_however_many_lines_they_have(read) -> None:
    across = "".join(_ruling(f"M 0 {y} L 120 {y}") for y in (0, 10, 30))
    down = "".join(_ruling(f"M {x} 0 L {x} 30") for x in (0, 60, 120))
    cells = (
        line("项目", 52, 2)
        + line("数量", 52, 62)
        + line("改造老旧", 61, 2)
        + line("小区", 69, 2)
        + line("12个", 65, 62)
    )
    assert lines(read(ofd_parts(across + down + cells))) == ["项目\t数量", "改造老旧小区\t12个"]


@pytest.mark.parametrize(
    ("parts", "code", "part"),
    [
        ({"OFD.xml": b"<a"}, "read.ofd_broken", "OFD.xml"),
        ({"OFD.xml": xml("OFD", "")}, "read.ofd_broken", "OFD.xml"),
        (
            {"OFD.xml": xml("OFD", "<ofd:DocBody><ofd:DocRoot>../../x</ofd:DocRoot></ofd:DocBody>")},
            "read.ofd_broken",
            "x",
        ),
        ({"Doc_0/Document.xml": ofd_document('<ofd:Page ID="1" BaseLoc="no.xml"/>')}, "read.ofd_broken", "no.xml"),
        (
            {PAGE: xml("Page", "<ofd:Area><ofd:PhysicalBox>0 0 a b</ofd:PhysicalBox></ofd:Area>")},
            "read.ofd_broken",
            PAGE,
        ),
        (ofd_parts(text('<ofd:TextCode X="nan" Y="5">甲</ofd:TextCode>')), "read.ofd_broken", PAGE),
        (ofd_parts(text('<ofd:TextCode X="1e308" Y="5">甲</ofd:TextCode>')), "read.ofd_broken", PAGE),
        (ofd_parts(text('<ofd:TextCode X="0" Y="5" DeltaX="g">甲乙</ofd:TextCode>')), "read.ofd_broken", PAGE),
        (ofd_parts('<ofd:TextObject Size="5"/>'), "read.ofd_broken", PAGE),
        (ofd_parts(line("甲" * 20_001)), "read.too_large", PAGE),
        (ofd_parts('<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="3"/>'), "read.scanned", ""),
        ({"Encryptions.xml": b"<a/>"}, "read.encrypted", "Encryptions.xml"),
    ],
)
def test_what_cannot_be_read_is_named(parts: Parts, code: str, part: str, read) -> None:
    with pytest.raises(BihuanError) as error:
        read(ofd_parts() | parts)
    assert error.value.code == code
    assert part in str(error.value)


def test_a_page_named_a_thousand_times_is_read_once(read) -> None:
    listed = f'<ofd:Page ID="1" BaseLoc="{PAGE.removeprefix("Doc_0/")}"/>' * 1000
    assert lines(read(ofd_parts(line("完成五件。")) | {"Doc_0/Document.xml": ofd_document(listed)})) == ["完成五件。"]


def _page(objects: str, before: str = "") -> bytes:
    return xml("Page", f'{before}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content>')


def _ruling(data: str) -> str:
    return f'<ofd:PathObject ID="8" Boundary="20 50 120 30"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
