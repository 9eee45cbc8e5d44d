"""One definition, three engines, one answer; and the rows behind every answer add up to it."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.datamodel import Measure, Period
from bihuan.indicators import FigureQuery
from bihuan.indicators.behind import rows_behind, rows_readd
from bihuan.indicators.outcomes import decimal_round
from support.engines import CATALOG, sqlite_engine

days = st.integers(0, 800).map(lambda n: date(2023, 1, 1) + timedelta(n))
maybe = lambda values: st.none() | values  # noqa: E731
spots = st.fixed_dictionaries(
    {
        "unit": st.sampled_from([2, 3, 4, 5, 6]),
        "removed": st.sampled_from([False, False, False, True]),
        "issued_on": days,
        "checked_on": maybe(days),
        "closed_on": maybe(days),
        "source": st.sampled_from([None, "patrol", "public"]),
        "area": maybe(st.integers(-10, 200_000)),
        "fine": maybe(st.integers(0, 10**12)),
        "key_case": maybe(st.booleans()),
        "contact": st.sampled_from([None, "", "甲", "乙", "丙"]),
        "uses": st.sampled_from([None, ",green,", ",road,", ",green,road,house,", ",house,"]),
    }
)
entries = st.lists(spots, max_size=25)
units = st.sampled_from(["S", "A", "A1", "A-CG", "B"])
periods = st.sampled_from(["2023", "2024", "2024H1", "2024Q2", "2024-02", "2024W07"])
some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
REFS = [*CATALOG.indicators, "spots_issued[source=public]", "built_spots[uses=house]"]
SQLITE = sqlite_engine()


def queries(unit: str, period: str, as_of: date, measures=(Measure.VALUE,)) -> list[FigureQuery]:
    return [FigureQuery(ref, unit, Period.parse(period), as_of, measure) for ref in REFS for measure in measures]


@some
@given(entries, units, periods, days)
def test_every_measure_is_equal_on_sqlite_duckdb_and_postgresql(engines, held, unit, period, as_of):
    targets = [
        {"unit": 7, "indicator": "spots_issued", "year": 2024, "target_value": 55000, "set_on": date(2024, 1, 5)}
    ]
    asked = queries(unit, period, as_of, list(Measure))
    sqlite, duckdb, postgres = (
        engine.load(spots=held, targets=targets).desk.figures_answer(asked) for engine in engines
    )
    assert sqlite == duckdb
    assert sqlite == postgres


@some
@given(entries, units, periods, days)
def test_rows_re_add_to_the_value_of_counts_sums_rates_and_totals(held, unit, period, as_of):
    desk = SQLITE.load(spots=held).desk
    for figure in desk.figures_answer(queries(unit, period, as_of)):
        rows = rows_behind(desk, figure.query)
        if figure.denominator is None:
            assert rows_readd(rows) == (figure.value or 0)
            continue
        above, below = rows_readd(rows, side="分子"), rows_readd(rows, side="分母")
        assert (above, below) == (figure.numerator, figure.denominator)
        percent = 100 if figure.measure_word == "%" else 1
        rounding = CATALOG.indicator(figure.query.indicator).rounding
        assert figure.value == (decimal_round(above * percent / below, rounding) if below else None)


@some
@given(entries, periods, days)
def test_a_parent_is_the_sum_of_its_children_and_its_own_entries(held, period, as_of):
    desk = SQLITE.load(spots=[{**spot, "unit": 3 + spot["unit"] % 2} for spot in held]).desk
    additive = [ref for ref in REFS if not CATALOG.indicator(ref).ratio and not CATALOG.indicator(ref).distinct]
    for ref in additive:
        asked = [FigureQuery(ref, unit, Period.parse(period), as_of) for unit in ("A", "A1", "A2")]
        whole, *parts = [figure.value or Decimal(0) for figure in desk.figures_answer(asked)]
        assert whole == sum(parts)


@some
@given(entries, units, days)
def test_twelve_months_of_a_flow_add_up_to_its_year(held, unit, as_of):
    desk = SQLITE.load(spots=held).desk
    year = Period.parse("2024")
    for ref in ("spots_issued", "spots_checked", "area", "fine", "spots_left"):
        asked = [FigureQuery(ref, unit, period, as_of) for period in (year, *year.months())]
        whole, *months = [figure.value or Decimal(0) for figure in desk.figures_answer(asked)]
        assert whole == sum(months)
