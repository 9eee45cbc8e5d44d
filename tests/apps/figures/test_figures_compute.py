from datetime import date
from decimal import Decimal

import pytest

from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.ledgers.services import entry_add
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError, Measure, Period
from bihuan.indicators import FigureQuery

END = date(2024, 10, 31)


def figure(
    indicator: str, unit: str = "QX-CG", period: str = "2024", as_of: date = END, measure: Measure = Measure.VALUE
):
    return figures_compute([FigureQuery(indicator, unit, Period.parse(period), as_of, measure)])[0]


def spot(number: str, unit: str = "QX-01", on: str = "2024-05-01", **values: str) -> int:
    return entry_add(
        ledger="spots", unit=unit, values={"spot_no": number, "issued_on": on, **values}, actor=console("甲")
    )


def test_counts_the_jurisdiction_of_a_bureau(spots_county):
    spot("A1")
    spot("A2", unit="QX-02-1")
    spot("A3", on="2023-12-31")
    assert figure("spots_issued").value == 2
    assert figure("spots_issued", unit="QX-02").value == 1
    assert figure("spots_issued", unit="QX-03").value == 0


def test_a_year_without_data_has_no_value(spots_county):
    spot("A1")
    none = figure("spots_issued", period="2022")
    assert (none.value, none.note) == (None, "没有数据")


def test_money_is_exact_and_in_yuan(spots_county):
    spot("A1", fine="0.10", checked_on="2024-05-02", closed_on="2024-05-03")
    spot("A2", fine="0.20", checked_on="2024-05-02", closed_on="2024-05-03")
    assert figure("fine").value == Decimal("0.30")


def test_rate_sums_its_parts_over_the_tree(spots_county):
    spot("A1", checked_on="2024-05-02")
    spot("A2", unit="QX-02")
    spot("A3", unit="QX-02")
    rate = figure("check_rate")
    assert (rate.value, rate.numerator, rate.denominator) == (Decimal("33.3"), 1, 3)


def test_a_state_counts_from_the_day_of_its_move(spots_county):
    spot("A1", checked_on="2024-11-02")
    assert figure("spots_checked").value == 0
    assert figure("spots_checked", as_of=date(2024, 11, 2)).value == 1


def test_unknown_unit_is_named_with_near_matches(spots_county):
    with pytest.raises(BihuanError, match="QX-CG（青溪县城市管理局）"):
        figure("spots_issued", unit="QX-CQ")
