"""Promises without a number beside what the next year's report says of the same matter."""

import pytest

from bihuan.commitments import text_read
from bihuan.promises import TextAnswer, promises_find, texts_answer, texts_find

PLAN = "云溪县水务局2023年工作总结及2024年工作计划\n一、2023年工作情况\n（一）加强管护。全年巡查河道80次。\n二、2024年工作计划\n（一）抓好重点工作。{}\n（二）强化宣传引导。印制节水手册。\n"
SUMMARY = "云溪县水务局2024年工作总结及2025年工作计划\n一、2024年工作情况\n（一）加强管护。{}\n二、存在问题\n{}\n三、2025年工作计划\n（一）抓好重点工作。{}\n"


def answers(planned: str, done: str, again: str = "继续抓好管护。", trouble: str = "人手不足。") -> list[TextAnswer]:
    """The text promises of the first task, answered from the next year's words."""
    before = text_read(PLAN.format(planned), "a.txt")
    after = text_read(SUMMARY.format(done, trouble, again), "b.txt")
    report = before.documents[0]
    promises = texts_find(before.text, report, promises_find(before.text, report))
    found = texts_answer(promises, before.text, after.text, after.documents[0])
    return [one for one in found if one.promise.title == "抓好重点工作"]


@pytest.mark.parametrize(
    ("planned", "done", "again", "status"),
    [
        ("建立河长巡查制度。", "河长巡查制度全面建立。", "加强培训。", "done"),
        ("出台饮用水源地保护办法。", "《云溪县饮用水源地保护办法》印发实施。", "加强培训。", "done"),
        ("完成灌区信息化系统建设。", "灌区信息化系统建设有序推进。", "加强培训。", "mentioned"),
        ("完成灌区信息化系统建设。", "清理河道垃圾。", "加快灌区信息化系统建设。", "mentioned"),
        ("完成水利普查档案整编。", "水利普查档案整编已完成七成。", "加强培训。", "mentioned"),
        ("建立河长巡查制度。", "清理河道垃圾。", "加强培训。", "silent"),
    ],
)
def test_a_status_follows_what_is_said_later(planned: str, done: str, again: str, status: str) -> None:
    assert [answer.status for answer in answers(planned, done, again)] == [status]


def test_a_trouble_is_not_a_deed() -> None:
    (answer,) = answers("解决灌区末级渠系渗漏。", "清理河道垃圾。", trouble="灌区末级渠系渗漏问题仍然突出。")
    assert answer.status == "mentioned"


def test_a_matter_is_found_under_its_other_name() -> None:
    (answer,) = answers("推行水费网上办理。", "水费一网通办上线运行。")
    assert answer.status == "done"


def test_quotes_are_the_texts_own_words() -> None:
    planned, done = "会同城管部门出台河道保洁管理办法。", "河道保洁管理办法出台。"
    (answer,) = answers(planned, done)
    before, after = PLAN.format(planned), SUMMARY.format(done, "人手不足。", "继续抓好管护。")
    assert answer.result is not None
    assert before[answer.promise.start : answer.promise.end] == answer.promise.text == planned[:-1]
    assert after[answer.result.start : answer.result.end] == answer.result.text == done[:-1]


@pytest.mark.parametrize(
    ("planned", "promises"),
    [
        ("新建污水管网30公里，出台管护办法。", ["出台管护办法"]),  # the number is answered as a number
        ("制定抗旱预案，修订防汛预案，让群众安心。", ["制定抗旱预案", "修订防汛预案"]),
        ("对城区泵站，逐一开展检修。", ["对城区泵站，逐一开展检修"]),
        ("6月底前完成渠首闸门检修。", ["6月底前完成渠首闸门检修"]),
        ("水利是农业的命脉。", []),
    ],
)
def test_a_promise_is_a_clause_that_opens_with_a_deed(planned: str, promises: list[str]) -> None:
    assert [
        one.promise.text for one in answers(planned, "巡查河道90次。") if one.promise.text != "抓好重点工作"
    ] == promises


@pytest.mark.parametrize(("planned", "grade"), [("6月底前出台管护办法。", "date"), ("出台管护办法。", "verb_only")])
def test_a_promise_without_a_number_may_still_say_when(planned: str, grade: str) -> None:
    assert [answer.promise.grade for answer in answers(planned, "巡查河道90次。")] == [grade]
