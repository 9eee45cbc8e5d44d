"""A new year or a local holiday comes in: what it does to the clocks that are running."""

from datetime import date, timedelta

import pytest

from bihuan.workdays import (
    Arrangement,
    Calendar,
    Clock,
    Layer,
    Pause,
    Rest,
    Shift,
    Term,
    TermUnit,
    calendar_national,
    due_changes,
    due_compute,
)

NATIONAL = calendar_national()
NEXT = NATIONAL.merged(
    [
        Arrangement(
            2027,
            (Rest("元旦", date(2027, 1, 1), date(2027, 1, 3)), Rest("春节", date(2027, 2, 5), date(2027, 2, 11))),
            (Shift("春节", date(2027, 1, 31)),),
        )
    ]
)


def upto(year: int) -> Calendar:
    return Calendar(item for item in NATIONAL.arrangements if item.year <= year)


def test_a_new_year_lists_what_moves_and_what_is_settled():
    clocks = [
        Clock(date(2026, 11, 2), Term(10), key="旧案"),
        Clock(date(2026, 12, 21), Term(10), key="跨年"),
        Clock(date(2027, 1, 28), Term(10), key="春节"),
    ]
    told = [
        (change.clock.key, change.moved, change.settled, change.words) for change in due_changes(NATIONAL, NEXT, clocks)
    ]
    assert told == [
        ("跨年", False, True, "2027-01-05，不再是暂计"),
        ("春节", True, True, "2027-02-11（暂计）改为 2027-02-17"),
    ]


def test_a_local_holiday_moves_what_it_touches():
    layer = Layer("青禾自治县", (Arrangement(2026, (Rest("开镰节", date(2026, 9, 10), date(2026, 9, 11)),)),))
    clocks = [Clock(date(2026, 9, 7), Term(5), key="经过"), Clock(date(2026, 9, 14), Term(5), key="之后")]
    changes = due_changes(NATIONAL, NATIONAL.layered(layer), clocks)
    assert [(change.clock.key, change.words) for change in changes] == [("经过", "2026-09-14 改为 2026-09-16")]


def test_a_clock_at_rest_tells_what_is_left_now():
    clock = Clock(date(2027, 2, 1), Term(10), (Pause(date(2027, 2, 15), None, "等待检测"),))
    assert [change.words for change in due_changes(NATIONAL, NEXT, [clock])] == ["计时暂停，期限还剩 1 个工作日改为 6"]


def test_the_same_calendar_changes_nothing():
    assert due_changes(NATIONAL, NATIONAL.merged([]), [Clock(date(2026, 12, 21), Term(10))]) == []


@pytest.mark.parametrize("year", range(2004, 2026))
def test_no_date_moves_that_was_not_provisional_when_the_next_year_came(year):
    clocks = [
        Clock(date(year, 1, 1) + timedelta(days=n), Term(amount, unit), roll=True)
        for n in range(0, 420, 2)
        for amount, unit in [(1, TermUnit.WORKDAYS), (15, TermUnit.WORKDAYS), (30, TermUnit.DAYS), (2, TermUnit.MONTHS)]
    ]
    moved = [change for change in due_changes(upto(year), upto(year + 1), clocks) if change.moved]
    assert moved
    assert [change.words for change in moved if not change.old.provisional] == []


def test_every_changed_date_is_listed():
    clocks = [Clock(date(2025, 9, 1) + timedelta(days=n), Term(20)) for n in range(200)]
    differ = [c for c in clocks if due_compute(upto(2025), c).day != due_compute(NATIONAL, c).day]
    assert [change.clock for change in due_changes(upto(2025), NATIONAL, clocks) if change.moved] == differ
