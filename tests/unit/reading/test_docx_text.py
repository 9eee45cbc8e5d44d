"""docx: what a page shows of runs, fields, changes, notes, boxes and margins, and what it does not."""

import zipfile
from pathlib import Path

import pytest

from bihuan.reading.document import Aside, Document
from bihuan.reading.opening import document_open
from unit.reading.word import W, p, part_replace, r, wordml_save

NOTES = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'
DELETED_MARK = "<w:rPr><w:del/></w:rPr>"


def opened(tmp_path: Path, body: str, **parts: str) -> Document:
    return document_open(wordml_save(tmp_path / "a.docx", body, **parts))


def lines(tmp_path: Path, body: str, **parts: str) -> list[str]:
    return opened(tmp_path, body, **parts).text.split("\n")


def begin(instruction: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'


SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (r("完成5") + "<w:r><w:softHyphen/></w:r>" + r("件"), "完成5件"),
        (r("2023") + "<w:r><w:noBreakHyphen/></w:r>" + r("2024"), "2023-2024"),
        ('<w:r><w:br w:type="page"/><w:t>甲</w:t><w:lastRenderedPageBreak/></w:r>', "甲"),
        (r("甲", "<w:vanish/>") + r("乙", '<w:vanish w:val="0"/>'), "乙"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r("95%"), "≥95%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("是"), "☑是"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F046"/></w:r>' + r("是"), "是"),
        ("<w:r><w:ruby><w:rubyPr/><w:rt>" + r("qīng") + "</w:rt><w:rubyBase>" + r("清") + "</w:rubyBase></w:ruby></w:r>", "清"),
        ("<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>", "3/4"),
        ('<w:hyperlink w:anchor="a">' + r("附件1") + "</w:hyperlink>", "附件1"),
        ('<w:sdt><w:sdtPr/><w:sdtContent>' + r("内容") + "</w:sdtContent></w:sdt>", "内容"),
        ('<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>' + r("单击此处输入文字。") + "</w:sdtContent></w:sdt>" + r("甲"), "甲"),
        ('<w:commentRangeStart w:id="1"/>' + r("甲") + '<w:r><w:commentReference w:id="1"/></w:r>', "甲"),
    ],
)  # fmt: skip
def test_runs(tmp_path: Path, runs: str, shown: str) -> None:
    assert opened(tmp_path, f"<w:p>{runs}</w:p>{p('尾')}").text == f"{shown}\n尾"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (begin("DATE \\@ yyyy") + SEPARATE + r("2024年") + END, "2024年"),
        (begin("IF ") + begin("MERGEFIELD a") + SEPARATE + r("隐") + END + SEPARATE + r("显") + END, "显"),
        ('<w:fldSimple w:instr="PAGE">' + r("3") + "</w:fldSimple>", "3"),
        (begin("eq \\o\\ac(○,3)") + END + r("甲"), "③甲"),
        (begin("XE 索引") + END + r("甲"), "甲"),
    ],
)
def test_fields_show_their_results(tmp_path: Path, runs: str, shown: str) -> None:
    assert opened(tmp_path, f"<w:p>{runs}</w:p>").text == shown


def test_a_field_that_never_ends_loses_nothing_after_its_paragraph(tmp_path: Path) -> None:
    assert lines(tmp_path, f"<w:p>{r('甲')}{begin('PAGE')}</w:p>{p('乙')}") == ["甲", "乙"]


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    runs = (
        "<w:ins>" + r("新增") + "</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:moveFrom>" + r("原处")
        + "</w:moveFrom><w:moveTo>" + r("现处") + "</w:moveTo>" + r("标删", "<w:del/>")
    )  # fmt: skip
    assert opened(tmp_path, f"<w:p>{runs}</w:p>").text == "新增现处"


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    read = opened(tmp_path, p("完成5", DELETED_MARK) + p("件。") + p("乙"))
    assert [(read.text[one.start : one.end], one.where) for one in read.paragraphs] == [
        ("完成5件。", "第1段"),
        ("乙", "第2段"),
    ]


def test_what_a_deleted_mark_carries_stands_before_the_table_behind_it(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('镇')}</w:tc><w:tc>{p('12')}</w:tc></w:tr></w:tbl>"
    assert lines(tmp_path, p("甲", DELETED_MARK) + table + p("乙", DELETED_MARK)) == ["甲", "镇\t12", "乙"]


def test_a_heading_runs_into_its_text_where_its_mark_is_hidden(tmp_path: Path) -> None:
    assert lines(tmp_path, p("一、党建。", "<w:rPr><w:vanish/></w:rPr>") + p("学习12次。")) == ["一、党建。学习12次。"]


def test_a_deleted_paragraph_leaves_no_line(tmp_path: Path) -> None:
    gone = f"<w:p><w:pPr>{DELETED_MARK}</w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    assert lines(tmp_path, p("甲") + gone + p("乙") + gone) == ["甲", "乙"]


def test_a_note_stands_behind_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    body = f'<w:p>{r("惠及3760人")}<w:r><w:footnoteReference w:id="2"/></w:r>{r("。")}</w:p>{p("乙")}'
    read = opened(tmp_path, body, footnotes=NOTES.format(r(" 不含棚户区。")))
    assert [(read.text[one.start : one.end], one.where) for one in read.paragraphs] == [
        ("惠及3760人。", "第1段"),
        ("不含棚户区。", "脚注1"),
        ("乙", "第2段"),
    ]


def test_a_mark_of_the_writers_own_is_no_text(tmp_path: Path) -> None:
    mark = '<w:r><w:endnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    notes = NOTES.replace("footnote", "endnote").format(r("口径同上年。"))
    assert lines(tmp_path, f"<w:p>{r('5件')}{mark}</w:p>", endnotes=notes) == ["5件", "口径同上年。"]


def test_heads_and_feet_stand_beside_the_text(tmp_path: Path) -> None:
    section = '<w:headerReference r:id="header"/><w:footerReference r:id="footer"/>'
    body = p("甲", f"<w:sectPr>{section}</w:sectPr>") + p("乙") + f"<w:sectPr>{section}</w:sectPr>"
    read = opened(tmp_path, body, header=p("青溪县水务局"), footer=p("— 1 —") + p())
    assert read.text == "甲\n乙" and read.asides == (Aside("青溪县水务局", "页眉"), Aside("— 1 —", "页脚"))


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:pict><v:textbox><w:txbxContent>{p('框中')}</w:txbxContent></v:textbox></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="v">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    assert lines(tmp_path, f"<w:p><w:r>{both}</w:r>{r('甲')}</w:p>") == ["甲", "框中"]


def test_word_art_is_text(tmp_path: Path) -> None:
    art = '<w:pict><v:shape><v:textpath string="青溪县人民政府文件"/></v:shape></w:pict>'
    assert lines(tmp_path, f"<w:p><w:r>{art}</w:r></w:p>{p('甲')}") == ["", "青溪县人民政府文件", "甲"]


def test_hidden_styles_hide_and_titles_run_on(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="x"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="Title"/></w:style>'
    )
    title = '<w:p><w:pPr><w:pStyle w:val="a5"/></w:pPr><w:r><w:t>青溪县</w:t><w:br/><w:t>工作总结</w:t></w:r></w:p>'
    body = title + "<w:p>" + r("甲") + r("乙", '<w:rStyle w:val="y"/>') + "</w:p>"
    assert lines(tmp_path, body, styles=styles) == ["青溪县工作总结", "甲"]


def test_the_body_is_the_part_that_the_package_names(tmp_path: Path) -> None:
    path = wordml_save(tmp_path / "a.docx", p("甲"), main="wps/正文.xml", styles="")
    assert document_open(path).text == "甲"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_strict_names_and_utf16_parts(tmp_path: Path, encoding: str) -> None:
    path = wordml_save(tmp_path / "a.docx", p("完成5件。"))
    with zipfile.ZipFile(path) as source:
        text = source.read("word/document.xml").decode()
    text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    part_replace(path, "word/document.xml", f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))
    assert document_open(path).text == "完成5件。"
