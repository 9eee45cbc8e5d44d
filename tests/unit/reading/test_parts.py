"""Where a report without headings turns to its plan."""

import pytest

from bihuan.commitments import text_read

REPORT = "政府工作报告\n各位代表：\n过去一年，新建学校3所。\n{}\n{}\n"
TROUBLE = "同时也要看到，我县财政收支矛盾突出，困难不少。"


@pytest.mark.parametrize(
    "turn",
    [
        "今年发展的主要预期目标是：新建学校5所。",
        "各位代表，2024年经济社会发展的主要预期目标为：新建学校5所。",
        "今年，我们将重点抓好教育，新建学校5所。",
        "下一步，我局将继续抓好教育，新建学校5所。",
        "新的一年，全县要着力抓好教育，新建学校5所。",
    ],
)
def test_the_words_of_a_paragraph_turn_to_the_plan(turn: str) -> None:
    report = text_read(REPORT.format(TROUBLE, turn), "a.txt").documents[0]
    assert [part.role for part in report.parts] == ["summary", "problems", "plan"]
    assert [quantity.stance for quantity in report.quantities] == ["done", "planned"]
    assert [one.text for one in report.commitments] == [turn]
    assert report.sections == ()


def test_headings_decide_where_they_name_a_plan() -> None:
    text = "云溪县水务局总结\n一、工作情况\n今年发展的主要预期目标是：增长5%。\n二、下一步工作打算\n加强管护。\n"
    report = text_read(text, "a.txt").documents[0]
    assert [(part.marker, part.role) for part in report.parts] == [("一、", "summary"), ("二、", "plan")]


def test_a_report_without_a_plan_has_none() -> None:
    report = text_read(REPORT.format(TROUBLE, "全县新建公园2个。"), "a.txt").documents[0]
    assert report.commitments == ()
