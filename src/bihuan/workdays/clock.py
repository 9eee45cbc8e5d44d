"""时限: what a clock is told, a term from a start day with its pauses and extensions. How they count stands in ``due``."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bihuan.datamodel import BihuanError

MAX_AMOUNT = 3660  # ten years of days: a longer term is a slip of the pen
YEARS = range(1950, 2900)


class TermUnit(StrEnum):
    """What a term counts."""

    WORKDAYS = "workdays"  # 个工作日
    DAYS = "days"  # 日, calendar days
    MONTHS = "months"  # 个月, to the same day of the month

    @property
    def label(self) -> str:
        """The measure word."""
        return {"workdays": "个工作日", "days": "天", "months": "个月"}[self.value]


@dataclass(frozen=True)
class Term:
    """期限: ``Term(10, TermUnit.WORKDAYS)`` is ten working days; an amount of 0 ends on the start day itself (当日)."""

    amount: int
    unit: TermUnit = TermUnit.WORKDAYS

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= MAX_AMOUNT:
            raise BihuanError("workdays.bad_term", f"期限“{self}”不成立", hint=f"期限应在 0 到 {MAX_AMOUNT} 之间")

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.label}"


@dataclass(frozen=True)
class Pause:
    """暂停: the days from ``start`` to ``until``, both included, do not count; without ``until`` the clock stands still."""

    start: date
    until: date | None
    reason: str

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.start:
            raise BihuanError(
                "workdays.bad_pause", f"暂停从 {self.start} 到 {self.until}，止日早于起日", hint="请核对暂停的起止日"
            )

    def covers(self, day: date) -> bool:
        """Whether the day is paused."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Extension:
    """延期: days added to the term, in working days for a term in working days, else in calendar days."""

    amount: int
    approved: date
    reason: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MAX_AMOUNT:
            hint = f"延期应在 1 到 {MAX_AMOUNT} 天之间"
            raise BihuanError("workdays.bad_extension", f"延期 {self.amount} 天不成立", hint=hint)


@dataclass(frozen=True)
class Clock:
    """One running term. The day after the start is day 1; with ``same_day`` the start itself is.

    ``roll``: where a term in days or months ends on a day off, it ends on the next working day. A term in working days never ends on
    a day off. ``began`` is the deed that started it, for the printed steps; ``key`` is the caller's.
    """

    start: date
    term: Term
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    same_day: bool = False
    roll: bool = True
    began: str = "受理"
    key: str = ""

    def __post_init__(self) -> None:
        if self.start.year not in YEARS:
            raise BihuanError("workdays.bad_start", f"起算日 {self.start} 不合常理", hint="请核对日期")

    @property
    def counts_workdays(self) -> bool:
        """Whether only working days count."""
        return self.term.unit is TermUnit.WORKDAYS

    @property
    def label(self) -> str:
        """The measure word of what is counted: months are counted out in days once they are placed."""
        return (TermUnit.WORKDAYS if self.counts_workdays else TermUnit.DAYS).label

    def paused(self, day: date) -> bool:
        """Whether any pause covers the day."""
        return any(pause.covers(day) for pause in self.pauses)
