"""How a due date was computed, as lines a clerk can follow: what started it, what did not count and why, what moved it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bihuan.workdays.arrangement import ONE
from bihuan.workdays.calendar import Calendar
from bihuan.workdays.clock import Clock, Extension, Pause, TermUnit
from bihuan.workdays.counting import Counted, day_zero, term_count
from bihuan.workdays.day import DayKind

LONG = 3660  # days: over a longer term single holidays are no longer told one by one
OFF_KINDS = frozenset({DayKind.HOLIDAY, DayKind.LOCAL_OFF, DayKind.FIXED})
WORK_KINDS = frozenset({DayKind.SHIFTED, DayKind.LOCAL_WORK})


@dataclass(frozen=True)
class Step:
    """One line of the explanation: ``kind`` is stable, ``day`` is where it stands in time, ``words`` are Chinese."""

    kind: str  # start, term, off, weekend, shifted, pause, extension, due, roll, frozen, provisional
    day: date
    words: str

    def __str__(self) -> str:
        return self.words


def steps_of(
    calendar: Calendar, clock: Clock, counted: Counted, due: date | None, opened: date | None
) -> tuple[Step, ...]:
    """The steps in order of time, start and term first, the result last; ``opened`` is the first day that is provisional."""
    end = counted.ended or counted.held_from or clock.start
    told = [*pause_steps(calendar, clock, end), *extension_steps(calendar, clock)]
    if clock.counts_workdays and (end - clock.start).days <= LONG:
        told += day_steps(calendar, clock, end)
    told.sort(key=lambda step: step.day)
    first = start_steps(clock, counted.total)
    return (*first, *told, *end_steps(calendar, clock, counted, due), *provisional_steps(calendar, opened))


def start_steps(clock: Clock, total: int) -> Iterator[Step]:
    """What started the clock and how long it runs."""
    begins = "当日起算" if clock.same_day else "次日起算"
    yield Step("start", clock.start, f"{clock.start} {clock.began}，{begins}")
    words = f"期限 {clock.term}"
    if clock.term.unit is TermUnit.MONTHS:
        words += f"，折合 {total - sum(extension.amount for extension in clock.extensions)} 天"
    yield Step("term", clock.start, words)


def pause_steps(calendar: Calendar, clock: Clock, end: date) -> Iterator[Step]:
    """Each pause that the term ran into, with the countable days it held; a day of two pauses is told with the first."""
    first = day_zero(clock) + ONE
    told: list[Pause] = []
    for pause in sorted(clock.pauses, key=lambda pause: pause.start):
        if pause.start > end or (pause.until is not None and pause.until < first):
            continue
        yield Step("pause", pause.start, pause_words(calendar, clock, pause, told))
        told.append(pause)


def pause_words(calendar: Calendar, clock: Clock, pause: Pause, earlier: list[Pause]) -> str:
    """``暂停 3 个工作日：补充材料（2026-03-02 至 2026-03-04）``; an open one says since when."""
    if pause.until is None:
        return f"{pause.start} 起暂停：{pause.reason}，尚未恢复"
    days = calendar.days(max(pause.start, day_zero(clock) + ONE), pause.until)
    own = [day for day in days if not any(other.covers(day.day) for other in earlier)]
    held = sum(day.working for day in own) if clock.counts_workdays else len(own)
    return f"暂停 {held} {clock.label}：{pause.reason}（{span_words(pause.start, pause.until)}）"


def extension_steps(calendar: Calendar, clock: Clock) -> Iterator[Step]:
    """Each extension with the day of its approval, and whether the term had run out before."""
    before: tuple[Extension, ...] = ()
    for extension in sorted(clock.extensions, key=lambda extension: extension.approved):
        ended = term_count(calendar, replace(clock, extensions=before)).ended
        why = f"：{extension.reason}" if extension.reason else ""
        late = f"（批准时原期限 {ended} 已过）" if ended and ended < extension.approved else ""
        words = f"{extension.approved} 批准延期 {extension.amount} {clock.label}{why}{late}"
        yield Step("extension", extension.approved, words)
        before = (*before, extension)


def day_steps(calendar: Calendar, clock: Clock, end: date) -> Iterator[Step]:
    """Holidays that did not count, a step each; weekends in one; weekend days that did count. Paused days are the pause's."""
    days = [day for day in calendar.days(day_zero(clock) + ONE, end) if not clock.paused(day.day)]
    for (kind, _name), run in groupby(days, key=lambda day: (day.kind, day.name)):
        group = list(run)
        if kind in OFF_KINDS:
            span = span_words(group[0].day, group[-1].day)
            yield Step("off", group[0].day, f"{group[0].why} {len(group)} 天不计（{span}）")
        elif kind in WORK_KINDS:
            yield from (Step("shifted", day.day, f"{day.day} {day.why}，计入") for day in group)
    weekends = [day.day for day in days if day.kind is DayKind.WEEKEND]
    if weekends:
        yield Step("weekend", weekends[0], f"周末 {len(weekends)} 天不计")


def end_steps(calendar: Calendar, clock: Clock, counted: Counted, due: date | None) -> Iterator[Step]:
    """The last counted day and the roll where it fell on a day off; or that the clock stands still."""
    ended = counted.ended
    if ended is None or due is None:
        held = counted.held_from or clock.start
        yield Step("frozen", held, f"自 {held} 停止计时，期限还剩 {counted.left} {clock.label}")
        return
    last = f"第 {counted.total} {clock.label}为 {ended}" if counted.total else f"当日 {ended}"
    yield Step("due", ended, f"{last}，期限届满")
    if due != ended:
        yield Step("roll", due, f"{ended} 是{calendar.day(ended).why}，顺延到其后第一个工作日 {due}")


def provisional_steps(calendar: Calendar, opened: date | None) -> Iterator[Step]:
    """Why the result may still change."""
    if opened is not None:
        year = opened.year + (opened.year in calendar.years)
        words = f"{year} 年放假安排尚未载入，暂按周一至周五上班、固定日期的法定节假日放假推算，载入后重算"
        yield Step("provisional", opened, words)


def span_words(start: date, end: date) -> str:
    """One day, or from … to …"""
    return str(start) if start == end else f"{start} 至 {end}"
