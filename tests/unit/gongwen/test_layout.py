"""Titles, signatures and pages, reckoned without a word processor."""

import pytest

from bihuan.drafting.tree import ParagraphRole
from bihuan.gongwen.pagination import first_pages, lines_of
from bihuan.gongwen.signing import right_indents
from bihuan.gongwen.titles import title_broken
from unit.gongwen.drafts import TITLE, body, draft


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("云溪县水务局2024年工作总结", ["云溪县水务局2024年工作总结"]),
        (
            "云溪县城乡管理和综合执法局2024年工作总结及2025年工作计划",
            ["云溪县城乡管理和综合执法局", "2024年工作总结及2025年工作计划"],
        ),
        (
            "云溪县退役军人事务局关于2024年工作总结和2025年工作计划的报告",
            ["云溪县退役军人事务局", "关于2024年工作总结和2025年工作计划的报告"],
        ),
    ],
)
def test_a_long_title_breaks_between_phrases(text: str, lines: list[str]) -> None:
    assert title_broken(body(text, role=ParagraphRole.TITLE)).text.split("\n") == lines


@pytest.mark.parametrize(
    ("name", "date", "right"),
    [
        (
            "云溪县城乡管理和综合执法局",
            "2024年11月6日",
            (2, 6.5),
        ),  # 13 characters over 6.5: the date begins two to the right
        ("水务局", "2024年11月6日", (7.5, 2)),  # the date is longer: it stands two from the edge, the name moves left
        ("水务局", "", (2, 0)),
    ],
)
def test_name_and_date_stand_two_characters_apart(name: str, date: str, right: tuple[float, float]) -> None:
    found = right_indents(name, date)
    assert found[0] == right[0]
    assert not date or found[1] == right[1]


@pytest.mark.parametrize(("characters", "lines"), [(26, 1), (27, 2), (54, 2), (55, 3)])
def test_a_paragraph_fills_26_then_28_characters_a_line(characters: int, lines: int) -> None:
    assert lines_of(body("县" * characters)) == lines


def test_a_mark_that_may_not_begin_a_line_takes_a_character_along() -> None:
    assert lines_of(body("县" * 26 + "。" + "县" * 27)) == 3


def test_each_report_begins_after_the_pages_of_the_one_before() -> None:
    assert first_pages([draft(TITLE, body("县" * 28 * 25)), draft(TITLE), draft(TITLE)]) == [1, 3, 4]
