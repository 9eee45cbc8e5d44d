"""Drafts and amended texts of one document share a key; other documents do not."""

import pytest

from bihuan.cataloguing.card import card_of
from bihuan.cataloguing.versions import version_key
from bihuan.commitments import text_read


def key(title: str, below: str = "正文。") -> str:
    return version_key(card_of(text_read(f"# {title}\n\n{below}", "文件.md"), "文件.md"))


@pytest.mark.parametrize(
    "other",
    [
        "云川县水渠管理办法（试行）",
        "云川县水渠管理办法（2023年修订）",
        "云川县水渠管理办法（征求意见稿）",
        "云川县水渠管理办法（第二次修正）",
        "云川县水渠管理办法(2023-12-29)",
        "云川县 水渠管理办法（送审稿）（2022年版）",
        "云川县水渠管理办法-最终版",
        "云川县水渠管理办法v2",
        "云川县水渠管理办法(1)",
        "云川县水渠管理办法（2021年）",
        "云川县水渠管理办法2021年修订版",
        "云川县水渠管理办法_20231229",
    ],
)
def test_a_version_of_the_same_document(other: str) -> None:
    assert key(other) == key("云川县水渠管理办法") != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云川县水渠管理办法", "云山县水渠管理办法"),
        ("云川县水渠管理办法", "云川县水渠管理办法实施细则"),
        ("云川县水利局2022年工作总结", "云川县水利局2023年工作总结"),
        ("云川县2022年防汛工作方案", "云川县2023年防汛工作方案"),
        ("云川县防汛预案（2022年）", "云川县防汛预案（2023年）"),
        ("云川县防汛预案2022", "云川县防汛预案2023"),
        ("刑法修正案（五）", "刑法修正案（六）"),
        ("宪法修正案（1999年）", "宪法修正案（2004年）"),
        ("云川县人民代表大会议事规则", "云川县人民代表大会常务委员会议事规则"),
    ],
)
def test_another_document(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_law_is_the_same_whoever_amended_it() -> None:
    first = "1999年5月1日 第九届全国人民代表大会第二次会议通过"
    amended = "2009年5月1日 第十一届全国人民代表大会常务委员会第二次会议修订"
    assert key("中华人民共和国水渠法", first) == key("水渠法（2009年修正）", amended)


def test_a_common_title_is_told_apart_by_its_body() -> None:
    below = "新建水渠3条。\n\n{}\n2024年1月9日"
    assert key("工作总结", below.format("云川县水利局")) != key("工作总结", below.format("云川县教育局"))


def test_speeches_of_one_title_are_told_apart_by_their_day() -> None:
    title = "在全县水利工作会议上的讲话"
    assert key(title, "（2023年3月5日）\n同志们：") != key(title, "（2024年3月5日）\n同志们：")
    assert key(title) == ""


@pytest.mark.parametrize("title", ["工作总结", "通知", "2023年工作总结", "…"])
def test_a_title_that_could_be_of_any_document_has_no_key(title: str) -> None:
    assert key(title) == ""
