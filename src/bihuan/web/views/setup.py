"""设置向导: six steps from an empty folder to a working system; opened by a code from the server's console, once."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from bihuan.apps.calendars.selectors import calendar_for
from bihuan.apps.figures.services import shapes_compile
from bihuan.apps.ledgers.models import PackInstall
from bihuan.apps.ledgers.services import pack_folder, packs_install, units_import
from bihuan.apps.people.demonstrating import (
    ACCOUNTS,
    county_building,
    county_opening,
    county_place,
    county_there,
    demo_county_build,
)
from bihuan.apps.people.models import Person
from bihuan.apps.people.packs import packs_suggested
from bihuan.apps.people.services import bureau_packs_set, people_import, people_returned_write
from bihuan.apps.people.setting_up import (
    packs_offered,
    setup_close,
    setup_code_spend,
    setup_kind_set,
    setup_open,
    setup_row,
)
from bihuan.apps.people.workbook import people_template_write
from bihuan.apps.today import today
from bihuan.apps.units.actors import console
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_list
from bihuan.apps.units.workbook import unit_template_write
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell
from bihuan.web.access import Access, access
from bihuan.web.kit import Step
from bihuan.web.pages import page_render
from bihuan.web.views.people import file_answer, file_received, passwords_told
from bihuan.web.views.security import bureaus_context
from bihuan.web.working import Outcome, work_do, work_shown

ACTOR = console("设置向导")
FLAG = "setup"
STEPS = (
    ("bureau", "单位类型"),
    ("units", "单位树"),
    ("packs", "行业包"),
    ("people", "人员"),
    ("calendar", "工作日历"),
    ("finish", "开始使用"),
)
Handler = Callable[[HttpRequest], "HttpResponseBase | None"]


@access(Access.OPEN)
def setup_start(request: HttpRequest) -> HttpResponseBase:
    """The code from the console; once the set-up is closed this page does not exist."""
    if not setup_open():
        raise Http404
    if request.session.get(FLAG):
        return HttpResponseRedirect(reverse("setup_step", args=[STEPS[0][0]]))
    context: dict[str, Any] = {}
    if request.method == "POST":
        if setup_code_spend(request.POST.get("code", "")[:60]):
            request.session.cycle_key()
            request.session[FLAG] = True
            return HttpResponseRedirect(reverse("setup_step", args=[STEPS[0][0]]))
        context["error"] = BihuanError(
            "setup.code", "代码不对、用过了或过了 24 小时", hint="在服务器上运行 bihuan admin setup，取一个新的"
        )
    return page_render(request, "web/setup/code.html", context, status=400 if context else 200)


def inside(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only for the session that spent the code, and only while the set-up is open."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not setup_open() or not request.session.get(FLAG):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@access(Access.OPEN)
@inside
def setup_step(request: HttpRequest, step: str) -> HttpResponseBase:
    """One step: its form, or what its form does. A GET of ``units.xlsx`` or ``people.xlsx`` gives the template."""
    if step in TEMPLATES:
        return template_answer(*TEMPLATES[step])
    if step not in HANDLERS:
        raise Http404
    if request.method == "POST":
        try:
            answer = HANDLERS[step](request)
        except BihuanError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("setup_step", args=[step]))
        return answer or HttpResponseRedirect(reverse("setup_step", args=[after(step)]))
    context = {
        "steps": steps_shown(step),
        "step": step,
        "title": dict(STEPS)[step],
        "next": after(step),
        **context_of(step),
    }
    return page_render(request, f"web/setup/{step}.html", context)


@access(Access.OPEN)
@inside
def setup_work(request: HttpRequest, step: str, key: str) -> HttpResponseBase:
    """How far the long work of a step is; once it is over, back to the step with what came of it."""
    if step not in HANDLERS:
        raise Http404
    try:
        context = {"steps": steps_shown(step), "title": dict(STEPS)[step]}
        return work_shown(request, key, "web/setup/work.html", context)
    except BihuanError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("setup_step", args=[step]))


def long_done(
    request: HttpRequest, step: str, label: str, deed: Callable[[Tell], object], said: str
) -> HttpResponseBase:
    """The deed, at once or after its bar; then the step again, saying so."""

    def answer(asking: HttpRequest, outcome: Outcome[object]) -> HttpResponseBase:
        outcome()
        messages.success(asking, said)
        return HttpResponseRedirect(reverse("setup_step", args=[step]))

    return work_do(
        request, label=label, deed=deed, answer=answer, at=lambda key: reverse("setup_work", args=[step, key])
    )


def after(step: str) -> str:
    """The step that follows."""
    names = [name for name, _ in STEPS]
    return names[min(names.index(step) + 1, len(names) - 1)]


def steps_shown(here: str) -> list[Step]:
    """The steps with what is done."""
    done = {
        "bureau": bool(setup_row().bureau_kind),
        "units": Unit.objects.exists(),
        "packs": PackInstall.objects.exists(),
        "people": Person.objects.exclude(unit=None).exists(),
        "calendar": today().year in calendar_for(None).years,
    }
    return [
        Step(label, reverse("setup_step", args=[name]), done=done.get(name, False), here=name == here)
        for name, label in STEPS
    ]


def context_of(step: str) -> dict[str, Any]:
    """What the page of a step shows."""
    row = setup_row()
    match step:
        case "bureau":
            return {"kinds": packs_offered(), "chosen": row.bureau_kind.split(",")}
        case "units":
            return {"units": list(unit_list())[:200], "count": Unit.objects.count()}
        case "packs":
            installed = set(PackInstall.objects.values_list("name", flat=True))
            bureaus = list(Unit.objects.filter(kind=UnitKind.BUREAU).order_by("path"))
            return {
                "kinds": packs_offered(),
                "installed": installed,
                "chosen": installed or set(row.bureau_kind.split(",")),
                **bureaus_context(bureaus),
            }
        case "people":
            return {"people": Person.objects.select_related("unit").order_by("unit__path", "login")[:300]}
        case "calendar":
            years = calendar_for(None).years
            return {"years": years, "year": today().year, "covered": today().year in years}
    county = {
        "place": county_place(), "there": county_there(), "building": county_building(), "opening": county_opening(), "accounts": ACCOUNTS,
    }  # fmt: skip
    return {"missing": missing(), "county": county}


def missing() -> list[str]:
    """What is not there yet and will be missed."""
    roles = set(Person.objects.filter(is_active=True).values_list("grants__role", flat=True))
    told = [] if Unit.objects.exists() else ["还没有单位"]
    told += [] if PackInstall.objects.exists() else ["还没有行业包"]
    told += [] if "system_admin" in roles else ["还没有系统管理员：在服务器上运行 bihuan admin create"]
    told += [] if "security_admin" in roles else ["还没有安全管理员：没有人能授予角色，可在人员表里写上"]
    return told + ([] if "audit_admin" in roles else ["还没有审计管理员：没有人能看日志"])


def bureau_chosen(request: HttpRequest) -> None:
    """Remember the kinds of bureau: they preset the packs."""
    setup_kind_set(kinds=request.POST.getlist("kind"), actor=ACTOR)


def units_given(request: HttpRequest) -> None:
    """The unit tree from the workbook; the bureaus get the packs of their names."""
    with TemporaryDirectory() as folder:
        codes = units_import(path=file_received(request, Path(folder)), actor=ACTOR)
    bureau_packs_set(packs=packs_suggested(), actor=ACTOR)
    messages.success(request, f"已导入 {len(codes)} 个单位")


def packs_given(request: HttpRequest) -> HttpResponseBase | None:
    """Install the packs, or say which bureau works with which."""
    if request.POST.get("bureaus"):
        bureaus = Unit.objects.filter(kind=UnitKind.BUREAU)
        bureau_packs_set(packs={one.code: request.POST.getlist(one.code) for one in bureaus}, actor=ACTOR)
        return None
    offered = {head.pack for head in packs_offered()}
    wanted = [name for name in request.POST.getlist("pack") if name in offered]
    if not wanted:
        raise BihuanError("setup.no_pack", "请至少选一个行业包")

    def installed(tell: Tell) -> None:
        packs_install(folders=[pack_folder(name) for name in wanted], actor=ACTOR, tell=tell)
        shapes_compile(tell=tell)
        bureau_packs_set(packs=packs_suggested(), actor=ACTOR)

    return long_done(request, "packs", "安装行业包", installed, "行业包已安装，请核对各部门用哪些")


def people_given(request: HttpRequest) -> HttpResponseBase:
    """People with their roles from the workbook: all, or none and a copy marked in red."""
    with TemporaryDirectory() as folder:
        path = file_received(request, Path(folder))
        result = people_import(path=path, actor=ACTOR)
        if result.rejects:
            return file_answer(people_returned_write(result=result, path=path, target=Path(folder) / "人员.退回.xlsx"))
    return passwords_told(
        request, result.passwords, result.summary(), template="web/setup/passwords.html", next=reverse("setup_step", args=["calendar"])
    )  # fmt: skip


def calendar_seen(request: HttpRequest) -> None:
    """The calendar of the nation comes with the program; local days are imported later."""


def finished(request: HttpRequest) -> HttpResponseBase:
    """Build the demo county to practise in, which leaves the set-up open, or close it for ever."""
    if request.POST.get("choice") == "demo":
        return long_done(
            request,
            "finish",
            "建示范县",
            lambda tell: demo_county_build(actor=ACTOR, tell=tell),
            "示范县建好了，向导还开着",
        )
    setup_close(actor=ACTOR)
    request.session.flush()
    return HttpResponseRedirect(reverse("login"))


HANDLERS: dict[str, Handler] = {
    "bureau": bureau_chosen,
    "units": units_given,
    "packs": packs_given,
    "people": people_given,
    "calendar": calendar_seen,
    "finish": finished,
}
TEMPLATES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "units.xlsx": ("单位样表.xlsx", unit_template_write),
    "people.xlsx": ("人员样表.xlsx", people_template_write),
}


def template_answer(name: str, write: Callable[[Path], None]) -> HttpResponse:
    """An empty workbook."""
    with TemporaryDirectory() as folder:
        write(Path(folder) / name)
        return file_answer(Path(folder) / name)
