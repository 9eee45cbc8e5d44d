"""What may be wrong with one year of a calendar file, each fault with its place."""

from datetime import date

from bihuan.datamodel import Finding, Level
from bihuan.workdays.arrangement import Arrangement, Rest, Shift
from bihuan.workdays.calendar import FIXED, SATURDAY, Calendar
from bihuan.workdays.day import DayKind
from bihuan.workdays.gridfile import TAIL
from bihuan.workdays.rawfile import RawFile, RawRow, RawYear

LONGEST = 16  # days: no holiday has been longer
WORKED = range(240, 261)  # working days of a year; 2004–2026 had 248 to 252
WEEKDAYS = "一二三四五六日"


def year_judge(raw: RawFile, year: RawYear, base: Calendar | None, *, national: bool) -> Arrangement:
    """The year's arrangement; its faults are noted in ``raw``. ``base``: the calendar that a local one lies over."""
    seen: dict[date, RawRow] = {}
    for row in year.rows:
        if span_fits(raw, year, row):
            days_fit(raw, row, seen, base)
    arrangement = arrangement_of(year)
    if national:
        statutory_fit(raw, year, arrangement)
    if year.digest and year.digest != arrangement.digest:
        raw.fault(
            "calendar.digest", f"{year.year} 年的内容与文件里的校验值不符", year.where, "改过内容的，请删去 digest 一行"
        )
    return arrangement


def span_fits(raw: RawFile, year: RawYear, row: RawRow) -> bool:
    """Whether the row's days are in order, in the year (or in the last week before it), and not too many."""
    if row.end < row.start:
        raw.fault("calendar.backwards", f"从 {row.start} 到 {row.end}，止日早于起日", row.where, "请核对起止日期")
    elif not in_year(year.year, row.start) or not in_year(year.year, row.end):
        hint = f"只能是 {year.year} 年的日期，或上一年最后一周的日期"
        raw.fault("calendar.other_year", f"{row.start} 不在 {year.year} 年", row.where, hint)
    elif (row.end - row.start).days >= LONGEST:
        raw.fault("calendar.too_long_rest", f"{row.name}放假超过 {LONGEST} 天", row.where, "请核对起止日期")
    else:
        return True
    return False


def in_year(year: int, day: date) -> bool:
    """Whether a year's notice may speak of the day."""
    return day.year == year or (day.year == year - 1 and (day.month, day.day) >= TAIL)


def days_fit(raw: RawFile, row: RawRow, seen: dict[date, RawRow], base: Calendar | None) -> None:
    """No day twice, and no 班 on a day that is worked anyway (by the calendar below, for a local one); a row without a name is told."""
    if not row.name:
        raw.fault("calendar.no_name", "没有写是什么节日", row.where, "请在说明里写“春节”等")
    for day in Rest(row.name, row.start, row.end).days():
        if day in seen:
            raw.fault("calendar.twice", f"{day} 写了两遍，另一处在 {seen[day].where}", row.where, "请删去一处")
        seen.setdefault(day, row)
    if not row.off and (base.working(row.start) if base else row.start.weekday() < SATURDAY):
        weekday = WEEKDAYS[row.start.weekday()]
        hint = "“班”只写周末的调休上班日"
        raw.fault("calendar.ordinary_work", f"{row.start} 是星期{weekday}，本来就上班", row.where, hint)


def arrangement_of(year: RawYear) -> Arrangement:
    """The rows as runs and days in order; neighbouring days off of one name become one run."""
    rests: list[Rest] = []
    for row in sorted((row for row in year.rows if row.off), key=lambda row: row.start):
        last = rests[-1] if rests else None
        if last and last.name == row.name and (row.start - last.end).days == 1:
            rests[-1] = Rest(row.name, last.start, row.end)
        else:
            rests.append(Rest(row.name, row.start, row.end))
    shifts = sorted((row for row in year.rows if not row.off), key=lambda row: row.start)
    return Arrangement(
        year.year, tuple(rests), tuple(Shift(row.name, row.start) for row in shifts), year.notice, year.changed_by
    )


def statutory_fit(raw: RawFile, year: RawYear, arrangement: Arrangement) -> None:
    """A national year is whole: the fixed statutory days and a Spring Festival are in it, and it has as many working days as years have."""
    calendar = Calendar([arrangement])
    missing = [day for day in fixed_days(year.year) if calendar.day(day).kind is not DayKind.HOLIDAY]
    for day in missing:
        name = FIXED[day.month, day.day]
        raw.fault("calendar.no_statutory", f"缺少{name}（{day}）", year.where, "年度文件要写全法定节假日，包括在周末的")
    spring = Rest("", date(year.year, 1, 20), date(year.year, 2, 22))
    if not any(calendar.day(day).name and not calendar.working(day) for day in spring.days()):
        raw.fault("calendar.no_spring", f"缺少 {year.year} 年春节假期", year.where, "年度文件要写全法定节假日")
    elif (worked := calendar.worked_in(year.year)) not in WORKED:
        message = (
            f"{year.year} 年只有 {worked} 个工作日" if worked < WORKED.start else f"{year.year} 年有 {worked} 个工作日"
        )
        hint = "往年为 248 至 252 个，请核对有没有漏写或多写"
        raw.findings.append(
            Finding(code="calendar.odd_total", level=Level.WARNING, message=message, where=year.where, hint=hint)
        )


def fixed_days(year: int) -> list[date]:
    """The days that every notice since 2000 has named as off: 元旦, 劳动节, 国庆节."""
    days = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
    return [date(year, month, day) for month, day in days]
