"""Promises of one year's plan beside the next year's report."""

import pytest

from bihuan.commitments import text_read
from bihuan.promises import Answer, promises_answer, promises_find

PLAN = "云溪县水务局2023年工作总结及2024年工作计划\n一、2023年工作情况\n（一）加强管护。全年巡查河道80次。\n二、2024年工作计划\n（一）抓好重点工作。{}\n"
SUMMARY = "云溪县水务局2024年工作总结及2025年工作计划\n一、2024年工作情况\n（一）加强管护。{}\n二、2025年工作计划\n（一）抓好重点工作。{}\n"


def answers(planned: str, done: str, next_plan: str = "继续加强管护。") -> list[Answer]:
    """The promises of a plan answered from the next year's words."""
    before = text_read(PLAN.format(planned), "a.txt")
    after = text_read(SUMMARY.format(done, next_plan), "b.txt")
    return promises_answer(promises_find(before.text, before.documents[0]), after.text, after.documents[0])


@pytest.mark.parametrize(
    ("planned", "done", "verdict"),
    [
        ("新建污水管网30公里以上。", "新建污水管网32公里。", "met"),
        ("新建污水管网30公里以上。", "新建污水管网28公里。", "near"),
        ("新建污水管网30公里以上。", "新建污水管网12公里。", "missed"),
        ("新建污水管网30公里以上。", "清理河道垃圾500吨。", "unreported"),
        ("供水漏损率控制在9%以内。", "供水漏损率8.5%。", "met"),
        ("供水漏损率控制在9%以内。", "供水漏损率12%。", "missed"),
        ("万元GDP用水量下降3%以上。", "万元GDP用水量下降4.1%。", "met"),
        ("单位地区生产总值能耗下降3%以上。", "能耗强度下降3.4%。", "met"),
        ("污水处理收费收入增长5%以上。", "污水处理收费收入下降6%。", "missed"),
        ("居民消费价格涨幅3%左右。", "居民消费价格上涨2%。", "met"),
        ("供水普及率不低于95%。", "供水普及率96%。", "met"),
        ("供水普及率不低于95%。", "供水普及率90%。", "near"),
        ("供水漏损率降至9%以下。", "供水漏损率9.5%。", "near"),
        ("供水漏损率增幅不超过1%。", "供水漏损率增长3%。", "missed"),
        ("新建村级水站25个。", "建成村级水站25所。", "met"),
        ("招聘水管员60名。", "招聘水管员47人。", "missed"),
        ("水费收入突破1.2亿元。", "水费收入12300万元。", "met"),
        ("农村供水覆盖率100%。", "农村供水实现全覆盖。", "met"),
        ("投诉办结率100%。", "受理投诉73件，全部办结。", "met"),
        ("供水安全事故控制在0起。", "全年未发生供水安全事故。", "met"),
        ("污水处理收费收入增长5%以上。", "预计全年污水处理收费收入增长5.5%。", "met"),
        ("用水大户突破1500家。", "用水大户净增410家，总数达1560家。", "met"),
        ("供水补助标准再增加40元。", "供水补助标准提高到每人490元。", "unreported"),
        ("地区生产总值增长6%－7%。", "地区生产总值达到56亿元，增长6.4%。", "met"),
    ],
)
def test_a_verdict_follows_the_good_direction(planned: str, done: str, verdict: str) -> None:
    assert [answer.verdict for answer in answers(planned, done)] == [verdict]


def test_members_of_a_list_are_promises_of_their_own() -> None:
    (first, second) = answers("化学需氧量、氨氮排放量要分别下降2%。", "全年巡查河道90次。")
    assert (first.promise.indicator, second.promise.indicator) == ("化学需氧量排放量", "氨氮排放量")


def test_a_change_is_not_answered_by_a_level() -> None:
    (answer,) = answers("污水处理率提高2%以上。", "污水处理率93%。")
    assert answer.verdict == "unreported"


def test_a_sum_that_is_only_implied_is_no_answer() -> None:
    (answer,) = answers("改造老旧管网260公里。", "完成任务。", "改造老旧管网366公里，比上年增加100公里。")
    assert (answer.verdict, answer.result) == ("unreported", None)


def test_the_next_plan_tells_where_it_starts_from() -> None:
    (answer,) = answers(
        "农村供水补助标准提高到每人320元。", "巡查河道90次。", "农村供水补助标准由每人320元提高到380元。"
    )
    assert answer.result is not None
    assert (answer.result.value, answer.verdict) == (320, "met")


def test_a_task_may_be_told_done_without_a_figure() -> None:
    (answer,) = answers("淘汰老旧水泵600台。", "淘汰老旧水泵任务超额完成。")
    assert answer.result is not None
    assert (answer.result.value, answer.verdict) == (None, "met")


def test_a_value_of_last_year_is_no_promise() -> None:
    (answer,) = answers("农村供水补助标准由每人280元提高到320元。", "巡查河道90次。")
    assert answer.promise.value == 320


def test_which_ones_are_meant_is_no_promise() -> None:
    (answer,) = answers("集体收入20万元以上的村占比达到60%。", "巡查河道90次。")
    assert (answer.promise.value, answer.promise.unit) == (60, "%")


@pytest.mark.parametrize("done", ["巡查河道90次。", "新建污水管网32公里。", "新建污水管网任务超额完成。"])
def test_every_verdict_says_which_way_is_good(done: str) -> None:
    (answer,) = answers("新建污水管网30公里以上。", done)
    assert "越高越好" in answer.why


def test_goals_of_several_years_are_no_promise_of_this_one() -> None:
    assert answers("到2030年，建成骨干水网900公里。", "巡查河道90次。") == []


def test_quotes_are_the_texts_own_words() -> None:
    planned, done = PLAN.format("新建污水管网30公里以上。"), SUMMARY.format("新建污水管网32公里。", "继续。")
    before, after = text_read(planned, "a.txt"), text_read(done, "b.txt")
    (answer,) = promises_answer(promises_find(planned, before.documents[0]), after.text, after.documents[0])
    assert answer.result is not None
    assert planned[answer.promise.start : answer.promise.end] == answer.promise.text == "新建污水管网30公里以上"
    assert done[answer.result.start : answer.result.end] == answer.result.text == "新建污水管网32公里"
