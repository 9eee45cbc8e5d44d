"""How values, dates, periods and pieces of a draft are written on pages."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.datamodel import Claim, ClaimKind, Period
from bihuan.web.asked import period_words
from bihuan.web.charts import trend_svg
from bihuan.web.sealed import pieces_of, role_of, sentence_cut
from bihuan.web.series import Point
from bihuan.web.templatetags.words import day, number, signed


@pytest.mark.parametrize(
    ("value", "text"), [("1234.50", "1,234.5"), ("0.125", "0.13"), ("100.00", "100"), (0, "0"), (None, "—")]
)
def test_numbers(value, text):
    assert number(value) == text


@pytest.mark.parametrize(("value", "text"), [("91.3", "91.3"), (100, "100.0"), ("1234.56", "1,234.6"), (None, "—")])
def test_a_column_of_rates_has_even_decimals(value, text):
    assert number(value, 1) == text


@pytest.mark.parametrize(("value", "text"), [("3.20", "+3.2"), ("-6.5", "−6.5"), ("0", "0"), (None, "—")])
def test_changes_carry_their_sign(value, text):
    assert signed(value and Decimal(value)) == text


def test_a_day_in_words():
    assert day(date(2024, 1, 5)) == "2024年1月5日"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2024", "2024年"),
        ("2024H2", "2024年下半年"),
        ("2024Q3", "2024年第三季度"),
        ("2024-05", "2024年5月"),
        ("2024W07", "2024年第7周"),
        ("2024-09..2024-12", "2024年9月至12月"),
    ],
)
def test_periods_in_words(name, words):
    assert period_words(Period.parse(name)) == words


def test_a_line_is_cut_at_its_numbers():
    claim = Claim(id="c001", kind=ClaimKind.BOUND, text="41宗", last_year="38宗")
    pieces = list(pieces_of("立案41宗，结案。", [(2, 5, claim)], 0))
    assert [piece.text for piece in pieces] == ["立案", "41宗", "，结案。"]
    assert [piece.claim for piece in pieces] == [None, claim, None]


def test_a_run_in_heading_ends_at_its_first_stop():
    line = "（一）加强管理。立案41宗。"
    assert [(piece.text, piece.run) for piece in pieces_of(line, [], 8)] == [("（一）加强管理。", 1), ("立案41宗。", 0)]


@pytest.mark.parametrize(
    ("line", "last", "role"),
    [
        ("一、工作情况", False, "heading1"),
        ("（二）加强管理。做好工作。", False, "heading2"),
        ("1.抓学习。", False, "body"),
        ("青禾县城管局", True, "signature"),
        ("2024年X月X日", True, "date"),
        ("为全县发展作出贡献。", True, "body"),
    ],
)
def test_roles_of_paragraphs(line, last, role):
    assert role_of(line, first=False, last=last) == role


def test_the_sentence_around_a_number():
    text = "前一句。全年立案38宗，结案30宗。后一句。"
    assert sentence_cut(text, 8, 11) == ("全年立案", "38宗", "，结案30宗。")


def test_a_month_without_value_is_left_out_of_the_chart():
    svg = trend_svg([Point(1, Decimal(3), Decimal(4)), Point(2, None, Decimal(5))], "件")
    assert svg.startswith("<svg") and "件" in svg


def test_nothing_to_draw_is_no_chart():
    assert trend_svg([Point(1, None, None)], "件") == ""
