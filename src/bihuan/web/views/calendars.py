"""工作日历: a year by months, files in with a preview of what they change, imported years taken back."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.calendars.files import MAX_BYTES
from bihuan.apps.calendars.selectors import calendar_for, calendar_years
from bihuan.apps.calendars.showing import months_shown, runs_shown
from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.ledgers.services import CalendarOutcome, calendar_import, calendar_preview, calendar_withdraw
from bihuan.apps.today import today
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.apps.units.selectors import unit_get, unit_labels
from bihuan.datamodel import BihuanError
from bihuan.web.access import Access
from bihuan.web.acting import actor_of
from bihuan.web.asked import units_offered
from bihuan.web.kit import FieldShown, FilterBar
from bihuan.web.pages import page, page_render
from bihuan.workdays import Calendar, Notice

SHOWN = 500  # due dates that a preview lists
AHEAD = 2  # years past the last notice that may be looked at


@page("calendars", right=Access.SIGNED_IN)
def calendar_page(request: HttpRequest) -> HttpResponse:
    """A year of the nation's or a unit's calendar, where it comes from, and what was imported."""
    code = request.GET.get("unit", "").strip()
    unit = unit_get(code) if code else None
    calendar = calendar_for(unit)
    year = year_asked(request, calendar)
    context = {
        "unit": unit,
        "year": year,
        "calendar": calendar,
        "covered": year in calendar.years,
        "months": months_shown(calendar, year, today()),
        "runs": list(runs_shown(calendar, year)),
        "worked": calendar.worked_in(year),
        "bar": filter_bar(calendar, unit, year),
        "imported": [row for row in calendar_years() if row.content],
        "may_import": actor_of(request).has(Right.CALENDARS),
        "upload": upload_fields(),
    }
    return page_render(request, "web/calendars.html", context)


def year_asked(request: HttpRequest, calendar: Calendar) -> int:
    """The year of the address, or this year; one that cannot be shown is a named error."""
    word = request.GET.get("year", "").strip() or str(today().year)
    offered = years_offered(calendar)
    if not word.isdecimal() or int(word) not in offered:
        hint = f"可以看 {offered[0]} 至 {offered[-1]} 年"
        raise BihuanError("calendar.no_year", f"没有“{word}”年的日历", hint=hint)
    return int(word)


def years_offered(calendar: Calendar) -> range:
    """From the first year that a notice covers to a little past the last, today's year always included."""
    years = {*calendar.years, today().year}
    return range(min(years), max(years) + AHEAD + 1)


def filter_bar(calendar: Calendar, unit: Unit | None, year: int) -> FilterBar:
    """Year and unit."""
    years = [(str(one), f"{one}年") for one in reversed(years_offered(calendar))]
    units = [(one.code, one.name) for one in units_offered()]
    fields = [
        FieldShown("year", "年份", "choice", "" if year == today().year else str(year), choices=years, empty="今年"),
        FieldShown("unit", "单位", "choice", unit.code if unit else "", choices=units, empty="全国"),
    ]
    return FilterBar(fields, action=reverse("calendars"), submit="查看")


def upload_fields() -> list[FieldShown]:
    """The form for a file."""
    units = [(unit.code, unit.name) for unit in units_offered()]
    hint = "日期、类型（休或班）、说明三列的 Excel 或 CSV，或 YAML"
    return [
        FieldShown(
            "file", "日历文件", "file", required=True, help=hint, attrs={"accept": ".xlsx,.xls,.et,.csv,.yaml,.yml"}
        ),
        FieldShown(
            "unit", "适用于", "choice", choices=units, empty="全国", help="选了单位，就是它和下级单位的地方假日"
        ),
        FieldShown("issuer", "发文机关和文种", help="如“青禾县人民政府办公室通知”，会印在每个放假日的依据里"),
        FieldShown("number", "发文字号"),
    ]


@page("calendars", right=Right.CALENDARS)
@require_POST
def calendar_preview_page(request: HttpRequest) -> HttpResponse:
    """What a file would do: its faults, or its years and the due dates that change, with a button that does it."""
    actor_of(request).require(Right.CALENDARS)
    file = request.FILES.get("file")
    if file is None:
        raise BihuanError("calendar.no_file", "没有选择文件", hint="请选一个日历文件再导入")
    name = Path(file.name or "日历").name
    path = upload_kept(file, name)
    try:
        outcome = calendar_preview(path=path, actor=actor_of(request), name=name, **told(request))
    finally:
        path.unlink(missing_ok=True)
    asked = {key: request.POST.get(key, "") for key in ("unit", "issuer", "number")}
    context = {
        "outcome": outcome,
        "plan": outcome.plan,
        "name": name,
        "asked": asked,
        "changes": changes_shown(outcome, actor_of(request)),
    }
    return page_render(request, "web/calendar_preview.html", context, status=422 if outcome.plan.refused else 200)


def upload_kept(file: "UploadedFile[Any]", name: str) -> Path:
    """The upload as a file of its own; one beyond the bound is refused before it is read."""
    if (file.size or 0) > MAX_BYTES:
        raise BihuanError(
            "calendar.too_long", f"文件超过 {MAX_BYTES >> 20} MiB", where=name, hint="请只留放假和调休上班的日期"
        )
    with tempfile.NamedTemporaryFile(prefix="bihuan-", delete=False) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
    return Path(copy.name)


class Told(TypedDict):
    """For whom a file is and by which notice."""

    unit: str | None
    notice: Notice | None


def told(request: HttpRequest) -> Told:
    """Unit and notice of the form."""
    issuer, number = request.POST.get("issuer", "").strip(), request.POST.get("number", "").strip()
    return {
        "unit": request.POST.get("unit", "").strip() or None,
        "notice": Notice(issuer, number) if issuer or number else None,
    }


def changes_shown(outcome: CalendarOutcome, actor: Actor) -> list[tuple[str, str, str]]:
    """Unit, matter and words of each due date that changes; of units whose entries the actor may not read only how many."""
    found = outcome.plan.due_changes
    names = unit_labels() if found else {}
    seen = [one for one in found if actor.may(Right.READ, one.unit_id)]
    hidden = Counter(names.get(one.unit_id, "") for one in found if not actor.may(Right.READ, one.unit_id))
    shown = [(names.get(one.unit_id, ""), one.matter, one.change.words) for one in seen[:SHOWN]]
    if len(seen) > SHOWN:
        shown.append(("", f"另有 {len(seen) - SHOWN} 件", "全部请用 bihuan calendar import --dry-run --json 查看"))
    return [*shown, *((name, f"{count} 件", "到期日有变化，内容只给能查看的人") for name, count in hidden.items())]


@page("calendars", right=Right.CALENDARS)
@require_POST
def calendar_import_page(request: HttpRequest) -> HttpResponse:
    """Do what the preview showed, from the original that it kept."""
    path = original_path(request.POST.get("sha256", ""))
    name = request.POST.get("name", "").strip() or path.name
    outcome = calendar_import(path=path, actor=actor_of(request), name=name, **told(request))
    years = "、".join(str(item.year) for item in outcome.plan.arrangements)
    if outcome.event:
        said = f"已导入 {years} 年的放假安排，{len(outcome.plan.due_changes)} 件的到期日有变化"
        messages.success(request, said)
    else:
        messages.info(request, "没有新的内容，日历不变")
    first = outcome.plan.arrangements[0].year if outcome.plan.arrangements else None
    return back(first, request.POST.get("unit", ""))


@page("calendars", right=Right.CALENDARS)
@require_POST
def calendar_withdraw_page(request: HttpRequest) -> HttpResponse:
    """Take back one imported year."""
    word, unit = request.POST.get("year", ""), request.POST.get("unit", "").strip() or None
    if not word.isdecimal():
        raise BihuanError("calendar.no_year", f"没有“{word}”年的日历", hint="请从列表里选")
    outcome = calendar_withdraw(year=int(word), actor=actor_of(request), unit=unit)
    messages.success(request, f"已撤回 {word} 年的日历，{len(outcome.plan.due_changes)} 件的到期日有变化")
    return back(None, unit or "")


def back(year: int | None, unit: str) -> HttpResponseRedirect:
    """To the calendar, of that year and unit."""
    asked = {key: value for key, value in (("year", year), ("unit", unit)) if value}
    return HttpResponseRedirect(reverse("calendars") + (f"?{urlencode(asked)}" if asked else ""))
