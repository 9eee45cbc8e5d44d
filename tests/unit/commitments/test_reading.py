"""The whole reading: commitments, JSON, and no text that it cannot read."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.commitments import due_of, lead_of, report_read, text_read

PLAN = "县水务局2023年工作总结及2024年工作计划\n一、2023年工作总结\n修渠3公里。\n二、2024年工作计划\n"


def commitments(plan: str) -> list:
    return list(text_read(PLAN + plan, "a.txt").documents[0].commitments)


def test_leaf_items_of_plan_parts_are_commitments() -> None:
    found = commitments("（一）抓项目。一是新建水厂2座，6月底前完工。二是抓管护。\n（二）抓节水。")
    assert [(one.title, one.due, one.measurable) for one in found] == [
        ("新建水厂2座，6月底前完工", date(2024, 6, 30), True),
        ("抓管护", None, False),
        ("抓节水", None, False),
    ]


def test_a_commitment_names_its_quantities() -> None:
    reading = text_read(PLAN + "1.新建水厂2座。\n2.修渠5公里。", "a.txt").documents[0]
    assert [[reading.quantities[i].text for i in one.quantities] for one in reading.commitments] == [["2座"], ["5公里"]]


def test_a_plan_part_of_plain_paragraphs_is_one_commitment_a_paragraph() -> None:
    assert [one.title for one in commitments("抓好水厂建设。年内建成。\n抓好管护。")] == ["抓好水厂建设", "抓好管护"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("年底前完成", date(2024, 12, 31)),
        ("年内建成", date(2024, 12, 31)),
        ("全年培训5期", date(2024, 12, 31)),
        ("6月底前完成", date(2024, 6, 30)),
        ("2月底前完成", date(2024, 2, 29)),
        ("9月30日前完成", date(2024, 9, 30)),
        ("2025年3月1日前", date(2025, 3, 1)),
        ("上半年完成", date(2024, 6, 30)),
        ("三季度末完成", date(2024, 9, 30)),
        ("2025年底前建成", date(2025, 12, 31)),
        ("持续推进", None),
        ("2月31日前完成", None),
        ("每年年底总结", date(2024, 12, 31)),
    ],
)
def test_deadline(text: str, due: date | None) -> None:
    assert due_of(text, 2024) == due


def test_no_deadline_is_made_up_when_the_year_is_unknown() -> None:
    assert due_of("年底前完成", None) is None


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("修路。（责任单位：农业中心）", "农业中心"),
        ("牵头单位：住建局；配合单位：财政局", "住建局"),
        ("（县住建局牵头，各镇配合）", "县住建局"),
        ("由教育局牵头推进", "教育局"),
        ("抓落实", None),
    ],
)
def test_lead_unit(text: str, lead: str | None) -> None:
    assert lead_of(text) == lead


def test_json_is_the_contract_s(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN + "1.新建水厂2座。", encoding="utf-8")
    value = json.loads(json.dumps(report_read(tmp_path / "a.txt").to_json()))
    document = value["documents"][0]
    assert set(value["source"]) == {"name", "sha256", "format", "chars"}
    assert set(document) == {
        "title",
        "issuer",
        "summary_year",
        "plan_year",
        "signed_by",
        "signed_on",
        "start",
        "end",
        "sections",
        "quantities",
        "commitments",
        "relations",
    }
    assert set(document["sections"][0]) == {"level", "marker", "title", "start", "end", "role"}
    assert set(document["quantities"][0]) == {
        "start",
        "end",
        "text",
        "value",
        "max",
        "unit",
        "kind",
        "qualifier",
        "subject",
        "stance",
    }
    assert set(document["commitments"][0]) == {
        "start",
        "end",
        "text",
        "title",
        "due",
        "lead",
        "measurable",
        "quantities",
        "grade",
    }


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "一、",
                "（一）",
                "工作计划\n",
                "县水务局2023年工作总结\n",
                "5件",
                "目录",
                "……",
                "月",
                "年",
                "2024",
                "XX",
                "13月40日前",
                "\n",
            ]
        ),
        max_size=50,
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    for report in text_read(text, "a.txt").documents:
        assert 0 <= report.start <= report.end <= len(text)
        assert all(report.quantities[i].start >= one.start for one in report.commitments for i in one.quantities)
