"""Promises of a bureau's plan, answered when the next year's report comes in."""

import pytest

from bihuan.apps.library.models import LibraryPromise
from bihuan.apps.library.promises import promises_choices, promises_kept
from bihuan.apps.library.selectors import library_search
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError

CONSOLE = console("测试")
FIRST = """云川县水务局2022年工作总结和2023年工作计划

一、2022年工作总结
完成水利投资5亿元，新建供水工程8处。

二、2023年工作计划
（一）加快供水。新建供水工程12处，培训水管员300人次。
（二）守牢防汛。新增监测站点40个。

云川县水务局
2022年12月20日
"""
NEXT = """云川县水务局2023年工作总结和2024年工作计划

一、2023年工作总结
（一）供水保障有力。新建供水工程7处，培训水管员320人次。

二、2024年工作计划
（一）加快供水。新建供水工程9处。

云川县水务局
2023年12月20日
"""


def told(actor=CONSOLE, **asked) -> list[tuple[float, str]]:
    return [(one.value, one.verdict) for one in promises_kept(actor, **asked)]


def hits(text, actor=CONSOLE) -> list[str]:
    return [hit.fact["verdict"] for hit in library_search(text, actor).hits]


@pytest.fixture
def both(keep):
    keep("2022.txt", FIRST)
    keep("2023.txt", NEXT)


def test_promises_are_answered_when_the_next_report_comes_in(both):
    assert told() == [(12.0, "missed"), (300.0, "met"), (40.0, "unreported")]
    assert {(one.issuer, one.year) for one in LibraryPromise.objects.all()} == {("云川县水务局", 2023)}


def test_the_order_of_arrival_does_not_matter(keep):
    keep("2023.txt", NEXT)
    keep("2022.txt", FIRST)
    assert told() == [(12.0, "missed"), (300.0, "met"), (40.0, "unreported")]


def test_places_are_those_of_the_two_texts(both):
    one = promises_kept(CONSOLE, state="unmet").get()
    assert (FIRST[one.start : one.end], NEXT[one.result_start : one.result_end]) == (one.text, one.result)


def test_the_list_is_filtered(both):
    assert told(state="unreported") == [(40.0, "unreported")]
    assert told(words="供水工程") == [(12.0, "missed")]
    assert told(issuer="云川县水务局", year=2024) == []
    assert promises_choices(CONSOLE) == (["云川县水务局"], [2023])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("承诺:未完成 水务局", ["missed"]),
        ("承诺:未反馈", ["unreported"]),
        ("承诺:全部 培训", ["met"]),
        ("承诺:全部 单位:水务局 年:2023", ["missed", "met", "unreported"]),
        ("承诺:全部 年:2022", []),
        ("承诺:全部 单位:教育局", []),
    ],
)
def test_the_search_box_asks_for_promises(both, text, found):
    assert hits(text) == found


def test_numbers_are_not_asked_together_with_promises(both):
    with pytest.raises(BihuanError) as caught:
        library_search("承诺:全部 投资>100万元", CONSOLE)
    assert caught.value.code == "search.promises"


def test_a_promise_needs_the_right_to_both_documents(keep, reader):
    keep("2022.txt", FIRST)
    keep("2023.txt", NEXT, unit="QX-02", access="unit")
    assert told(reader("other", "QX-01")) == []
    assert hits("承诺:全部", reader("another", "QX-01")) == []
    assert len(told(reader("own", "QX-02"))) == 3


def test_other_kinds_of_documents_are_not_looked_at(keep):
    keep("2022.txt", FIRST)
    keep("通知.txt", "云川县水务局关于开展2023年检查的通知\n\n各乡镇：\n请于2023年6月底前检查水库12座。\n")
    assert told() == []
