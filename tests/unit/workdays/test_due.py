"""When a term ends and how it is explained."""

from datetime import date

import pytest

from bihuan.datamodel import BihuanError
from bihuan.workdays import (
    Calendar,
    Clock,
    Extension,
    LeftState,
    Pause,
    Term,
    TermUnit,
    calendar_national,
    due_compute,
    due_left,
)

NATIONAL = calendar_national()
DAYS, MONTHS = TermUnit.DAYS, TermUnit.MONTHS


def words(clock: Clock, calendar: Calendar = NATIONAL) -> list[str]:
    return [str(step) for step in due_compute(calendar, clock).steps]


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        (Clock(date(2026, 3, 2), Term(5)), date(2026, 3, 9)),
        (Clock(date(2026, 3, 2), Term(5), same_day=True), date(2026, 3, 6)),
        (Clock(date(2026, 3, 1), Term(5), same_day=True), date(2026, 3, 6)),  # a Sunday is no day 1
        (Clock(date(2026, 2, 13), Term(10)), date(2026, 3, 5)),
        (Clock(date(2026, 3, 2), Term(0)), date(2026, 3, 2)),
        (Clock(date(2026, 3, 1), Term(0), same_day=True), date(2026, 3, 2)),
        (Clock(date(2026, 4, 1), Term(30, DAYS)), date(2026, 5, 6)),
        (Clock(date(2026, 4, 1), Term(30, DAYS), roll=False), date(2026, 5, 1)),
        (Clock(date(2026, 4, 1), Term(30, DAYS), same_day=True), date(2026, 4, 30)),
        (Clock(date(2026, 1, 31), Term(1, MONTHS)), date(2026, 2, 28)),
        (Clock(date(2026, 6, 15), Term(2, MONTHS)), date(2026, 8, 17)),
        (Clock(date(2026, 6, 15), Term(2, MONTHS), roll=False), date(2026, 8, 15)),
        (Clock(date(2026, 6, 15), Term(2, MONTHS), same_day=True, roll=False), date(2026, 8, 14)),
    ],
)
def test_a_term_ends_on(clock, day):
    assert due_compute(NATIONAL, clock).day == day


@pytest.mark.parametrize(
    ("pauses", "day"),
    [
        ([Pause(date(2026, 3, 4), date(2026, 3, 5), "补充材料")], date(2026, 3, 11)),
        ([Pause(date(2026, 3, 1), date(2026, 3, 3), "早已暂停")], date(2026, 3, 10)),
        ([Pause(date(2026, 3, 10), date(2026, 3, 12), "到期之后")], date(2026, 3, 9)),
        ([Pause(date(2026, 3, 9), date(2026, 3, 9), "到期当天")], date(2026, 3, 10)),
        (
            [Pause(date(2026, 3, 4), date(2026, 3, 5), "甲"), Pause(date(2026, 3, 5), date(2026, 3, 6), "乙")],
            date(2026, 3, 12),
        ),
        ([Pause(date(2026, 3, 7), date(2026, 3, 8), "周末")], date(2026, 3, 9)),
    ],
)
def test_paused_days_do_not_count(pauses, day):
    assert due_compute(NATIONAL, Clock(date(2026, 3, 2), Term(5), tuple(pauses))).day == day


def test_an_open_pause_stops_the_clock_with_what_is_left():
    due = due_compute(NATIONAL, Clock(date(2026, 3, 2), Term(5), (Pause(date(2026, 3, 5), None, "等待检测"),)))
    assert (due.frozen, due.day, due.left) == (True, None, 3)


def test_an_open_pause_after_the_end_changes_nothing():
    due = due_compute(NATIONAL, Clock(date(2026, 3, 2), Term(5), (Pause(date(2026, 3, 10), None, "太晚"),)))
    assert due.day == date(2026, 3, 9)


def test_extensions_add_days_of_the_terms_own_kind():
    extension = (Extension(5, date(2026, 3, 6)),)
    ends = [
        due_compute(NATIONAL, Clock(date(2026, 3, 2), term, (), extension)).day for term in (Term(5), Term(7, DAYS))
    ]
    assert ends == [date(2026, 3, 16), date(2026, 3, 16)]


def test_steps_tell_what_did_not_count_and_what_was_added():
    clock = Clock(
        date(2026, 2, 13),
        Term(10),
        (Pause(date(2026, 3, 2), date(2026, 3, 4), "补充材料"),),
        (Extension(5, date(2026, 3, 9), "案情复杂"),),
    )
    assert words(clock) == [
        "2026-02-13 受理，次日起算",
        "期限 10 个工作日",
        "2026-02-14 调休上班（春节），计入",
        "春节假期 9 天不计（2026-02-15 至 2026-02-23）",
        "2026-02-28 调休上班（春节），计入",
        "周末 5 天不计",
        "暂停 3 个工作日：补充材料（2026-03-02 至 2026-03-04）",
        "2026-03-09 批准延期 5 个工作日：案情复杂",
        "第 15 个工作日为 2026-03-17，期限届满",
    ]


def test_steps_of_a_term_that_ends_the_same_day():
    told = ["2026-03-01 受理，次日起算", "期限 0 个工作日", "当日 2026-03-01，期限届满"]
    assert words(Clock(date(2026, 3, 1), Term(0))) == [*told, "2026-03-01 是周末，顺延到其后第一个工作日 2026-03-02"]


def test_steps_tell_the_roll():
    assert words(Clock(date(2026, 4, 1), Term(1, MONTHS), began="收到申请")) == [
        "2026-04-01 收到申请，次日起算",
        "期限 1 个月，折合 30 天",
        "第 30 天为 2026-05-01，期限届满",
        "2026-05-01 是劳动节假期，顺延到其后第一个工作日 2026-05-06",
    ]


def test_steps_tell_why_a_date_is_provisional():
    told = words(Clock(date(2026, 12, 21), Term(10)))
    assert told[-1] == "2027 年放假安排尚未载入，暂按周一至周五上班、固定日期的法定节假日放假推算，载入后重算"


def test_steps_tell_an_open_pause():
    told = words(Clock(date(2026, 4, 1), Term(5), (Pause(date(2026, 4, 3), None, "等待检测"),)))
    assert told[-2:] == ["2026-04-03 起暂停：等待检测，尚未恢复", "自 2026-04-03 停止计时，期限还剩 4 个工作日"]


def test_a_day_of_two_pauses_is_told_once():
    pauses = (Pause(date(2026, 3, 4), date(2026, 3, 5), "甲"), Pause(date(2026, 3, 5), date(2026, 3, 6), "乙"))
    told = [word for word in words(Clock(date(2026, 3, 2), Term(5), pauses)) if word.startswith("暂停")]
    assert told == [
        "暂停 2 个工作日：甲（2026-03-04 至 2026-03-05）",
        "暂停 1 个工作日：乙（2026-03-05 至 2026-03-06）",
    ]


def test_an_extension_after_the_end_is_pointed_out():
    told = words(Clock(date(2026, 3, 2), Term(5), (), (Extension(5, date(2026, 3, 12)),)))
    assert "2026-03-12 批准延期 5 个工作日（批准时原期限 2026-03-09 已过）" in told


@pytest.mark.parametrize(
    ("clock", "provisional"),
    [
        (Clock(date(2026, 12, 1), Term(10)), False),
        (Clock(date(2026, 12, 21), Term(6)), True),  # 2026-12-29
        (Clock(date(2026, 12, 1), Term(60, DAYS)), True),
        (Clock(date(2026, 12, 1), Term(60, DAYS), roll=False), False),  # a fixed day, whatever is a holiday
        (Clock(date(2026, 12, 1), Term(3, MONTHS)), True),
        (Clock(date(2003, 12, 25), Term(10)), True),
    ],
)
def test_a_date_that_a_notice_may_move_is_provisional(clock, provisional):
    assert due_compute(NATIONAL, clock).provisional is provisional


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (date(2026, 3, 2), "还剩 5 个工作日"),
        (date(2026, 3, 6), "还剩 1 个工作日"),
        (date(2026, 3, 8), "还剩 1 个工作日"),
        (date(2026, 3, 9), "今天到期"),
        (date(2026, 3, 12), "已超期 3 个工作日"),
    ],
)
def test_working_days_left_as_of_a_day(as_of, told):
    clock = Clock(date(2026, 3, 2), Term(5))
    assert due_left(NATIONAL, clock, due_compute(NATIONAL, clock), as_of).words == told


def test_overdue_on_the_weekend_after_is_not_yet_a_working_day():
    clock = Clock(date(2026, 3, 6), Term(5))
    left = due_left(NATIONAL, clock, due_compute(NATIONAL, clock), date(2026, 3, 14))
    assert (left.state, left.days, left.words) == (LeftState.OVERDUE, 0, "已超期，不足 1 个工作日")


def test_paused_days_ahead_are_not_left():
    clock = Clock(date(2026, 3, 2), Term(5), (Pause(date(2026, 3, 4), date(2026, 3, 5), "补充材料"),))
    assert due_left(NATIONAL, clock, due_compute(NATIONAL, clock), date(2026, 3, 3)).days == 4


def test_a_frozen_clock_says_what_is_left():
    clock = Clock(date(2026, 3, 2), Term(20, DAYS), (Pause(date(2026, 3, 5), None, "等待检测"),))
    left = due_left(NATIONAL, clock, due_compute(NATIONAL, clock), date(2026, 6, 1))
    assert left.words == "已暂停，期限还剩 18 天"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Term(-1), "期限“-1 个工作日”不成立"),
        (lambda: Term(5000, DAYS), "期限应在 0 到 3660 之间"),
        (lambda: Pause(date(2026, 3, 5), date(2026, 3, 4), "倒"), "止日早于起日"),
        (lambda: Extension(0, date(2026, 3, 5)), "延期 0 天不成立"),
        (lambda: Clock(date(202, 3, 5), Term(5)), "不合常理"),
    ],
)
def test_what_cannot_be_is_refused(make, said):
    with pytest.raises(BihuanError, match=said):
        make()
