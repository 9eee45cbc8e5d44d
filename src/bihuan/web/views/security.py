"""安全: who is in now, the rules of logging in, why somebody cannot see something, the packs of bureaus, the log."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import make_aware
from django.views.decorators.http import require_POST

from bihuan.apps.ledgers.listing import time_read
from bihuan.apps.ledgers.models import Event, LedgerTable, PackInstall
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.selectors import catalog, ledgers_installed
from bihuan.apps.people.explaining import access_explain
from bihuan.apps.people.models import Person, SecurityPolicy
from bihuan.apps.people.packs import bureau_packs
from bihuan.apps.people.policies import BOUNDS
from bihuan.apps.people.roles import Role, Scope
from bihuan.apps.people.selectors import person_get, policy_now, sessions_open
from bihuan.apps.people.services import bureau_packs_set, person_expel, policy_change
from bihuan.apps.tracking.history import DEEDS
from bihuan.apps.units.actors import RIGHT_LABELS, Right
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.kit import FieldShown, FilterBar
from bihuan.web.pages import page, page_of, page_render
from bihuan.web.views.people import units_offered

LOGINS = ("login", "logout", "login_failed", "lock", "unlock", "timeout", "expel")
DEED_LABELS = DEEDS | {
    "login": "登录", "logout": "退出", "login_failed": "登录失败",
    "lock": "锁定", "unlock": "解锁", "timeout": "超时退出", "expel": "强制下线",
    "grant": "授予角色", "revoke": "收回角色", "person_add": "开设账号", "person_change": "修改账号", "person_disable": "停用账号",
    "person_enable": "启用账号", "password_reset": "重置密码", "password_change": "修改密码", "factor_set": "绑定动态口令",
    "factor_reset": "清除动态口令", "recovery_code": "用恢复码", "policy_change": "修改安全设置", "bureau_packs": "设置部门的行业包",
    "people_import": "导入人员", "setup_code": "发设置代码", "setup_kind": "选单位类型", "setup_close": "完成设置",
    "add": "登记", "change": "修改条目", "move": "流转",
    "remove": "作废", "restore": "恢复", "batch": "导入台账", "reveal": "查看个人信息", "erase": "到期清除", "rekey": "改键",
    "units_import": "导入单位", "pack_install": "安装行业包", "draft_seal": "封存稿子",
    "library_add": "素材入库", "library_edit": "改素材卡片", "library_remove": "移出素材库",
    "citation_add": "引用到稿子", "citation_remove": "移除引用",
    "binding_confirm": "确认取数", "map_import": "导入地图",
    "calendar_import": "导入工作日历", "calendar_withdraw": "撤下工作日历", "merge": "并案", "sheet_form": "设置本单位模板",
    "token_issue": "签发接口凭据", "token_revoke": "吊销接口凭据", "webhook_add": "添加推送", "webhook_on": "启用推送",
    "webhook_off": "停用推送", "webhook_remove": "删除推送",
}  # fmt: skip
SUBJECT_LABELS = {
    "people": "人员", "units": "单位", "drafts": "稿子", "bindings": "取数", "security": "安全设置", "setup": "设置向导", "map": "地图",
    "webhooks": "推送", "calendars": "工作日历",
}  # fmt: skip
PROFILES = [(SecurityPolicy.STANDARD, "通用"), (SecurityPolicy.GRADED, "等级保护")]
OWN_SUBJECTS = (
    "people",
    "security",
    "setup",
    "units/",
)  # events that hold no business data: their changes may be shown


@page("online", right=Right.SECURITY)
def online_page(request: HttpRequest) -> HttpResponse:
    """Who is in now."""
    return page_render(request, "web/people/online.html", {"sessions": sessions_open()})


@page("online", right=Right.SECURITY)
@require_POST
def expel(request: HttpRequest, login: str) -> HttpResponseBase:
    """强制下线."""
    person = person_get(login)
    person_expel(person=person, actor=actor_of(request))
    messages.success(request, f"{person.name}已强制下线")
    return HttpResponseRedirect(reverse("online"))


@page("security", right=Right.SECURITY)
def security_page(request: HttpRequest) -> HttpResponseBase:
    """The rules of logging in."""
    if request.method == "POST":
        try:
            policy_change(actor=actor_of(request), **policy_given(request))
            messages.success(request, "已保存")
        except BihuanError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("security"))
    policy = policy_now()
    fields = [
        FieldShown(
            "profile", "口令规则", "choice", policy.profile, choices=PROFILES,
            help="通用：至少 8 个字符，查常见密码表，不强制混用符号、不定期更换。等级保护：另要三种字符，90 天更换，与最近 5 次不同",
        ),
        *(FieldShown(name, label, "number", getattr(policy, name), help=f"{low} 到 {high}") for name, (label, low, high) in BOUNDS.items()),
        FieldShown("second_factor", "管理员登录须用动态口令", "boolean", policy.second_factor),
    ]  # fmt: skip
    return page_render(request, "web/people/security.html", {"fields": fields})


def policy_given(request: HttpRequest) -> dict[str, Any]:
    """The form's values; words where a number belongs are a named error."""
    given: dict[str, Any] = {"second_factor": bool(request.POST.get("second_factor"))}
    profile = request.POST.get("profile", "")
    if profile in (SecurityPolicy.STANDARD, SecurityPolicy.GRADED):
        given["profile"] = profile
    for name, (label, _, _) in BOUNDS.items():
        word = request.POST.get(name, "").strip()
        if not word.isdecimal() or len(word) > 5:
            raise BihuanError("policy.no_number", f"“{label}”要填整数")
        given[name] = int(word)
    return given


@page("why", right=(Right.ROLES, Right.SECURITY))
def why_page(request: HttpRequest) -> HttpResponse:
    """为什么看不到: a person, a right, and a ledger, a unit or an entry → rule by rule."""
    given = {name: request.GET.get(name, "").strip() for name in ("login", "right", "ledger", "unit", "entry")}
    right = Right(given["right"]) if given["right"] in set(Right) else Right.READ
    people = [(one.login, f"{one.name}（{one.login}）") for one in Person.objects.order_by("login")]
    ledgers = [(row.name, row.label) for row in ledgers_installed()]
    rights = [(one.value, label) for one, label in RIGHT_LABELS.items()]
    bar = FilterBar(
        [
            FieldShown("login", "谁", "choice", given["login"], choices=people, empty="选一个人"),
            FieldShown("right", "要做什么", "choice", given["right"], choices=rights, empty="查看"),
            FieldShown("ledger", "哪个台账", "choice", given["ledger"], choices=ledgers, empty="不论"),
            FieldShown("unit", "哪个单位的", "choice", given["unit"], choices=units_offered(), empty="不论"),
            FieldShown("entry", "条目号", "text", given["entry"]),
        ],
        submit="查",
    )  # fmt: skip
    context: dict[str, Any] = {"bar": bar}
    if given["login"]:
        number = given["entry"].lstrip("#")
        reasons = access_explain(
            person=person_get(given["login"]),
            right=right,
            unit=unit_get(given["unit"]) if given["unit"] else None,
            ledger=given["ledger"],
            entry_id=int(number) if number.isdecimal() and given["ledger"] else None,
        )
        context |= {"reasons": reasons, "allowed": all(reason.passes for reason in reasons)}
    return page_render(request, "web/people/why.html", context)


@page("bureaus", right=Right.PACKS)
def bureaus_page(request: HttpRequest) -> HttpResponseBase:
    """Which packs each bureau works with."""
    bureaus = list(Unit.objects.filter(kind=UnitKind.BUREAU).order_by("path"))
    if request.method == "POST":
        packs = {bureau.code: request.POST.getlist(bureau.code) for bureau in bureaus}
        bureau_packs_set(packs=packs, actor=actor_of(request))
        messages.success(request, "已保存")
        return HttpResponseRedirect(reverse("bureaus"))
    return page_render(request, "web/people/bureaus.html", bureaus_context(bureaus))


def bureaus_context(bureaus: list[Unit]) -> dict[str, Any]:
    """Bureaus against packs."""
    packs, heads = bureau_packs(), [pack.head for pack in catalog().packs.values() if pack.head.bureaus]
    rows = [(one, [(head, head.pack in packs.get(one.pk, frozenset())) for head in heads]) for one in bureaus]
    return {"rows": rows, "heads": heads}


@page("log", right=Right.AUDIT)
def log_page(request: HttpRequest) -> HttpResponse:
    """登录日志 and 操作日志, from the chain of events. Of business deeds who, when and which, never what stood there."""
    kind, who, day = (request.GET.get(name, "").strip() for name in ("kind", "who", "day"))
    events: QuerySet[Event] = Event.objects.order_by("-seq")
    if kind == "login":
        events = events.filter(deed__in=LOGINS)
    elif kind == "people":
        events = events.filter(Q(subject__startswith="people") | Q(subject__in=("security", "setup")))
    if who:
        events = events.filter(Q(actor__contains=who) | Q(subject__contains=who))
    if day:
        events = events.filter(**day_bounds(day))
    found = page_of(request, events)
    kinds = [("login", "登录日志"), ("people", "账号与安全")]
    bar = FilterBar(
        [
            FieldShown("kind", "哪一类", "choice", kind, choices=kinds, empty="全部操作"),
            FieldShown("who", "人员", "search", who),
            FieldShown("day", "日期", "date", day),
        ]
    )
    labels = {
        name: label for of in (PackInstall, LedgerTable) for name, label in of.objects.values_list("name", "label")
    }
    rows = [log_row(event, labels) for event in found]
    return page_render(request, "web/people/log.html", {"bar": bar, "rows": rows, "page": found})


def day_bounds(word: str) -> dict[str, str]:
    """A day here as bounds of the chain's times, which are the world's."""
    try:
        start = make_aware(datetime.fromisoformat(word)).astimezone(UTC)
    except ValueError as error:
        raise BihuanError("date.unreadable", f"日期“{word}”无法识别", hint="请写成 2024-10-31") from error
    spelled = [moment.strftime("%Y-%m-%dT%H:%M:%S") for moment in (start, start + timedelta(days=1))]
    return {"at__gte": spelled[0], "at__lt": spelled[1]}


WORDS = {
    "name": "姓名", "unit": "单位", "post": "职务", "address": "地址", "sessions": "会话", "packs": "行业包", "kinds": "类型",
    "file": "文件",
    "rows": "行", "added": "新增", "left": "剩余", **dict(Role.choices),
    **{name: label for name, (label, _, _) in BOUNDS.items()},
    "profile": "口令规则", "second_factor": "动态口令",
}  # fmt: skip


def told_words(changes: dict[str, list[Any]]) -> str:
    """姓名：甲→乙；角色：本单位."""
    scopes = dict(Scope.choices)
    pairs = [(WORDS.get(name, name), *(scopes.get(one, one) or "" for one in pair)) for name, pair in changes.items()]
    return "；".join(f"{name}：{old}→{new}" if old else f"{name}：{new}" for name, old, new in pairs)


def log_row(event: Event, labels: dict[str, str]) -> tuple[int, datetime | None, str, str, str, str]:
    """An event as the auditor reads it; ``labels`` are the names of ledgers and packs."""
    told = ""
    if event.subject.startswith(OWN_SUBJECTS):
        told = told_words(changes_read(event.changes) or {})
    subject = subject_words(event.subject, event.entry_id, labels)
    return event.seq, time_read(event.at), event.actor, DEED_LABELS.get(event.deed, event.deed), subject, told[:200]


def subject_words(subject: str, entry: int | None, labels: dict[str, str]) -> str:
    """人员 wang, 智慧城管案件台账 #12; the long number of a draft is cut."""
    kind, _, which = subject.partition("/")
    which = f"#{entry}" if entry else which[:20]
    return f"{SUBJECT_LABELS.get(kind) or labels.get(kind, kind)} {which}".strip()
