"""Figures from snapshots equal those from the database, and stay true after the next entry."""

from datetime import date

import pytest

from bihuan.apps.figures.selectors import figure_desk, figure_desk_columnar, figures_compute, figures_matrix
from bihuan.apps.figures.services import snapshots_refresh
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_remove
from bihuan.datamodel import Measure, Period
from bihuan.indicators import FigureQuery
from support.indicators import spots_catalog

END = date(2024, 10, 31)
REFS = [*spots_catalog().indicators, "spots_issued[source=public]"]
UNITS = ["QX", "QX-CG", "QX-01", "QX-01-1", "QX-02", "QX-03"]
PERIODS = [Period.parse("2024"), *Period.parse("2024").months(), Period.parse("2024Q3"), Period.parse("2022")]


def spot(number: int, **values: str) -> int:
    unit = ("QX-01", "QX-01-1", "QX-02", "QX-04")[number % 4]
    given = {
        "spot_no": f"A{number}",
        "issued_on": f"2024-{number % 9 + 1:02d}-15",
        "source": ("patrol", "public")[number % 2],
    }
    return entry_add(ledger="spots", unit=unit, values={**given, **values}, actor="甲")


@pytest.fixture
def entries(spots_county) -> list[int]:
    """Twelve spots, some checked, some closed."""
    checked = {"checked_on": "2024-10-01", "fine": "12.34", "contact": "张三"}
    first = [spot(number, **checked) for number in range(4)]
    closed = [spot(number, area="80.25", **checked, closed_on="2024-10-20") for number in range(4, 8)]
    return first + closed + [spot(number, key_case="是") for number in range(8, 12)]


def same_figures() -> None:
    asked = [FigureQuery(ref, unit, period, END) for ref in REFS for unit in UNITS for period in PERIODS]
    matrix = figures_matrix(REFS, UNITS, PERIODS, END)
    for query, figure in zip(asked, figures_compute(asked), strict=True):
        assert matrix.value(query.indicator, query.unit, query.period) == figure.value, query


def test_without_a_snapshot_the_matrix_is_right(entries):
    same_figures()


def test_the_matrix_equals_the_figures_of_the_database(entries):
    assert snapshots_refresh() == ["spots", "targets"]
    same_figures()


def test_entries_added_changed_and_removed_after_the_snapshot_count(entries):
    snapshots_refresh()
    spot(20, area="3.5")
    entry_change(ledger="spots", entry_id=entries[0], values={"fine": "99.99"}, actor="乙")
    entry_remove(ledger="spots", entry_id=entries[5], actor="乙", reason="重复")
    same_figures()


def test_a_fresh_snapshot_is_not_written_again(entries):
    snapshots_refresh()
    assert snapshots_refresh() == []


def test_every_measure_and_digest_is_equal_from_either_store(entries):
    snapshots_refresh()
    spot(21)
    asked = [
        FigureQuery(ref, unit, Period.parse("2024"), END, measure)
        for ref in REFS
        for unit in UNITS
        for measure in Measure
    ]
    assert figure_desk_columnar().figures_answer(asked) == figure_desk().figures_answer(asked)


def test_a_broken_snapshot_is_passed_over(entries, settings):
    snapshots_refresh()
    (settings.BIHUAN.dir / "snapshots" / "spots.parquet").write_bytes(b"PAR1 broken")
    same_figures()
