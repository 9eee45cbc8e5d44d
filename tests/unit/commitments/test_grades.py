"""How far a task of a plan can be checked."""

import json
from pathlib import Path

import pytest

from bihuan.commitments import Grade, report_read, text_read

OWN = Path(__file__).parents[2] / "accuracy/promises_own"
PLAN = "云溪县水务局2024年工作计划\n一、抓好重点工作\n（一）{}\n（二）加强宣传。\n"


@pytest.mark.parametrize(
    ("task", "grade"),
    [
        ("6月底前新建污水管网30公里。", "number_and_date"),
        ("新建污水管网30公里。", "number"),
        ("供水漏损率控制在9%以内。", "number"),
        ("汛期前完成水库除险加固。", "date"),
        ("上半年出台管护办法。", "date"),
        ("年底前建成智慧水务平台。", "date"),
        ("到2027年建成现代灌区。", "date"),
        ("12月10日前完成验收。", "date"),
        ("进一步加强河道管护。", "verb_only"),
        ("今年继续加强河道管护。", "verb_only"),  # the year of the plan is no date
        ("全年加强河道管护。", "verb_only"),
        ("抓好三项重点工作。", "verb_only"),  # a count of what is listed
        ("每季度通报巡查情况。", "verb_only"),
        ("深入开展“管护提升年”活动。", "verb_only"),
        ("在现有15个泵站基础上加强管护。", "verb_only"),  # how matters stand
        ("巩固去年12月以来的整治成果。", "verb_only"),
    ],
)
def test_a_task_is_graded_by_what_its_words_say(task: str, grade: Grade) -> None:
    first, _ = text_read(PLAN.format(task), "a.txt").documents[0].commitments
    assert first.grade == grade


def test_the_signature_is_no_deadline() -> None:
    text = PLAN.format("加强管护。") + "云溪县水务局\n2024年1月5日\n"
    assert [one.grade for one in text_read(text, "a.txt").documents[0].commitments] == ["verb_only", "verb_only"]


@pytest.mark.parametrize("name", ["housing_2022.txt", "housing_2023.txt"])
def test_grades_given_by_hand_are_read(name: str) -> None:
    by_hand = json.loads((OWN / "housing.json").read_text(encoding="utf-8"))["grades"][name]
    assert [one.grade for one in report_read(OWN / name).documents[0].commitments] == by_hand
