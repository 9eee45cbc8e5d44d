"""按工作时间计的时限: so many hours of office time from a moment on, for matters that are handled the same day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from bihuan.datamodel import BihuanError
from bihuan.workdays.arrangement import ONE
from bihuan.workdays.calendar import Calendar
from bihuan.workdays.clock import Pause
from bihuan.workdays.steps import Step

MAX_HOURS = 1000
Stretch = tuple[time, time]
OFFICE: tuple[Stretch, ...] = ((time(8, 30), time(12)), (time(14, 30), time(18)))  # a default; offices tell their own


@dataclass(frozen=True)
class HoursDue:
    """The moment that the hours run out; None while an open pause holds them, then ``left`` is what remains."""

    at: datetime | None
    provisional: bool
    steps: tuple[Step, ...]
    left: timedelta = timedelta()


def hours_due(
    calendar: Calendar, start: datetime, hours: int, *, office: Sequence[Stretch] = OFFICE, pauses: Sequence[Pause] = ()
) -> HoursDue:
    """``hours`` of office time after the moment; days off and paused days hold none. Moments are local, without a zone."""
    office_check(office, hours)
    left, last = timedelta(hours=hours), start.date()
    steps = [Step("start", start.date(), f"{start:%Y-%m-%d %H:%M} 起算，期限 {hours} 个工作小时")]
    for day in days_free(calendar, start.date(), pauses):
        last = day
        for opens, closes in office:
            begins, ends = max(start, datetime.combine(day, opens)), datetime.combine(day, closes)
            if ends <= begins:
                continue
            if ends - begins >= left:
                at = begins + left
                steps += [Step("due", day, f"{at:%Y-%m-%d %H:%M} 期限届满")]
                return HoursDue(at, calendar.first_open(start.date(), day) is not None, tuple(steps))
            left -= ends - begins
    steps += [Step("frozen", last, f"停止计时，期限还剩 {left.total_seconds() / 3600:g} 个工作小时")]
    return HoursDue(None, calendar.first_open(start.date(), last) is not None, tuple(steps), left)


def days_free(calendar: Calendar, start: date, pauses: Sequence[Pause]) -> Iterator[date]:
    """Worked days from the start on that no pause covers; they end where an open pause begins."""
    held = min((pause.start for pause in pauses if pause.until is None), default=date.max)
    day = start
    while day < held:
        if calendar.working(day) and not any(pause.covers(day) for pause in pauses):
            yield day
        day += ONE


def office_check(office: Sequence[Stretch], hours: int) -> None:
    """Refuse hours that never pass: none asked, too many, or stretches that are empty or out of order."""
    if not 1 <= hours <= MAX_HOURS:
        raise BihuanError("workdays.bad_term", f"期限“{hours} 个工作小时”不成立", hint=f"请填 1 到 {MAX_HOURS}")
    marks = [mark for stretch in office for mark in stretch]
    if not marks or any(later <= earlier for earlier, later in pairwise(marks)):
        raise BihuanError("workdays.bad_office_hours", "办公时间写法有误", hint="按先后写，如 08:30–12:00、14:30–18:00")
