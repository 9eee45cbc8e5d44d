"""放假安排: one year's days off and swapped working days as a notice gives them, with the notice and a digest of the facts."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Notice:
    """通知: who arranged the days; number and day stay empty where they are not known for certain."""

    issuer: str
    number: str = ""
    issued: date | None = None

    def __str__(self) -> str:
        return self.issuer + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True)
class Rest:
    """放假: a run of days off, both ends included, weekends in between included."""

    name: str
    start: date
    end: date

    def days(self) -> Iterator[date]:
        """Each day of the run."""
        day = self.start
        while day <= self.end:
            yield day
            day += ONE


@dataclass(frozen=True)
class Shift:
    """调休上班: a weekend day that is worked in exchange for a day off."""

    name: str
    day: date


@dataclass(frozen=True)
class Arrangement:
    """What one year's notice says. A few days may lie in the last days of the year before (元旦)."""

    year: int
    rests: tuple[Rest, ...]
    shifts: tuple[Shift, ...] = ()
    notice: Notice = Notice("")
    changed_by: tuple[Notice, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the year's facts, a line a day, whatever file they came from and in whatever ranges they were written."""
        facts = [f"{day} 休 {rest.name}" for rest in self.rests for day in rest.days()]
        facts += [f"{shift.day} 班 {shift.name}" for shift in self.shifts]
        return hashlib.sha256("\n".join([str(self.year), *sorted(facts)]).encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """As plain values, in the keys of a calendar file."""
        return {
            "year": self.year,
            **notice_json(self.notice),
            "changed_by": [notice_json(notice) for notice in self.changed_by],
            "off": [{"name": rest.name, "from": str(rest.start), "to": str(rest.end)} for rest in self.rests],
            "work": [{"name": shift.name, "day": str(shift.day)} for shift in self.shifts],
            "digest": self.digest,
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Arrangement":
        """Back from ``to_json``."""
        day = date.fromisoformat
        return cls(
            told["year"],
            tuple(Rest(item["name"], day(item["from"]), day(item["to"])) for item in told["off"]),
            tuple(Shift(item["name"], day(item["day"])) for item in told["work"]),
            notice_read(told),
            tuple(notice_read(item) for item in told["changed_by"]),
        )

    @property
    def days_off(self) -> int:
        """How many days the notice names as off, weekends inside included."""
        return sum((rest.end - rest.start).days + 1 for rest in self.rests)


def notice_json(notice: Notice) -> dict[str, Any]:
    """A notice as plain values."""
    return {"issuer": notice.issuer, "number": notice.number, "issued": notice.issued and str(notice.issued)}


def notice_read(told: dict[str, Any]) -> Notice:
    """Back from ``notice_json``."""
    return Notice(told["issuer"], told["number"], told["issued"] and date.fromisoformat(told["issued"]))


@dataclass(frozen=True)
class Layer:
    """地方假日: what a county or an autonomous area adds to the national days, a year an arrangement."""

    name: str
    arrangements: tuple[Arrangement, ...]
