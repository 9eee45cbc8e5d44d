"""Last year's reports take their numbers from the ledgers, in the form that the sentence wants."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bihuan.datamodel import Measure, Period
from bihuan.demo.reports import figure_written, marks_fill
from bihuan.indicators import Figure, FigureQuery

QUERY = FigureQuery("cases", "QH-CG", Period.of_year(2023), date(2023, 10, 31))
FIGURE = Figure(QUERY, Decimal(0), "件", "案件", "", "")


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        ("1219", "", "1219"),
        ("98.70", "", "98.7"),
        ("1568125.00", "万元", "156.81"),
        ("2345678901.00", "亿", "23.46"),
        ("4123", "余", "4100余"),
        ("4100", "余", "4100"),
        ("98", "余", "98"),
        (None, "", "XX"),
    ],
)
def test_a_figure_in_the_form_of_the_sentence(value, form, text):
    assert figure_written(replace(FIGURE, value=value and Decimal(value)), form) == text


def test_each_mark_asks_its_own_question():
    asked = []

    def figures(queries):
        asked.extend((query.indicator, query.measure) for query in queries)
        return [replace(FIGURE, value=Decimal(10 + place)) for place, _ in enumerate(queries)]

    text = marks_fill("立案{cases[kind=gas]}宗，完成{area:completion}%", "QH-CG", figures)
    assert text == "立案10宗，完成11%"
    assert asked == [("cases[kind=gas]", Measure.VALUE), ("area", Measure.COMPLETION)]
