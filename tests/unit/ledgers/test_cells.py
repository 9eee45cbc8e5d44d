from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.apps.ledgers.cells import (
    YEARLESS,
    CellFault,
    boolean_read,
    choice_reader,
    date_read,
    field_reader,
    money_reader,
    number_read,
    scaled_read,
    text_read,
    year_given,
)
from bihuan.packs.schema import LedgerField
from support.county import USES

WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
believable = st.dates(date(1950, 1, 1), date(2119, 12, 31))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.5", "1234.5"), ("１２", "12"), ("１，２３４．５", "1234.5"), ("12万", "120000"), ("3.5亿", "350000000"),
        ("2千", "2000"), ("-5", "-5"), ("−5", "-5"), (" 7 ", "7"), ("¥12", "12"), (3, "3"), (2.5, "2.5"), (0.1 + 0.2, "0.3"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_a_person_would(cell, value):
    assert number_read(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell", ["½", "5²", "约12", "1,23", "12,34.5", "三十左右", "1.2.3", "--", "X", True, date(2023, 1, 1)]
)
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(CellFault):
        number_read(cell)


def test_a_number_may_carry_the_columns_own_measure():
    assert number_read("12件", ("件",)) == 12
    with pytest.raises(CellFault):
        number_read("12宗", ("件",))


def test_finer_digits_are_refused_not_rounded():
    with pytest.raises(CellFault, match="小数超过 2 位"):
        scaled_read("1.005", 2)
    with pytest.raises(CellFault, match="应为整数"):
        scaled_read(2.5, 0)


@pytest.mark.parametrize(
    ("measure", "cell", "fen"),
    [
        ("元", "12万元", 12_000_000),
        ("元", "1,234.5", 123_450),
        ("万元", 12, 12_000_000),
        ("万元", "12万", 12_000_000),
        ("元", 3.5, 350),
    ],
)
def test_money_is_kept_in_fen(measure, cell, fen):
    assert money_reader(measure)(cell) == fen


@given(st.decimals(-(10**12), 10**12, places=2), st.booleans(), st.booleans())
def test_any_spelling_of_a_number_reads_back(number, wide, commas):
    text = f"{number:,f}" if commas else f"{number:f}"
    assert scaled_read(text.translate(WIDE) if wide else text, 2) == int(number * 100)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_a_fault(text):
    with suppress(CellFault):
        assert number_read(text).is_finite()


FORMS = ["{0.year}.{0.month}.{0.day}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}"]


@pytest.mark.parametrize("form", FORMS)
@given(day=believable, wide=st.booleans())
def test_any_spelling_of_a_day_reads_back(form, day, wide):
    text = form.format(day)
    assert date_read(text.translate(WIDE) if wide else text) == day.isoformat()


@given(believable)
def test_excels_serial_days_read_back(day):
    serial = (day - date(1899, 12, 30)).days
    assert (
        date_read(serial)
        == date_read(float(serial))
        == date_read(datetime(day.year, day.month, day.day))
        == day.isoformat()
    )


@given(st.dates(date(2023, 1, 1), date(2023, 12, 31)))
def test_a_day_without_its_year_waits_for_it(day):
    read = date_read(f"{day.month}月{day.day}日")
    assert read.startswith(YEARLESS)
    assert year_given(read, 2023) == day.isoformat()


def test_a_leap_day_needs_a_leap_year():
    with pytest.raises(CellFault, match="不是一个存在的日子"):
        year_given(date_read("2月29日"), 2023)


@pytest.mark.parametrize(
    "cell", ["2023.13.1", "2023-2-30", "9.5", "昨天", "23.9.5", 12, True, timedelta(1), "0099年1月1日"]
)
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(CellFault):
        date_read(cell)


@pytest.mark.parametrize(
    ("cell", "value"), [("是", True), ("√", True), ("Ｙ", True), (1, True), (False, False), ("无", False), ("×", False)]
)
def test_yes_and_no(cell, value):
    assert boolean_read(cell) is value


def test_a_wrong_choice_lists_the_right_ones():
    read = choice_reader({"巡查": "patrol", "举报": "public"}, ["巡查", "举报"])
    assert read(" 巡查 ") == "patrol"
    with pytest.raises(CellFault, match="“来电”不在可选项里，可填：巡查、举报"):
        read("来电")


def test_text_keeps_line_breaks_and_loses_control_characters():
    assert text_read("甲\n乙\x00") == "甲\n乙"
    assert text_read(20230905.0) == "20230905"


@pytest.mark.parametrize(
    ("kind", "cell", "stored"),
    [
        ("tags", "住房、绿化", ",green,house,"),
        ("tags", ["road", "绿化"], ",green,road,"),
        ("point", "113.2500000，23.13", "113.25,23.13"),
        ("point", "113.1234567 24.5", "113.123457,24.5"),
        ("polygon", "113.1,23.1 113.2,23.1 113.2,23.2", "113.1,23.1 113.2,23.1 113.2,23.2 113.1,23.1"),
        ("polygon", "113.1,23.1;113.2,23.1;113.2,23.2;113.1,23.1", "113.1,23.1 113.2,23.1 113.2,23.2 113.1,23.1"),
    ],
)
def test_tags_and_places_are_stored_in_one_spelling(kind, cell, stored):
    assert field_reader(field_of_kind(kind))(cell) == stored


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        ("tags", "绿化、河道", "“河道”不在可选项里"),
        ("point", "23.13,113.25", "经度、纬度是否写反"),
        ("point", "县政府门口", "请写成 经度,纬度"),
        ("polygon", "113.1,23.1 113.2,23.1 113.1,23.1", "至少要有三个不同的点"),
    ],
)
def test_what_is_no_tag_or_place_is_refused(kind, cell, words):
    with pytest.raises(CellFault, match=words):
        field_reader(field_of_kind(kind))(cell)


def test_a_unit_is_stored_by_its_code_whatever_name_is_written():
    codes = {"东镇": "A1", "A1": "A1"}
    read = field_reader(field_of_kind("unit"), unit_code=codes.__getitem__)
    assert (read("东镇"), read("Ａ１")) == ("A1", "A1")


def field_of_kind(kind):
    choices = USES if kind == "tags" else []
    return LedgerField.model_validate({"name": "field", "label": "字段", "type": kind, "choices": choices})
