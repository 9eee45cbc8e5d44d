"""Automatic numbers of Word by the rules of numbering.xml: levels, restarts, overrides, styles, bullets (ECMA-376 part 1, 17.9)."""

from pathlib import Path

import pytest

from bihuan.reading.numerals import number_format
from bihuan.reading.opening import document_open
from unit.reading.word import numbered, p, wordml_save

NUM = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def level(index: int, kind: str, text: str, more: str = "", behind: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>{behind}</w:lvl>'


def abstract(*levels: str, identity: int = 1, link: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{link}{"".join(levels)}</w:abstractNum>'


def override(identity: int, inside: str) -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{inside}</w:lvlOverride></w:num>'


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def read(tmp_path: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    return document_open(wordml_save(tmp_path / "a.docx", body, numbering=numbering, styles=styles)).text.split("\n")


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("chineseCounting", 11, "十一"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("japaneseCounting", 20, "二十"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographDigital", 10, "一〇"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalZero", 9, "09"),
        ("decimalFullWidth", 12, "１２"),
        ("numberInDash", 2, "- 2 -"),
        ("none", 1, ""),
        ("anything", 7, "7"),
    ],
)
def test_a_number_in_each_format(kind: str, value: int, shown: str) -> None:
    assert number_format(value, kind) == shown


@pytest.mark.parametrize(
    ("text", "suffix", "shown"),
    [("第%1章", "space", "第一章 总则"), ("第%1章", "nothing", "第一章总则"), ("第%1章", "tab", "第一章 总则"), ("%1、", "tab", "一、总则")],
)  # fmt: skip
def test_what_stands_behind_the_number(tmp_path: Path, text: str, suffix: str, shown: str) -> None:
    numbering = abstract(level(0, "chineseCounting", text, f'<w:suff w:val="{suffix}"/>')) + NUM
    assert read(tmp_path, p("总则", numbered()), numbering) == [shown]


def test_a_level_restarts_when_an_outer_one_moves_unless_it_says_otherwise(tmp_path: Path) -> None:
    rules = (
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2、"),
        level(2, "decimal", "（%3）", '<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(p("项", numbered(at)) for at in (0, 1, 2, 1, 2, 0, 1, 2))
    assert read(tmp_path, body, abstract(*rules) + NUM) == [
        "1.项", "1.1、项", "（1）项", "1.2、项", "（2）项", "2.项", "2.1、项", "（1）项"
    ]  # fmt: skip


def test_legal_numbers_spell_outer_levels_in_digits(tmp_path: Path) -> None:
    rules = (level(0, "chineseCounting", "第%1条"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = p("甲", numbered(0)) + p("乙", numbered(1))
    assert read(tmp_path, body, abstract(*rules) + NUM) == ["第一条 甲", "1.1 乙"]


def test_another_list_of_the_same_kind_counts_on_until_it_starts_anew(tmp_path: Path) -> None:
    numbering = (
        abstract(level(0, "decimal", "%1.")) + NUM + override(2, "") + override(3, '<w:startOverride w:val="5"/>')
    )
    body = "".join(p("项", numbered(0, listed)) for listed in (1, 2, 3, 3))
    assert read(tmp_path, body, numbering) == ["1.项", "2.项", "5.项", "6.项"]


def test_an_override_may_spell_its_level_anew(tmp_path: Path) -> None:
    numbering = abstract(level(0, "decimal", "%1.")) + override(1, level(0, "chineseCounting", "（%1）"))
    assert read(tmp_path, p("项", numbered()), numbering) == ["（一）项"]


def test_a_style_stands_at_the_level_that_names_it(tmp_path: Path) -> None:
    rules = (level(0, "chineseCounting", "%1、", styled("H1")), level(1, "chineseCounting", "（%2）", styled("H2")))
    style = (
        '<w:style w:type="paragraph" w:styleId="{}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        p("总结", styled("H1"))
        + p("党建", styled("H2"))
        + p("不编号", styled("H2") + numbered(0, 0))
        + p("廉政", styled("H2"))
    )
    shown = read(tmp_path, body, abstract(*rules) + NUM, style.format("H1") + style.format("H2"))
    assert shown == ["一、总结", "（一）党建", "不编号", "（二）廉政"]


def test_a_list_by_way_of_a_numbering_style(tmp_path: Path) -> None:
    link = '<w:{} w:val="L"/>'
    numbering = (
        abstract(link=link.format("numStyleLink")) + abstract(level(0, "decimal", "%1)"), identity=2, link=link.format("styleLink"))
        + NUM + '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )  # fmt: skip
    assert read(tmp_path, p("甲", numbered()) + p("乙", numbered()), numbering) == ["1)甲", "2)乙"]


@pytest.mark.parametrize(
    ("text", "font", "shown"), [("●", "", "● 甲"), ("—", "", "— 甲"), ("l", "Wingdings", "甲"), ("o", "Courier New", "甲"), ("\uf0b7", "", "甲")]
)  # fmt: skip
def test_bullets(tmp_path: Path, text: str, font: str, shown: str) -> None:
    look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    assert read(tmp_path, p("甲", numbered()), abstract(level(0, "bullet", text, behind=look)) + NUM) == [shown]


def test_a_hidden_number_is_not_shown(tmp_path: Path) -> None:
    hidden = level(0, "decimal", "%1.", behind="<w:rPr><w:vanish/></w:rPr>")
    assert read(tmp_path, p("甲", numbered()), abstract(hidden) + NUM) == ["甲"]


def test_deleted_paragraphs_do_not_count(tmp_path: Path) -> None:
    gone = f"<w:p><w:pPr>{numbered()}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    body = p("甲", numbered()) + gone + p("乙", numbered())
    assert read(tmp_path, body, abstract(level(0, "decimal", "%1.")) + NUM) == ["1.甲", "2.乙"]
