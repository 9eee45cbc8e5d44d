"""A text's lines told apart as a 公文 has them."""

import pytest

from bihuan.drafting.tree import ParagraphRole
from bihuan.gongwen.plain import text_paragraphs

TEXT = """云川县水务局
关于防汛工作的总结
县人民政府：
今年雨水偏多。
一、主要工作
（一）加强巡查。全年巡查堤防120次，处理险情3处。
1. 清淤
二、存在问题
人手不足，设备老旧。
云川县水务局
2024年12月3日
"""


def roles(text: str, title: str = "总结") -> list[tuple[str, str]]:
    return [(paragraph.role.value, paragraph.text) for paragraph in text_paragraphs(text, title)]


def test_every_line_has_its_role():
    assert roles(TEXT, "云川县水务局关于防汛工作的总结") == [
        ("title", "云川县水务局关于防汛工作的总结"), ("addressee", "县人民政府："), ("body", "今年雨水偏多。"),
        ("heading1", "一、主要工作"), ("heading2", "（一）加强巡查。全年巡查堤防120次，处理险情3处。"), ("heading3", "1. 清淤"),
        ("heading1", "二、存在问题"), ("body", "人手不足，设备老旧。"), ("signature", "云川县水务局"), ("date", "2024年12月3日"),
    ]  # fmt: skip


def test_a_heading_that_runs_on_is_heading_in_its_words_only():
    (_, paragraph) = text_paragraphs("（一）加强巡查。全年巡查120次。", "总结")
    assert [(run.text, run.level) for run in paragraph.runs] == [("（一）加强巡查。", 2), ("全年巡查120次。", 0)]


def test_a_marked_sentence_is_text():
    assert roles("一、全年巡查堤防120次，处理险情3处。")[1][0] == "body"


def test_chapters_and_articles_of_rules_are_headings():
    text_ = "第一章　总则\n第一条　为了节约用水，制定本办法。"
    chapter, article = text_paragraphs(text_, "云川县节约用水办法")[1:]
    assert (chapter.role, article.runs[0].text) == (ParagraphRole.HEADING1, "第一条")


def test_a_title_that_the_text_lacks_is_put_before_it():
    assert roles("今年雨水偏多。", "总结") == [("title", "总结"), ("body", "今年雨水偏多。")]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ud800", "\ufffe"])
def test_what_no_docx_can_hold_is_left_out(sign):
    assert roles(f"甲{sign}乙")[1] == ("body", "甲乙")


def test_an_empty_text_has_its_title():
    assert roles(" \n\n") == [("title", "总结")]
