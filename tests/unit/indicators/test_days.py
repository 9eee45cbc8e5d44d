"""Days between the dates of an entry: taken, waited, within a term, within one year."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.datamodel import Period
from bihuan.indicators import FigureQuery
from bihuan.indicators.wording import formula_text
from support.indicators import spots_catalog

YEAR = Period.parse("2024")


def figure(engine, ref, as_of=date(2024, 10, 31), period=YEAR):
    (found,) = engine.desk.figures_answer([FigureQuery(ref, "A", period, as_of)])
    return found.value


def spot(issued, checked=None, closed=None):
    return {"issued_on": date.fromisoformat(issued), "checked_on": checked and date.fromisoformat(checked),
            "closed_on": closed and date.fromisoformat(closed)}  # fmt: skip


def test_days_taken_are_summed_over_the_entries_that_got_there(engine):
    engine.load(spots=[spot("2024-02-28", "2024-03-01"), spot("2024-05-01", "2024-05-06"), spot("2024-06-01")])
    assert figure(engine, "check_days") == 2 + 5


def test_a_step_after_the_as_of_day_is_not_known_yet(engine):
    engine.load(spots=[spot("2024-10-01", "2024-10-04"), spot("2024-10-30", "2024-11-20")])
    assert figure(engine, "check_days") == 3


def test_an_average_is_days_over_entries_and_nothing_over_nothing(engine):
    engine.load(spots=[spot("2024-02-01", "2024-02-03"), spot("2024-03-01", "2024-03-04")])
    assert figure(engine, "days_each") == Decimal("2.5")
    engine.load(spots=[spot("2024-02-01")])
    assert figure(engine, "days_each") is None


def test_waiting_runs_from_the_latest_step_to_the_as_of_day(engine):
    engine.load(spots=[spot("2024-10-01", "2024-10-21"), spot("2024-10-30"), spot("2024-01-01", closed="2024-02-01")])
    assert figure(engine, "waiting_days") == 10 + 1


def test_waiting_of_an_earlier_year_ends_with_that_year(engine):
    engine.load(spots=[spot("2023-12-30")])
    assert figure(engine, "waiting_days", period=Period.parse("2023")) == 1


def test_a_later_step_has_not_come_at_an_earlier_day(engine):
    engine.load(spots=[spot("2024-10-01", "2024-10-30")])
    assert figure(engine, "waiting_days", as_of=date(2024, 10, 15)) == 14


@pytest.mark.parametrize(("checked", "counted"), [("2024-03-11", 1), ("2024-03-12", 0)])
def test_within_ten_days_includes_the_tenth(engine, checked, counted):
    engine.load(spots=[spot("2024-03-01", checked)])
    assert figure(engine, "soon_checked") == counted


@pytest.mark.parametrize(("checked", "counted"), [("2024-12-31", 1), ("2025-01-01", 0), (None, 0)])
def test_the_same_year_ends_on_its_last_day(engine, checked, counted):
    engine.load(spots=[spot("2024-12-30", checked)])
    assert figure(engine, "same_year", as_of=date(2025, 6, 30)) == counted


def test_days_are_written_out():
    assert formula_text(spots_catalog(), "check_days") == "核查用时 = 图斑台账从“下发日期”到“核查日期”的自然日天数之和"
    assert "中最近的一天到统计日" in formula_text(spots_catalog(), "waiting_days")


@pytest.mark.parametrize(
    ("checked", "closed", "waiting"), [(None, None, 1), ("2024-06-01", None, 0), (None, "2024-06-01", 0)]
)
def test_a_stock_ends_with_the_first_of_its_closing_days(engine, checked, closed, waiting):
    engine.load(spots=[spot("2024-05-01", checked, closed)])
    assert figure(engine, "spots_waiting") == waiting


def test_a_stock_closed_later_still_stands_at_the_earlier_day(engine):
    engine.load(spots=[spot("2024-05-01", "2024-11-20")])
    assert figure(engine, "spots_waiting") == 1
