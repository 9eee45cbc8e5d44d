"""The shipped calendar beside calendars that others keep: every day of 2004 to 2026."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from bihuan.workdays import calendar_national

DAYS = [date(2004, 1, 1) + timedelta(days=n) for n in range(8401)]
# 国办发明电〔2005〕35号 moves the rest day of Saturday 31 December 2005 to 2 January 2006: "12月31日（星期六）上班". Both of the
# packages that do not have it begin 2006 with the year itself.
NEW_YEAR_2006 = date(2005, 12, 31)


def test_every_day_is_compared() -> None:
    assert (DAYS[0], DAYS[-1]) == (date(2004, 1, 1), date(2026, 12, 31))


def test_every_day_is_as_holidays_has_it() -> None:
    ours, theirs = calendar_national(), holidays.country_holidays("CN", years=range(2004, 2027))
    assert [day for day in DAYS if ours.working(day) != theirs.is_working_day(day)] == []


def test_every_day_is_as_chinesecalendar_has_it_but_the_one_it_lacks() -> None:
    ours = calendar_national()
    assert [day for day in DAYS if ours.working(day) != chinese_calendar.is_workday(day)] == [NEW_YEAR_2006]


def test_every_day_is_as_chinese_days_has_it_but_the_one_it_lacks() -> None:
    days = pytest.importorskip("chinesedays.date_utils", reason="brings build tools with it, so it is not installed")
    ours = calendar_national()
    assert [day for day in DAYS if ours.working(day) != days.is_workday(day.isoformat())] == [NEW_YEAR_2006]
