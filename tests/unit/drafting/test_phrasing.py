from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.datamodel import Span
from bihuan.drafting.numerals import chinese_counted, chinese_numeral, floored
from bihuan.drafting.phrasing import blank_phrase, number_phrase, target_phrase
from bihuan.drafting.source import Quantity


def quantity(text: str, unit: str, value: object = None, kind: str = "count") -> Quantity:
    """A quantity as the reader gives it."""
    number = None if value is None else Decimal(str(value))
    return Quantity(Span(0, len(text)), text, number, None, unit, kind, "", "", "done")


COUNTS = [
    ("2万余份", "份", 20000, 23456, "2.3万余份"),
    ("1,256人次", "人次", 1256, 12345, "12,345人次"),
    ("约300人", "人", 300, 317, "约320人"),
    ("300人左右", "人", 300, 317, "320人左右"),
    ("300人左右", "人", 300, 320, "320人"),
    ("超过200家", "家", 200, 236, "超过230家"),
    ("近200家", "家", 200, 101, "101家"),
    ("四百多人", "人", 400, 436, "四百三十多人"),
    ("两场", "场", 2, 12, "十二场"),
    ("十余次", "次", 10, 23, "二十三次"),
    ("XX余次", "次", None, 752, "750余次"),
    ("XX3件", "件", None, 176, "176件"),
    ("一家", "家", 1, 2, "两家"),
    ("120人", "人", 120, 98765, "98765人"),
]


@pytest.mark.parametrize(("text", "unit", "last", "value", "expected"), COUNTS)
def test_counts_keep_their_words(text, unit, last, value, expected):
    assert number_phrase(quantity(text, unit, last), Decimal(value)).text == expected


MONEY = [
    ("350万元", 3500000, "3724500", "372万元"),
    ("2万元", 20000, "17250", "1.73万元"),
    ("3亿元", 300000000, "3000000", "300万元"),
    ("XX万元", None, "172500", "17.25万元"),
    ("XX余万元", None, "1234567", "120余万元"),
    ("XX万余元", None, "110000", "11万元"),
    ("6000元", 6000, "172500.00", "172500元"),
    ("6000元", 6000, "2345000", "234.5万元"),
    ("12.5万元", 125000, "140000", "14万元"),
]


@pytest.mark.parametrize(("text", "last", "value", "expected"), MONEY)
def test_money_keeps_its_unit_unless_that_reads_absurdly(text, last, value, expected):
    assert number_phrase(quantity(text, "元", last, "money"), Decimal(value)).text == expected


RATES = [
    ("98.6%", 98.6, "97.42", "97.4%"),
    ("98%", 98, "97.42", "97%"),
    ("100%", 100, "96", "96%"),
    ("100%", 100, "99.97", "99.97%"),
    ("98%", 98, "99.8", "99.8%"),
    ("XX%", None, "94.9661", "94.97%"),
    ("XX%", None, "100", "100%"),
]


@pytest.mark.parametrize(("text", "last", "value", "expected"), RATES)
def test_a_rounding_never_makes_a_rate_all_or_nothing(text, last, value, expected):
    assert number_phrase(quantity(text, "%", last, "rate"), Decimal(value)).text == expected


BLANKS = [
    ("5000余份", "份", 5000, "count", "XX份"),
    ("XX3件", "件", None, "count", "XX件"),
    ("近XX余人", "人", None, "count", "近XX余人"),
    ("3万元", "元", 30000, "money", "XX万元"),
    ("98.6%", "%", 98.6, "rate", "XX%"),
    ("第三", "名", 3, "rank", "第X"),
    ("第3名", "名", 3, "rank", "第X名"),
    ("100场以上", "场", 100, "count", "XX场以上"),
    ("8-10家", "家", 8, "count", "XX家"),
    ("四百多人", "人", 400, "count", "XX人"),
]


@pytest.mark.parametrize(("text", "unit", "last", "kind", "expected"), BLANKS)
def test_a_blank_holds_nothing_of_last_year(text, unit, last, kind, expected):
    assert blank_phrase(quantity(text, unit, last, kind)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("100场以上", "120场以上"), ("不少于100场", "不少于120场"), ("8-10场", "120场")]
)
def test_a_limit_of_a_target_stays_a_limit(text, expected):
    assert target_phrase(quantity(text, "场", 100), Decimal(120)).text == expected


def test_done_work_is_no_limit():
    assert number_phrase(quantity("100场以上", "场", 100), Decimal(86)).text == "86场"


@given(st.integers(1, 10**7), st.sampled_from(["5000余份", "XX多份", "超过300份", "2万余份"]))
def test_odd_and_over_never_claim_more_than_there_is(value, text):
    said = number_phrase(quantity(text, "份", 1), Decimal(value)).text
    number = Decimal("".join(c for c in said if c.isdigit() or c == "."))
    assert number * (10000 if "万" in said else 1) <= value


@given(st.integers(1, 10**9))
def test_cutting_keeps_two_figures(value):
    cut = floored(Decimal(value))
    assert cut <= value < cut * Decimal("1.1") + 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (105, "一百零五"),
        (436, "四百三十六"),
        (10010, "一万零一十"),
        (230000, "二十三万"),
    ],
)
def test_chinese_numerals(value, expected):
    assert chinese_numeral(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(2, "两"), (12, "十二"), (200, "两百"), (222, "两百二十二")])
def test_counted_things_take_liang(value, expected):
    assert chinese_counted(value) == expected
