"""我、单位、工作日历: who one is here, the tree of units, which days are worked."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from bihuan.apps.calendars.selectors import calendar_for
from bihuan.apps.units.actors import RIGHT_LABELS
from bihuan.apps.units.models import Unit
from bihuan.apps.units.selectors import unit_get, unit_list
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.api.asked import DaysAsked, TreeAsked
from bihuan.web.api.operating import operation
from bihuan.web.api.shapes import CalendarOut, DayOut, Me, RightOut, UnitList, UnitOut

router = Router(tags=["基础"])
LONGEST = 400  # days of one question
Code = Annotated[str, Field(max_length=100)]


@operation(router, "GET", "/me", answers=Me)
def me_read(request: HttpRequest) -> Me:
    """我是谁，有哪些权限，各在什么范围。"""
    actor = actor_of(request)
    unit = Unit.objects.filter(pk=actor.unit_id).first() if actor.unit_id else None
    rights = [
        RightOut(
            right=right.value,
            label=RIGHT_LABELS[right],
            everything=reach.everything,
            units=len(reach.units),
            own=reach.own,
        )
        for right, reach in actor.reaches.items()
    ]
    return Me(
        name=actor.name, person=actor.person, unit=unit.code if unit else None, roles=sorted(actor.roles), rights=rights
    )


@operation(router, "GET", "/units", answers=UnitList)
def unit_tree(request: HttpRequest, asked: Query[TreeAsked]) -> UnitList:
    """单位树。"""
    units = list(unit_list())
    if asked.below:
        root = unit_get(asked.below)
        units = [unit for unit in units if unit.path.startswith(root.path)]
    codes = {unit.path: unit.code for unit in unit_list()}
    return UnitList(items=[unit_out(unit, codes.get(unit.path[: -Unit.steplen])) for unit in units], total=len(units))


@operation(router, "GET", "/units/{code}", answers=UnitOut)
def unit_read(request: HttpRequest, code: Code) -> UnitOut:
    """一个单位。"""
    unit = unit_get(code)
    parent = Unit.objects.get_parent(unit)
    return unit_out(unit, parent.code if parent else None)


def unit_out(unit: Unit, parent: str | None) -> UnitOut:
    """A unit as it goes out."""
    return UnitOut(
        code=unit.code, name=unit.name, short_name=unit.short_name, kind=unit.kind, parent=parent,
        jurisdiction=unit.jurisdiction.code if unit.jurisdiction else None, aliases=unit.aliases,
    )  # fmt: skip


@operation(router, "GET", "/calendar", answers=CalendarOut)
def calendar_days(request: HttpRequest, asked: Query[DaysAsked]) -> CalendarOut:
    """一段日子里哪些天上班，为什么。"""
    start, end = asked.start, asked.end
    if not (start <= end and (end - start).days < LONGEST and 1990 <= start.year <= end.year <= 2100):
        raise BihuanError("calendar.span", f"一次可查 1990 年至 2100 年间的 {LONGEST} 天", hint="分几次查")
    calendar = calendar_for(unit_get(asked.unit) if asked.unit else None)
    days = [
        DayOut(day=day.day, working=calendar.working(day.day), why=day.why, provisional=day.provisional)
        for day in calendar.days(start, end)
    ]
    return CalendarOut(years=list(calendar.years), digest=calendar.digest, days=days)
