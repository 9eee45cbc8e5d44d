"""Units as dimensions: what can be compared with what."""

from decimal import Decimal

import pytest

from bihuan.quantities import quantities_read
from bihuan.search.measures import measure_of, unit_known, unit_of


@pytest.mark.parametrize(
    ("value", "unit", "dimension", "base"),
    [
        (30, "万元", "money", 300_000), ("0.5", "亿元", "money", 50_000_000), (300_000, "元", "money", 300_000), (2, "千元", "money", 2000),
        (15, "亩", "area", 10_000), (1, "公顷", "area", 10_000), (2, "平方公里", "area", 2_000_000), (3, "万平方米", "area", 30_000),
        (3, "公里", "length", 3000), (3, "千米", "length", 3000), (3, "万方", "volume", 30_000), (500, "公斤", "weight", "0.5"),
        (95, "%", "rate", 95), (5, "‰", "rate", "0.5"), (3, "个百分点", "points", 3), (90, "分钟", "time", "1.5"), (2, "倍", "ratio", 2),
        (8, "项", "count:项", 8), (8, "起", "count:件", 8), (8, "名", "count:人", 8), (8, "人次", "count:人次", 8), (8, "台（套）", "count:辆", 8),
        (8, "万人次", "count:人次", 80_000), (5, "万元/亩", "money/亩", 50_000), (5, "网格长", "count:网格长", 5), (5, "", "count:", 5), (5, "美元", "count:美元", 5),
    ],
)  # fmt: skip
def test_value_in_the_base_unit_of_its_dimension(value, unit, dimension, base):
    assert measure_of(Decimal(value), unit) == (dimension, Decimal(base))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("投资30万元", "投资300000元"),
        ("流转土地15亩", "流转土地1公顷"),
        ("修路5公里", "修路5000米"),
        ("办结8件", "办结8起"),
    ],
)
def test_one_amount_of_a_report_in_two_spellings_is_one_measure(one, other):
    assert measure(one) == measure(other)


@pytest.mark.parametrize(
    ("one", "other"), [("培训80人", "培训80人次"), ("增长3%", "提高3个百分点"), ("出动8辆", "出动8辆次")]
)
def test_what_is_never_added_is_never_one_measure(one, other):
    assert measure(one) != measure(other)


def measure(text):
    (quantity,) = quantities_read(text, 0, len(text))
    return measure_of(Decimal(str(quantity.value)), quantity.unit)


@pytest.mark.parametrize("dimension", ["money", "area", "count:人次", "money/亩", "points"])
def test_base_unit_is_its_own_measure(dimension):
    assert measure_of(Decimal(7), unit_of(dimension)) == (dimension, 7)


def test_units_that_a_table_knows():
    assert [unit for unit in ("万元", "亩", "元/吨", "项", "网格长") if unit_known(unit)] == ["万元", "亩", "元/吨"]
