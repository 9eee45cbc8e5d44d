"""Statements without numbers: contradicted by the ledgers, borne out by them, or last year's word that nothing proves."""

import pytest


@pytest.fixture
def told(draw):
    """The commented words of the drafted sentence with their comments."""

    def make(body: str, known: dict[str, object] | None = None) -> dict[str, str]:
        runs = draw(body, known or {}).draft.paragraphs[-1].runs
        return {run.text: run.comment for run in runs if run.comment}

    return make


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("立案12宗，均未结案。", "均未"),
        ("相关规划目前还在审查阶段。", "目前"),
        ("立案12宗，已全部结案。", "已全部"),
        ("发现问题12宗，均已整改到位。", "均已"),
        ("各镇街按期全部完成。", "全部"),
        ("全年无一起行政复议被撤销。", "无一"),
        ("全年未发生安全事故。", "未发生"),
        ("首次获评优秀单位。", "首次"),
        ("连续三年位居前列。", "连续三年"),
        ("投诉量过半来自夜市。", "过半"),
        ("规划馆已建成。", "已"),
    ],
)
def test_last_years_word_is_kept_and_marked(told, body, words):
    assert "没有台账证明" in told(body, {"filed": 9})[words]


@pytest.mark.parametrize(
    "body",
    [
        "对首次轻微违法且及时改正的不予处罚。",
        "做到件件有回音。",
        "各项资金全部通过社会保障卡直接发放。",
        "落实《关于目前形势的通知》。",
        "目前，全县建成服务站33个。",
        "已完成立案12宗。",
        "抓好工作。",
    ],
)
def test_other_sentences_are_not_marked(told, body):
    assert told(body, {"filed": 9, "stations": 33}) == {}


def test_all_is_borne_out_by_a_rate_of_100(told):
    assert told("信访案件全部化解，化解率达100%。", {"resolve_rate": 100}) == {}


def test_all_is_borne_out_by_a_part_as_large_as_its_whole(told):
    assert told("转办90件，办结90件，全部办结。", {"dispatched": 520, "done": 520}) == {}


def test_all_is_contradicted_by_a_part_smaller_than_its_whole(told):
    comment = told("转办90件，办结90件，全部办结。", {"dispatched": 520, "done": 517})["全部"]
    assert comment == "与台账不符：办结数517，转办数520，不能说“全部”，请改写"


def test_a_way_of_working_is_contradicted_too(told):
    assert "与台账不符" in told("件件有着落，化解率100%。", {"resolve_rate": 96})["件件"]


def test_the_manifest_lists_every_mark(draw):
    notes = draw("立案12宗，均未结案。", {"filed": 9}).draft.manifest.notes
    assert any("上年的说法“均未结案”" in note for note in notes)


def test_a_plan_is_not_marked(draw):
    text = "某局2023年工作总结及2024年工作计划\n一、工作情况\n抓好工作。\n二、2024年工作计划\n目前短板全部完成整改。\n"
    assert not any(run.comment for p in draw(text, {}, whole=True).draft.paragraphs for run in p.runs)
