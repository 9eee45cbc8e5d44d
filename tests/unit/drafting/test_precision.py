"""Numbers that must not take an indicator: another's, a part's, another time's, one that two indicators could be."""

import pytest

from bihuan.drafting.memory import Remembered


def note(draw, body, known=None, place=0, **more):
    """The note of one number's claim."""
    return draw(body, known or {"filed": 9, "closed": 7, "fines": 100}, **more).draft.manifest.claims[place]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("县交通运输局立案12宗。", "县交通运输局"),
        ("9月9日开展行动立案12宗。", "某一天"),
        ("9月，立案12宗。", "某月"),
        ("上年9月以来，立案12宗。", "跨年"),
        ("12月以来，立案12宗。", "统计时点之后"),
        ("罚款每人20元。", "每人"),
        ("新购执法车12辆。", "没有指标"),
        ("立案、结案共12宗。", "分不清"),
    ],
)
def test_left_blank_with_the_reason(draw, body, why):
    claim = note(draw, body)
    assert claim.text.startswith("XX") and why in claim.note


@pytest.mark.parametrize("actor", ["我局", "县城管局", "今年以来县城管局"])
def test_the_unit_itself_may_act_by_any_of_its_names(draw, actor):
    assert note(draw, f"{actor}立案12宗。").text == "9宗"


def test_a_part_takes_the_parts_indicator(draw):
    claim = note(draw, "对燃气类案件立案12宗。", {"filed": 90, "filed[kind=gas]": 4})
    assert (claim.text, claim.indicator) == ("4宗", "filed[kind=gas]")


def test_a_section_about_one_kind_restricts_its_numbers(draw):
    body = "（一）加强燃气类案件查处。全年立案12宗。"
    assert note(draw, body, {"filed": 90, "filed[kind=gas]": 4}).text == "4宗"


@pytest.mark.parametrize(
    ("when", "text", "period", "as_of"),
    [
        ("上半年", "5宗", "2024H1", "2024-10-31"),
        ("1—9月", "9宗", "2024", "2024-09-30"),
        ("9月以来", "3宗", "2024-09..2024-12", "2024-10-31"),
        ("9月份以来，累计", "3宗", "2024-09..2024-12", "2024-10-31"),
        ("4至8月", "2宗", "2024-04..2024-08", "2024-10-31"),
        ("其中三季度", "4宗", "2024Q3", "2024-10-31"),
        ("前三季度累计", "9宗", "2024", "2024-09-30"),
        ("9月结案1宗，累计", "9宗", "2024", "2024-10-31"),
        ("9月9日召开会议，全年", "9宗", "2024", "2024-10-31"),
        ("2023年以来", "9宗", "2024", "2024-10-31"),
    ],
)
def test_a_part_of_the_year_keeps_its_time(draw, when, text, period, as_of):
    known = {
        "filed": 9,
        "closed": 1,
        "filed@2024H1": 5,
        "filed@2024-09..2024-12": 3,
        "filed@2024-04..2024-08": 2,
        "filed@2024Q3": 4,
    }
    claim = draw(f"{when}，立案12宗。", known).draft.manifest.claims[-1]
    assert (claim.text, claim.period, str(claim.as_of)) == (text, period, as_of)


@pytest.mark.parametrize(
    ("known", "expected"),
    [({"filed@2024-09..2024-12": 3}, "9月以来，立案3宗，结案XX宗。"), ({}, "X月以来，立案XX宗，结案XX宗。")],
)
def test_a_month_to_count_from_stays_only_with_a_number_counted_from_it(said, known, expected):
    assert said("9月以来，立案12宗，结案8宗。", known) == expected


@pytest.mark.parametrize(
    ("body", "text", "period", "as_of"),
    [
        ("2022年，立案12宗；2023年，立案15宗。", "8宗", "2023", "2023-12-31"),
        ("2022年立案12宗。", "7宗", "2022", "2022-12-31"),
        ("二〇二二年立案12宗。", "7宗", "2022", "2022-12-31"),
        ("去年立案12宗。", "8宗", "2023", "2023-12-31"),
        ("去年同期立案12宗。", "8宗", "2023", "2023-10-31"),
        ("按照《三年行动方案（2020—2022年）》，立案12宗。", "9宗", "2024", "2024-10-31"),
    ],
)
def test_a_year_that_is_named_is_whole_and_the_one_that_the_draft_writes(draw, body, text, period, as_of):
    claim = draw(body, {"filed": 9, "filed@2023": 8, "filed@2022": 7}).draft.manifest.claims[0]
    assert (claim.text, claim.period, str(claim.as_of)) == (text, period, as_of)


def test_respectively_gives_each_number_its_own_word(said):
    assert said("立案、结案分别为12宗、10宗。", {"filed": 9, "closed": 7}) == "立案、结案分别为9宗、7宗。"


def test_nothing_recorded_is_not_zero(draw):
    assert note(draw, "立案12宗。", {"filed": 0}).text == "XX宗"


def test_nothing_pending_is_zero(said):
    assert said("共转办90件，5件待办。", {"dispatched": 3, "pending": 0}) == "共转办3件，0件待办。"


def test_a_confirmed_binding_goes_before_all_rules(draw):
    known = Remembered("2023年工作情况|全年新立街面案◇", "宗", "filed")
    assert note(draw, "全年新立街面案12宗。", remembered=[known]).text == "9宗"


def test_no_number_of_last_year_is_left_standing(draw):
    body = "投入资金35万元，惠及群众1200余人，增长8.5%，位居第四，完成率99%，建成两座公园。"
    text = draw(body, {}).draft.paragraphs[-1].text
    assert not any(char.isdigit() for char in text) and "四" not in text and "两" not in text


@pytest.mark.parametrize("body", ["派发传单五千余份。", "共有千余名群众参加。", "派发传单５０００份。"])
def test_a_number_the_reading_passed_over_does_not_stay(draw, body):
    text = draw(body, {}).draft.paragraphs[-1].text
    assert "XX" in text and "千" not in text and "5000" not in text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("慰问数十名、上百名、几十名群众。", "慰问XX名、XX名、XX名群众。"),
        ("清理三百来吨，投入百万元。", "清理XX吨，投入XX万元。"),
        ("办结率九成三，四分之三的商户、半数以上的摊点参加。", "办结率XX%，XX%的商户、XX%的摊点参加。"),
        ("发放1 234份，约5 000份传单。", "发放XX份，XX份传单。"),
        ("近万人参加，二十几个小区、7座亭。", "XX人参加，XX个小区、XX座亭。"),
    ],
)
def test_a_number_in_any_spelling_is_left_open(said, body, expected):
    assert said(body, {}) == expected


SPELLINGS = (
    "12 1,234 十二 五千余 数十 几百 上千 近万 三百来 两千多 1.2万 １２３ 2.3亿余 百余 二十几 7至8 三四十 成百上千"
)
MEASURES = ["份", "名", "家", "场次", "件", "吨", "处", "人次", "个", "户", "晚"]


@pytest.mark.parametrize("number", [*SPELLINGS.split(), "1 234", "12 "])
def test_no_spelling_of_a_number_stands(said, number):
    text = said("，".join(f"清理{number}{measure}" for measure in MEASURES) + "。", {})
    assert text.count("XX") == len(MEASURES) and not set(text) & set("0123456789１２３一二三四五六七八九十百千几数")


def test_a_rate_spelled_in_words_is_written_in_percent(said):
    assert said("办结率九成三。", {"done_rate": "96.4"}) == "办结率96.4%。"


@pytest.mark.parametrize(
    "body", ["落实“7个100%”要求。", "走进千家万户。", "按照《20条措施》推进。", "第14批名单公布。"]
)
def test_names_with_numbers_stay(said, body):
    assert said(body, {}) == body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("立案44宗，比上年增加5宗，增长12.8%。", "立案41宗，比上年减少3宗，下降6.8%。"),
        ("立案44宗，是上年的1.2倍。", "立案41宗，是上年的0.9倍。"),
        ("去年立案40宗，今年立案44宗。", "去年立案44宗，今年立案41宗。"),
        ("立案44宗（其中燃气类5宗、规划类39宗）。", "立案41宗（其中燃气类4宗、规划类37宗）。"),
    ],
)
def test_comparisons_and_lists(said, body, expected):
    known = {
        "filed": 41, "filed@2023": 44, "filed:yoy": "-6.82", "filed:yoy_difference": -3, "filed:times_last_year": "0.93",
        "filed[kind=gas]": 4, "filed[kind=planning]": 37,
    }  # fmt: skip
    assert said(body, known) == expected


def test_an_average_that_a_pack_keeps_is_bound(said):
    assert said("平均办理用时5天。", {"days_each": 7}) == "平均办理用时7天。"


def test_an_average_that_no_pack_keeps_is_left_open(said):
    assert said("平均等待用时5天。", {"days_each": 7}) == "平均等待用时XX天。"
