"""Deeds on calendars below the chain: judge a file, show what it would do, store its years. ``ledgers.services`` records them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bihuan.apps.calendars.book import CalendarBook, arrangement_spelled
from bihuan.apps.calendars.files import calendar_file_read
from bihuan.apps.calendars.keepers import UnitChange, changes_find
from bihuan.apps.calendars.models import CalendarYear
from bihuan.apps.calendars.selectors import calendar_book
from bihuan.apps.units.models import Unit
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError, Finding
from bihuan.workdays import Arrangement, CalendarFile, Notice


@dataclass(frozen=True)
class CalendarPlan:
    """What a file would do: the years that are new or other than before, and by keeper the due dates that change.

    With faults among the findings there is nothing to store.
    """

    unit: Unit | None
    findings: tuple[Finding, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    same: tuple[int, ...] = ()  # years of the file that are as they were
    refused: bool = False
    changes: dict[str, list[UnitChange]] = field(default_factory=dict)

    @property
    def due_changes(self) -> list[UnitChange]:
        """The changes of all keepers."""
        return [change for found in self.changes.values() for change in found]


def calendar_plan(*, data: bytes, name: str, unit: str | None = None, notice: Notice | None = None) -> CalendarPlan:
    """Read a file for the nation, or for a unit (a code), against the calendars as they stand."""
    owner = unit_get(unit) if unit else None
    book = calendar_book()
    base = above(book, owner) if owner else None
    reading = calendar_file_read(data, name, base=base.of(owner.pk) if base and owner else None, notice=notice)
    if reading.file is None:
        return CalendarPlan(owner, reading.findings, refused=True)
    kind_fits(reading.file, owner, name)
    return replace(years_plan(book, owner, reading.file.arrangements), findings=reading.findings)


def above(book: CalendarBook, unit: Unit) -> CalendarBook:
    """The book without the unit's own layer: what its file lies over."""
    return CalendarBook(
        book.national, {other: years for other, years in book.layers.items() if other != unit.pk}, book.names
    )


def kind_fits(file: CalendarFile, unit: Unit | None, name: str) -> None:
    """A national file belongs to no unit, a local one to one."""
    if file.kind == "national" and unit is not None:
        raise BihuanError(
            "calendar.not_local", "这是全国的放假安排，不能作为地方假日导入", where=name, hint="导入时不要选单位"
        )
    if file.kind == "local" and unit is None:
        raise BihuanError(
            "calendar.needs_unit", "这是地方假日，没有说明属于哪个单位", where=name, hint="导入时请选县或自治地方"
        )
    if file.area and unit is not None and file.area not in (unit.name, unit.short_name, unit.code, *unit.aliases):
        what = f"文件是“{file.area}”的假日，不是“{unit.name}”的"
        raise BihuanError("calendar.other_area", what, where=name, hint="请核对单位，或改正文件里的 area")


def years_plan(book: CalendarBook, unit: Unit | None, arrangements: Sequence[Arrangement]) -> CalendarPlan:
    """The years that are other than they stand, and what they would do to running clocks."""
    current = current_years(book, unit)
    new = tuple(item for item in arrangements if current.get(item.year) != item)
    same = tuple(item.year for item in arrangements if current.get(item.year) == item)
    if not new:
        return CalendarPlan(unit, same=same)
    unit_id = unit.pk if unit else None
    after = book.changed(unit_id, unit.name if unit else "", new)
    return CalendarPlan(unit, arrangements=new, same=same, changes=changes_find(book, after, unit_id))


def current_years(book: CalendarBook, unit: Unit | None) -> dict[int, Arrangement]:
    """The years as they stand for the nation, or of a unit's own layer."""
    if unit is None:
        return {item.year: item for item in book.of(None).arrangements}
    layers = [layer for layer in book.of(unit.pk).layers if unit.pk in book.layers]
    return {item.year: item for item in layers[-1].arrangements} if layers else {}


def years_store(*, plan: CalendarPlan, name: str, sha256: str, actor: str, at: str) -> list[CalendarYear]:
    """Add the plan's years. Called inside the transaction that records them."""
    return [
        CalendarYear.objects.create(
            unit=plan.unit, year=item.year, content=arrangement_spelled(item), digest=item.digest,
            file=name[-255:], sha256=sha256, actor=actor, at=at,
        )
        for item in plan.arrangements
    ]  # fmt: skip


def year_withdraw_plan(*, year: int, unit: str | None = None) -> CalendarPlan:
    """What withdrawing an imported year would do: a national year falls back to the shipped one, or to none."""
    owner = unit_get(unit) if unit else None
    book = calendar_book()
    years = book.layers.get(owner.pk, {}) if owner else book.national
    if year not in years:
        whose = str(owner) if owner else "全国"
        raise BihuanError(
            "calendar.no_such_year", f"{whose}没有导入过 {year} 年的日历", hint="用 bihuan calendar show 查看"
        )
    unit_id = owner.pk if owner else None
    return CalendarPlan(owner, changes=changes_find(book, book.without(unit_id, year), unit_id))


def withdrawal_store(*, plan: CalendarPlan, year: int, actor: str, at: str) -> CalendarYear:
    """Add the row that takes a year back."""
    return CalendarYear.objects.create(unit=plan.unit, year=year, actor=actor, at=at)
