"""What may be asked beyond the value: last year, targets, ranks; each with a case that has no answer."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.datamodel import BihuanError, Measure, Period
from bihuan.indicators import FigureQuery
from bihuan.indicators.measures import quotient
from support.engines import Engine

END = date(2024, 10, 31)


def spots(count: int, **values: object) -> list[dict[str, object]]:
    return [{"unit": 3, "issued_on": date(2024, 5, 1), **values} for _ in range(count)]


def ask(
    engine: Engine,
    measure: Measure,
    indicator: str = "spots_issued",
    unit: str = "A-CG",
    period: str = "2024",
    as_of: date = END,
):
    return engine.desk.figures_answer([FigureQuery(indicator, unit, Period.parse(period), as_of, measure)])[0]


def test_yoy_compares_to_the_same_day_of_last_year(engine):
    engine.load(spots=spots(3) + spots(2, issued_on=date(2023, 10, 31)) + spots(9, issued_on=date(2023, 11, 1)))
    assert ask(engine, Measure.YOY).value == 50
    assert ask(engine, Measure.YOY_DIFFERENCE).value == 1
    assert ask(engine, Measure.TIMES_LAST_YEAR).value == Decimal("1.5")


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [(1, 8, "0.125"), (1, 3, "0.333333333333"), (2, 3, "0.666666666667"), (-200, 7, "-28.5714285714")],
)
def test_a_quotient_that_does_not_end_has_twelve_digits(above, below, text):
    assert str(quotient(Decimal(above), Decimal(below))) == text


def test_the_last_day_of_february_is_compared_to_the_28th(engine):
    engine.load(spots=spots(1, issued_on=date(2024, 2, 29)) + spots(2, issued_on=date(2023, 2, 28)))
    assert ask(engine, Measure.YOY, as_of=date(2024, 2, 29)).value == -50


def test_a_base_of_zero_or_less_has_no_yoy(engine):
    engine.load(spots=spots(2, key_case=True) + spots(1, issued_on=date(2023, 5, 1)))
    zero = ask(engine, Measure.YOY, "key_spots")
    assert (zero.value, zero.note) == (None, "上年同期为零或负数，记作“—”")


def test_without_last_years_entries_there_is_no_yoy(engine):
    engine.load(spots=spots(2))
    assert (ask(engine, Measure.YOY).value, ask(engine, Measure.YOY).note) == (None, "上年同期没有数据")


def test_two_rates_differ_by_points(engine):
    checked = {"checked_on": date(2024, 5, 2)}
    before = {"issued_on": date(2023, 5, 1)}
    engine.load(
        spots=spots(1, **checked) + spots(1) + spots(1, **before, checked_on=date(2023, 6, 1)) + spots(3, **before)
    )
    points = ask(engine, Measure.YOY_POINTS, "check_rate")
    assert (points.value, points.measure_word) == (25, "百分点")
    assert ask(engine, Measure.YOY_POINTS, "spots_issued").value is None


def test_a_zero_denominator_is_never_a_rate(engine):
    engine.load(spots=spots(1, unit=4))
    rate = ask(engine, Measure.VALUE, "check_rate", unit="A1")
    assert (rate.value, rate.denominator, rate.note) == (None, 0, "分母为零，记作“—”")


TARGETS = [
    {"unit": 7, "indicator": "spots_issued", "year": 2024, "target_value": 40000, "set_on": date(2024, 1, 5)},
    {"unit": 7, "indicator": "spots_issued", "year": 2024, "target_value": 80000, "set_on": date(2024, 7, 1)},
]


@pytest.mark.parametrize(
    ("as_of", "target", "completion", "left"), [(date(2024, 6, 30), 4, 75, 1), (END, 8, Decimal("37.5"), 5)]
)
def test_the_target_set_last_holds(engine, as_of, target, completion, left):
    engine.load(spots=spots(3), targets=TARGETS)
    wanted = {Measure.TARGET: target, Measure.COMPLETION: completion, Measure.REMAINING: left}
    assert {measure: ask(engine, measure, as_of=as_of).value for measure in wanted} == wanted


def test_a_target_is_among_the_rows_that_prove_the_completion(engine):
    engine.load(spots=spots(3), targets=TARGETS)
    assert (ask(engine, Measure.COMPLETION).rows, ask(engine, Measure.TARGET).rows) == (4, 1)


def test_another_years_or_units_target_does_not_count(engine):
    engine.load(spots=spots(3), targets=[{**TARGETS[0], "year": 2023}, {**TARGETS[0], "unit": 3}])
    assert (ask(engine, Measure.TARGET).value, ask(engine, Measure.TARGET).note) == (None, "没有下达目标")


def test_ties_share_a_rank(engine):
    engine.load(spots=spots(2, unit=3) + spots(2, unit=4))
    assert [ask(engine, Measure.RANK, unit=unit).value for unit in ("A1", "A2")] == [1, 1]


def test_where_less_is_better_the_lowest_is_first(engine):
    engine.load(spots=spots(2, unit=3) + spots(1, unit=4))
    assert ask(engine, Measure.RANK, "spots_open", unit="A2").value == 1
    assert ask(engine, Measure.RANK, "spots_issued", unit="A2").value == 2


def test_a_bureau_is_ranked_as_its_jurisdiction(engine):
    engine.load(spots=spots(1, unit=3) + spots(2, unit=6))
    rank = ask(engine, Measure.RANK)
    assert (rank.value, rank.note) == (2, "2个同级单位参加排名")


def test_alone_there_is_no_rank(engine):
    engine.load(spots=spots(1, unit=3))
    assert (ask(engine, Measure.RANK).value, ask(engine, Measure.RANK).note) == (None, "没有可比的同级单位")


def test_a_stock_stands_at_the_as_of_day(engine):
    engine.load(spots=spots(1) + spots(1, closed_on=END) + spots(1, issued_on=date(2024, 11, 1)))
    assert ask(engine, Measure.VALUE, "spots_open").value == 1
    assert ask(engine, Measure.VALUE, "spots_open", as_of=date(2024, 10, 30)).value == 2


def test_a_sum_of_nothing_is_unknown_a_count_of_nothing_is_zero(engine):
    engine.load(spots=spots(1))
    assert (ask(engine, Measure.VALUE, "area").value, ask(engine, Measure.VALUE, "area").note) == (None, "没有记录")
    assert ask(engine, Measure.VALUE, "key_spots").value == 0


def test_the_digest_changes_with_any_entry_behind_the_figure(engine):
    first = ask(engine.load(spots=spots(2)), Measure.VALUE)
    second = ask(engine.load(spots=spots(3)), Measure.VALUE)
    assert first.rows == 2 and first.digest != second.digest


def test_unknown_names_are_named(engine):
    with pytest.raises(BihuanError, match="没有指标"):
        ask(engine, Measure.VALUE, "nothing")
    with pytest.raises(BihuanError, match="没有单位"):
        ask(engine, Measure.VALUE, unit="nowhere")
