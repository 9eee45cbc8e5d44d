"""报告期 by name: what each covers, and the same one a year earlier."""

from datetime import date

import pytest

from bihuan.datamodel import BihuanError, Period


@pytest.mark.parametrize(
    ("name", "start", "end", "kind"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024H2", date(2024, 7, 1), date(2024, 12, 31), "half"),
        ("2024Q3", date(2024, 7, 1), date(2024, 9, 30), "quarter"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2024-09..2024-12", date(2024, 9, 1), date(2024, 12, 31), "months"),
        ("2024-02..2024-04", date(2024, 2, 1), date(2024, 4, 30), "months"),
    ],
)
def test_a_name_covers_its_days(name, start, end, kind):
    period = Period.parse(name)
    assert (period.start, period.end, period.kind, period.name) == (start, end, kind, name)


@pytest.mark.parametrize(
    ("written", "name"),
    [("2024-07..2024-09", "2024Q3"), ("2024-01..2024-06", "2024H1"), ("2024-05..2024-05", "2024-05")],
)
def test_months_that_are_a_quarter_are_called_one(written, name):
    assert Period.parse(written).name == name


@pytest.mark.parametrize("name", ["2024-09..2024-03", "2024-09..2025-03", "2024-13", "24", "2024H3", "2024W60"])
def test_what_is_no_period_is_refused_by_name(name):
    with pytest.raises(BihuanError) as error:
        Period.parse(name)
    assert error.value.code == "period.unreadable"


@pytest.mark.parametrize(
    ("name", "before"),
    [("2024", "2023"), ("2024Q3", "2023Q3"), ("2024-09..2024-12", "2023-09..2023-12"), ("2020W53", "2019W52")],
)
def test_the_same_period_a_year_earlier(name, before):
    assert Period.parse(name).last_year().name == before
