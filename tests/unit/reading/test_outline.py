"""Marks, levels, titles and roles of an outline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.commitments import text_read
from bihuan.reading.outline import outline_read


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(section.level, section.marker, section.title) for section in outline_read(text, 0, len(text))]


def roles(text: str) -> list[str]:
    return [section.role for section in outline_read(text, 0, len(text), summary_year=2023, plan_year=2024)]


def test_levels_follow_nesting() -> None:
    assert outline("一、总结\n（一）党建\n1.学习\n（1）会议\n2.廉政\n（二）项目\n二、计划") == [
        (1, "一、", "总结"),
        (2, "（一）", "党建"),
        (3, "1.", "学习"),
        (4, "（1）", "会议"),
        (3, "2.", "廉政"),
        (2, "（二）", "项目"),
        (1, "二、", "计划"),
    ]


@pytest.mark.parametrize("marker", ["（一）", "(一）", "（一)", "(一)", "〔一〕", "一）"])
def test_brackets_may_be_mixed_or_missing(marker: str) -> None:
    assert outline(f"一、总结\n{marker}党建工作") == [(1, "一、", "总结"), (2, marker, "党建工作")]


@pytest.mark.parametrize("marker", ["1.", "1、", "1．", "１．", "x.", "X、", "xx.", "①", "1）", "⑴"])
def test_third_level_in_every_spelling(marker: str) -> None:
    assert outline(f"一、总结\n{marker}城区学校建设") == [(1, "一、", "总结"), (2, marker, "城区学校建设")]


@pytest.mark.parametrize("blank", ["X", "XX", "x", "xxx", "×", "*", "**", "某", "某某", "□", "○○"])
def test_marks_whose_number_is_blanked(blank: str) -> None:
    assert outline(f"{blank}、总结\n（{blank}）拆违\n{blank}、20XX年计划\n（{blank}）绿化") == [
        (1, f"{blank}、", "总结"),
        (2, f"（{blank}）", "拆违"),
        (1, f"{blank}、", "20XX年计划"),
        (2, f"（{blank}）", "绿化"),
    ]


@pytest.mark.parametrize("text", ["某某、李某某等5人到场", "某小区业主反映", "XX、XX等2个镇完成"])
def test_names_that_are_blanked_are_no_marks(text: str) -> None:
    assert outline(f"一、总结\n{text}") == [(1, "一、", "总结")]


def test_decimal_marks_nest_under_digits() -> None:
    text = "1.2022年工作回顾\n1.1供水保障\n1.2项目建设\n2.存在不足\n3.2023年工作计划\n3.1目标\n3.2任务"
    assert [(level, marker) for level, marker, _ in outline(text)] == [
        (1, "1."),
        (2, "1.1"),
        (2, "1.2"),
        (1, "2."),
        (1, "3."),
        (2, "3.1"),
        (2, "3.2"),
    ]


@pytest.mark.parametrize(
    "text", ["1.5万元用于修路", "2023.9.5召开会议", "统一是目标", "唯一是党建", "一是一，二是二"[:2]]
)
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert outline(f"一、总结\n{text}")[1:] == [] or text == "一是"


def test_run_in_items_nest_in_the_enclosing_item() -> None:
    assert outline("（一）党建。一是抓学习，见实效。开展5次。二是抓廉政。") == [
        (1, "（一）", "党建"),
        (2, "一是", "抓学习，见实效"),
        (2, "二是", "抓廉政"),
    ]


def test_a_run_in_list_may_begin_anew_inside_another() -> None:
    text = "三、计划\n一是学。二是做。第一，抓甲。一是细。二是实。第二，抓乙。三是查。"
    assert [level for level, _, _ in outline(text)] == [1, 2, 2, 3, 4, 4, 3, 2]


def test_outer_kind_may_be_digits() -> None:
    assert [level for level, _, _ in outline("1.甲\n（一）乙\n（二）丙\n2.丁\n（一）戊")] == [1, 2, 2, 1, 2]


def test_other_sequences_count_only_as_lists() -> None:
    assert len(outline("一、产业\n一产业稳中有进。二产业提速。三产业回暖。")) == 4
    assert len(outline("一、产业\n一要求就落实。")) == 1


def test_a_long_first_clause_is_cut_at_its_comma() -> None:
    long = "持续完善" + "各项工作机制" * 7
    assert outline(f"1、{long}，全面见效。再接再厉。")[0][2] == long


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2023年工作总结", "summary"),
        ("工作开展情况", "summary"),
        ("存在的问题", "problems"),
        ("主要困难和不足", "problems"),
        ("下一步工作打算", "plan"),
        ("2024年工作计划", "plan"),
        ("2024年重点工作", "plan"),
        ("2023年工作计划完成情况", "summary"),
        ("保障措施", "measures"),
        ("几点体会", "other"),
        ("下步工作思路", "plan"),
        ("当前面临的困难", "problems"),
        ("工作亮点", "summary"),
        ("还差在哪里", "problems"),
        ("发展主要预期目标", "plan"),
    ],
)
def test_headings_say_their_role(heading: str, role: str) -> None:
    assert roles(f"一、{heading}\n（一）抓落实。") == [role, role]


def test_a_nested_part_may_say_otherwise() -> None:
    assert roles("一、党建工作\n（一）开展情况\n（二）存在问题\n（三）下一步打算") == [
        "summary",
        "summary",
        "problems",
        "plan",
    ]


def test_an_unmarked_heading_line_sets_the_role() -> None:
    assert roles("一、抓学习\n下一步工作打算\n一、抓项目") == ["summary", "plan"]


@pytest.mark.parametrize("line", ["——督办突出问题43个;", "首页 > 规划计划", "甲镇工作小结和下半年打算"])
def test_what_is_no_heading_sets_no_role(line: str) -> None:
    assert roles(f"一、抓学习\n{line}\n二、抓项目") == ["summary", "summary"]


def test_a_heading_in_a_single_line_ends_before_its_first_item() -> None:
    text = f"甲局2023年工作总结 一、工作情况{'我局认真履职。' * 24}（一）经济稳健一是抓项目。二是抓服务。（二）民生改善一是办实事。二、工作计划"
    titles = [section.title for section in text_read(text, "x.txt").documents[0].sections]
    assert titles == ["工作情况", "经济稳健", "抓项目", "抓服务", "民生改善", "办实事", "工作计划"]


def test_a_slogan_is_no_part_heading() -> None:
    assert roles("一、聚焦重点任务，推动问题整改\n二、存在问题") == ["summary", "problems"]


PIECES = st.lists(
    st.sampled_from(
        [
            "一、",
            "二、",
            "（一）",
            "(二）",
            "1.",
            "2、",
            "（1）",
            "①",
            "一是",
            "二是",
            "第一，",
            "三要",
            "抓学习",
            "。",
            "，",
            "\n",
            "5件",
            "第一部分",
            " ",
        ]
    ),
    max_size=60,
)


@given(PIECES)
def test_sections_nest(pieces: list[str]) -> None:
    text = "".join(pieces)
    open_: list[tuple[int, int]] = []
    for section in outline_read(text, 0, len(text)):
        assert text[section.start :].startswith(section.marker) and section.start < section.end <= len(text)
        while open_ and open_[-1][1] <= section.start:
            open_.pop()
        assert section.level == 1 or (open_ and open_[-1][0] < section.level)
        assert all(section.end <= end for _, end in open_)
        open_.append((section.level, section.end))
