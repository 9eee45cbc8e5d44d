"""What a day is and why, and how many working days lie between."""

from datetime import date, timedelta

import pytest

from bihuan.datamodel import BihuanError
from bihuan.workdays import Arrangement, Calendar, Layer, Notice, Rest, Shift, calendar_national

NATIONAL = calendar_national()
FESTIVAL = Layer(
    "青禾自治县",
    (
        Arrangement(
            2026,
            (Rest("开镰节", date(2026, 9, 10), date(2026, 9, 11)),),
            (Shift("开镰节", date(2026, 9, 13)),),
            Notice("青禾自治县人民政府办公室通知"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        (date(2026, 2, 12), True, "工作日"),
        (date(2026, 2, 14), True, "调休上班（春节）"),
        (date(2026, 2, 16), False, "春节假期"),
        (date(2026, 3, 1), False, "周末"),
        (date(2005, 12, 31), True, "调休上班（元旦）"),
        (date(2015, 9, 3), False, "抗战胜利70周年纪念日假期"),
        (date(2020, 2, 1), False, "春节假期"),
        (date(2027, 5, 1), False, "劳动节（暂计）"),
        (date(2027, 2, 8), True, "工作日"),
    ],
)
def test_a_day_is_told_with_its_reason(day, working, why):
    told = NATIONAL.day(day)
    assert (told.working, told.why) == (working, why)


def test_a_day_names_the_notice_that_made_it():
    assert NATIONAL.day(date(2026, 2, 14)).source == "国务院办公厅通知（国办发明电〔2025〕7号）"


def test_a_notice_without_a_known_number_has_none():
    assert NATIONAL.day(date(2004, 1, 17)).source == "国务院办公厅通知"


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        (date(2026, 9, 10), False, "地方假日：开镰节"),
        (date(2026, 9, 13), True, "地方调休上班（开镰节）"),
        (date(2026, 9, 25), False, "中秋节假期"),
    ],
)
def test_a_local_layer_adds_its_days(day, working, why):
    told = NATIONAL.layered(FESTIVAL).day(day)
    assert (told.working, told.why) == (working, why)


def test_a_local_day_names_its_source():
    assert NATIONAL.layered(FESTIVAL).day(date(2026, 9, 10)).source == "青禾自治县人民政府办公室通知"


def test_a_layer_of_the_same_name_takes_the_place_of_the_old_one():
    changed = Layer("青禾自治县", (Arrangement(2026, (Rest("开镰节", date(2026, 9, 17), date(2026, 9, 17)),)),))
    calendar = NATIONAL.layered(FESTIVAL).layered(changed)
    assert (calendar.working(date(2026, 9, 10)), calendar.working(date(2026, 9, 17))) == (True, False)


@pytest.mark.parametrize(
    ("start", "number", "day"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2025, 12, 31), 1, date(2026, 1, 4)),
        (date(2024, 1, 1), 250, date(2024, 12, 30)),
    ],
)
def test_nth_working_day_after_a_day(start, number, day):
    assert NATIONAL.nth_after(start, number) == day


@pytest.mark.parametrize(
    ("start", "number", "day"),
    [
        (date(2026, 3, 2), 2, date(2026, 3, 4)),  # Monday to Wednesday
        (date(2026, 3, 5), 1, date(2026, 3, 8)),  # from Thursday, Friday with its weekend
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # a Saturday that is worked, and Spring Festival after it
    ],
)
def test_the_last_day_within_working_days_takes_in_the_days_off_behind_them(start, number, day):
    assert NATIONAL.last_within(start, number) == day
    assert (NATIONAL.between(start, day), NATIONAL.between(start, day + timedelta(1))) == (number, number + 1)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 2, 13), date(2026, 2, 13), 0),
        (date(2026, 2, 13), date(2026, 2, 24), 2),
        (date(2026, 2, 24), date(2026, 2, 13), -2),
        (date(2023, 12, 31), date(2026, 12, 31), 251 + 248 + 248),
    ],
)
def test_working_days_between(start, end, count):
    assert NATIONAL.between(start, end) == count


def test_no_working_day_is_the_zeroth():
    with pytest.raises(BihuanError, match="天数应为正整数"):
        NATIONAL.nth_after(date(2026, 1, 5), 0)


def test_a_count_without_end_is_refused():
    with pytest.raises(BihuanError, match="超出了可以计算的范围"):
        NATIONAL.nth_after(date(2026, 1, 5), 40000)


def test_last_year_is_that_of_the_last_notice():
    assert (NATIONAL.last_year, Calendar([]).last_year) == (2026, None)


@pytest.mark.parametrize(
    ("day", "provisional"),
    [
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),  # the notice for 2027 may still move it, as those for 2008 and 2019 did
        (date(2027, 1, 1), True),
        (date(2025, 12, 31), False),
        (date(2003, 12, 1), True),
    ],
)
def test_days_past_the_last_notice_are_provisional(day, provisional):
    assert NATIONAL.day(day).provisional is provisional


def test_a_year_that_is_added_is_no_longer_provisional():
    calendar = NATIONAL.merged([Arrangement(2027, (Rest("元旦", date(2027, 1, 1), date(2027, 1, 3)),))])
    assert not calendar.provisional(date(2026, 12, 31))


def test_digest_is_of_the_facts_not_of_their_spelling():
    whole = Arrangement(2026, (Rest("元旦", date(2026, 1, 1), date(2026, 1, 2)),))
    apart = Arrangement(2026, tuple(Rest("元旦", date(2026, 1, n), date(2026, 1, n)) for n in (2, 1)))
    assert whole.digest == apart.digest


def test_digest_of_a_calendar_tells_its_layers():
    assert NATIONAL.layered(FESTIVAL).digest != NATIONAL.digest


def test_every_arrangement_survives_json():
    assert [Arrangement.from_json(item.to_json()) for item in NATIONAL.arrangements] == list(NATIONAL.arrangements)
