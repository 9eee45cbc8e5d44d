"""Terms in hours of office time."""

from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from bihuan.datamodel import BihuanError
from bihuan.workdays import Pause, calendar_national, hours_due

NATIONAL = calendar_national()


@pytest.mark.parametrize(
    ("start", "hours", "at"),
    [
        (datetime(2026, 3, 3, 9, 0), 2, datetime(2026, 3, 3, 11, 0)),
        (datetime(2026, 3, 3, 11, 0), 2, datetime(2026, 3, 3, 15, 30)),
        (datetime(2026, 3, 3, 8, 0), 7, datetime(2026, 3, 3, 18, 0)),
        (datetime(2026, 3, 6, 17, 0), 4, datetime(2026, 3, 9, 11, 30)),
        (datetime(2026, 2, 14, 17, 0), 4, datetime(2026, 2, 24, 11, 30)),
        (datetime(2026, 3, 7, 10, 0), 1, datetime(2026, 3, 9, 9, 30)),
    ],
)
def test_hours_run_only_while_the_office_is_open(start, hours, at):
    assert hours_due(NATIONAL, start, hours).at == at


def test_paused_days_hold_no_hours():
    pause = Pause(date(2026, 3, 4), date(2026, 3, 5), "等待配件")
    assert hours_due(NATIONAL, datetime(2026, 3, 3, 17, 0), 2, pauses=[pause]).at == datetime(2026, 3, 6, 9, 30)


def test_an_open_pause_leaves_the_rest():
    due = hours_due(NATIONAL, datetime(2026, 3, 3, 17, 0), 4, pauses=[Pause(date(2026, 3, 4), None, "等待配件")])
    assert (due.at, due.left, str(due.steps[-1])) == (None, timedelta(hours=3), "停止计时，期限还剩 3 个工作小时")


def test_hours_past_the_last_notice_are_provisional():
    assert hours_due(NATIONAL, datetime(2026, 12, 31, 17, 0), 4).provisional


@pytest.mark.parametrize("office", [[], [(time(12), time(8))], [(time(8), time(12)), (time(11), time(18))]])
def test_office_hours_that_make_no_sense_are_refused(office):
    with pytest.raises(BihuanError, match="办公时间写法有误"):
        hours_due(NATIONAL, datetime(2026, 3, 3, 9), 2, office=office)


@pytest.mark.parametrize("hours", [0, 1001])
def test_hours_without_measure_are_refused(hours):
    with pytest.raises(BihuanError, match="请填 1 到 1000"):
        hours_due(NATIONAL, datetime(2026, 3, 3, 9), hours)


@pytest.mark.parametrize("seed", range(20))
def test_hours_are_as_a_walk_minute_by_minute_has_them(seed):
    random = Random(seed)
    start = datetime(2026, 2, 10) + timedelta(minutes=random.randint(0, 30 * 24 * 60))
    hours, at, left = random.randint(1, 30), start, 0
    left = hours * 60
    while left:
        opened = time(8, 30) <= at.time() < time(12) or time(14, 30) <= at.time() < time(18)
        left -= opened and NATIONAL.working(at.date())
        at += timedelta(minutes=1)
    assert hours_due(NATIONAL, start, hours).at == at
