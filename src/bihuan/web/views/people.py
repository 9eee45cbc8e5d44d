"""人员: who has an account, what each may do, and the deeds on accounts and roles."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.people.factors import device_of
from bihuan.apps.people.guard import guard_locked, name_key
from bihuan.apps.people.models import Person
from bihuan.apps.people.roles import ADMINISTRATORS, ROLE_RIGHTS, ROLE_TELLS, SCOPE_TELLS, Role, Scope
from bihuan.apps.people.selectors import people_find, person_get
from bihuan.apps.people.services import (
    factor_reset,
    grant_give,
    grant_revoke,
    password_reset,
    people_import,
    people_returned_write,
    person_add,
    person_change,
    person_disable,
    person_enable,
    person_expel,
    person_unlock,
)
from bihuan.apps.people.workbook import people_sheet_write, people_template_write
from bihuan.apps.units.actors import RIGHT_LABELS, Right
from bihuan.apps.units.selectors import unit_get, unit_list, units_findable
from bihuan.datamodel import BihuanError
from bihuan.web.access import Access
from bihuan.web.acting import actor_of
from bihuan.web.kit import Column, FieldShown, FilterBar, Row, Table, UnitChoice, state_html
from bihuan.web.pages import page, page_of, page_render

KEEPERS = (Right.PEOPLE, Right.ROLES)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BIGGEST = 5 * 1024 * 1024


@page("people", right=KEEPERS)
def people_list(request: HttpRequest) -> HttpResponse:
    """Everybody, found by name, login or post, by unit and by role."""
    text, code, role = (request.GET.get(name, "").strip() for name in ("q", "unit", "role"))
    people = people_find(text=text, unit=unit_get(code) if code else None, role=role)
    found = page_of(request, people)
    bar = FilterBar(
        [
            FieldShown("q", "姓名、登录名或职务", "search", text),
            FieldShown("unit", "单位（含下级）", "choice", code, choices=units_offered(), empty="全部"),
            FieldShown("role", "角色", "choice", role, choices=Role.choices, empty="全部"),
        ]
    )
    columns = [Column("姓名", "title"), *(Column(label) for label in ("登录名", "单位", "职务", "角色与范围", "状态"))]
    rows = [person_row(person) for person in found]
    table = Table(columns, rows, caption="人员", page=found, empty="没有符合条件的人员。", clear=reverse("people"))
    may = {"add": actor_of(request).has(Right.PEOPLE)}
    return page_render(request, "web/people/list.html", {"bar": bar, "table": table, "may": may})


def person_row(person: Person) -> Row:
    """A person in the list."""
    state = state_html("启用", "good") if person.is_active else state_html("停用", "none")
    unit = person.unit.name if person.unit else "—"
    cells = [person.name, person.login, unit, person.post, grants_words(person), state]
    return Row(cells, link=reverse("person", args=[person.login]), name=person.name)


def grants_words(person: Person) -> str:
    """填报员（本单位及以下）；处置员（仅本人）."""
    grants = sorted(person.grants.all(), key=lambda grant: grant.role)
    told = [
        Role(one.role).label + ("" if one.role in ADMINISTRATORS else f"（{Scope(one.scope).label}）") for one in grants
    ]
    return "；".join(told) or "还没有角色"


def units_offered() -> list[tuple[str, str]]:
    """Every unit, indented by its place in the tree."""
    return [(unit.code, "　" * (unit.depth - 1) + unit.name) for unit in unit_list()]


def unit_choices() -> list[UnitChoice]:
    """Every unit with what it is found by, indented by its place in the tree."""
    return [
        UnitChoice(one.unit.code, "　" * (one.unit.depth - 1) + one.unit.name, one.short, one.initials, one.unit.kind)
        for one in units_findable()
    ]


def person_fields(given: dict[str, str], *, new: bool) -> list[FieldShown]:
    """The form of an account."""
    login = FieldShown(
        "login",
        "登录名",
        value=given.get("login", ""),
        required=True,
        help="小写字母、数字、点、横线；以后不能改，也不会给别人",
    )
    return [
        *([login] if new else []),
        FieldShown("name", "姓名", value=given.get("name", ""), required=True),
        FieldShown("unit", "单位", "unit", given.get("unit", ""), units=unit_choices(), empty="（不属于单位）"),
        FieldShown("post", "职务", value=given.get("post", "")),
    ]


@page("people", right=Right.PEOPLE)
def person_new(request: HttpRequest) -> HttpResponseBase:
    """A new account; the first password is shown once."""
    given = {name: request.POST.get(name, "").strip() for name in ("login", "name", "unit", "post")}
    if request.method == "POST":
        try:
            person, password = person_add(**given, actor=actor_of(request))
            return passwords_told(request, {person.login: password}, f"已开设{person.name}的账号")
        except BihuanError as error:
            messages.error(request, str(error))
    return page_render(request, "web/people/new.html", {"fields": person_fields(given, new=True)})


def passwords_told(
    request: HttpRequest,
    passwords: dict[str, str],
    done: str,
    template: str = "web/people/passwords.html",
    **more: str,
) -> HttpResponse:
    """First passwords, on a page that no browser keeps."""
    people = Person.objects.select_related("unit").in_bulk(list(passwords), field_name="login")
    rows = [(people[login], password) for login, password in passwords.items()]
    answer = page_render(request, template, {"rows": rows, "done": done, **more})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@page("people", right=KEEPERS)
def person_page(request: HttpRequest, login: str) -> HttpResponseBase:
    """One account: its fields for the system administrator, its roles for the security administrator."""
    person, actor = person_get(login), actor_of(request)
    if request.method == "POST":
        given = {name: request.POST.get(name, "").strip() for name in ("name", "unit", "post")}
        return done_at(request, login, lambda: person_change(person=person, actor=actor, **given), "已保存")
    given = {"name": person.name, "unit": person.unit.code if person.unit else "", "post": person.post}
    context = {
        "one": person,
        "fields": person_fields(given, new=False),
        "grants": [
            (grant, Role(grant.role), Scope(grant.scope), list(grant.units.all())) for grant in person.grants.all()
        ],
        "roles": Role.choices,
        "scopes": Scope.choices,
        "units": units_offered(),
        "locked": guard_locked(name_key(person.login)),
        "sessions": person.sessions.count(),
        "factor": device_of(person) is not None,
        "may": {right.value: actor.has(right) for right in (Right.PEOPLE, Right.ROLES, Right.SECURITY)},
    }
    return page_render(request, "web/people/person.html", context)


def done_at(request: HttpRequest, login: str, deed: Callable[[], Any], done: str) -> HttpResponseBase:
    """Do it, say so, and go back to the person's page."""
    try:
        deed()
        messages.success(request, done)
    except BihuanError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("person", args=[login]))


DEEDS: dict[str, tuple[Callable[..., Any], str]] = {
    "disable": (person_disable, "已停用，他的会话全部结束"),
    "enable": (person_enable, "已启用"),
    "unlock": (person_unlock, "已解锁"),
    "expel": (person_expel, "已强制下线"),
    "factor": (factor_reset, "动态口令已清除，下次登录重新绑定"),
}


@page("people", right=(*KEEPERS, Right.SECURITY))
@require_POST
def person_deed(request: HttpRequest, login: str, deed: str) -> HttpResponseBase:
    """A deed on an account; the service asks the right."""
    person, actor = person_get(login), actor_of(request)
    if deed == "reset":
        return passwords_told(
            request, {login: password_reset(person=person, actor=actor)}, f"{person.name}的密码已重置"
        )
    if deed not in DEEDS:
        raise BihuanError("person.deed", "没有这种操作")
    service, done = DEEDS[deed]
    return done_at(request, login, lambda: service(person=person, actor=actor), done)


@page("people", right=Right.ROLES)
@require_POST
def person_grant(request: HttpRequest, login: str) -> HttpResponseBase:
    """Give a role, or take one away."""
    person, actor = person_get(login), actor_of(request)
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise BihuanError("grant.role", "请选一个角色")
    if request.POST.get("revoke"):
        return done_at(request, login, lambda: grant_revoke(person=person, role=role, actor=actor), "已收回")
    scope, units = request.POST.get("scope") or Scope.OWN_AND_BELOW, request.POST.getlist("units")
    if scope not in Scope.values:
        raise BihuanError("grant.scope", "请选一种数据范围")
    return done_at(
        request, login, lambda: grant_give(person=person, role=role, scope=scope, units=units, actor=actor), "已授予"
    )


@page("people", right=Right.PEOPLE)
def people_import_page(request: HttpRequest) -> HttpResponseBase:
    """A workbook of people: all of them, or none and a copy marked in red."""
    if request.method != "POST":
        return page_render(request, "web/people/import.html", {})
    try:
        with TemporaryDirectory() as folder:
            path = file_received(request, Path(folder))
            result = people_import(path=path, actor=actor_of(request))
            if result.rejects:
                target = people_returned_write(result=result, path=path, target=Path(folder) / "人员.退回.xlsx")
                return file_answer(target)
        return passwords_told(request, result.passwords, result.summary())
    except BihuanError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("people_import"))


def file_received(request: HttpRequest, folder: Path) -> Path:
    """The uploaded workbook in a folder."""
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise BihuanError("upload.none", "没有选文件，或文件是空的")
    if file.size > BIGGEST:
        raise BihuanError("upload.too_big", f"文件超过 {BIGGEST // 1024**2} MiB")
    path = folder / "上传.xlsx"
    path.write_bytes(file.read())
    return path


def file_answer(path: Path) -> HttpResponse:
    """A workbook to be saved."""
    from urllib.parse import quote

    answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(path.name)}"
    return answer


@page("people", right=Right.PEOPLE)
def people_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "人员样表.xlsx"
        people_template_write(target)
        return file_answer(target)


@page("people", right=KEEPERS)
def people_export(request: HttpRequest) -> HttpResponse:
    """Everybody in the shape of the template."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "人员.xlsx"
        people_sheet_write(target, people_find())
        return file_answer(target)


@page("roles", right=Access.SIGNED_IN)
def roles_page(request: HttpRequest) -> HttpResponse:
    """What each role may do, and what the scopes mean."""
    rows = [(role, ROLE_TELLS[role], [RIGHT_LABELS[one] for one in Right if one in ROLE_RIGHTS[role]]) for role in Role]
    context = {"rows": rows, "scopes": list(SCOPE_TELLS.items())}
    return page_render(request, "web/people/roles.html", context)
