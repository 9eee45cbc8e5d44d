"""The first administrators: made at the server's console, where the files are within reach anyway."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from bihuan.apps.people.accounts import person_add
from bihuan.apps.people.granting import grant_give
from bihuan.apps.people.models import Grant
from bihuan.apps.people.passwords import SHORTEST_ADMINISTRATOR
from bihuan.apps.people.roles import ADMINISTRATORS, Role, Scope
from bihuan.apps.people.setting_up import setup_code_make, setup_open
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError


@dataclass(frozen=True)
class Made:
    """What the console prints once."""

    login: str
    password: str
    role: str
    code: str


@transaction.atomic
def administrator_create(*, login: str, name: str, role: str, password: str = "", actor: Actor) -> Made:
    """The first administrator of a kind, and a code for the set-up wizard while that is open. Refused where one of the kind is there."""
    if role not in ADMINISTRATORS:
        raise BihuanError("admin.role", f"“{role}”不是管理员角色", hint="、".join(sorted(ADMINISTRATORS)))
    kind = Role(role)
    if Grant.objects.filter(role=kind, person__is_active=True).exists():
        raise BihuanError(
            "admin.exists",
            f"已有{kind.label}",
            hint="再开一位请在网页里办；忘了密码用 bihuan admin reset-password 登录名",
        )
    if password and len(password) < SHORTEST_ADMINISTRATOR:
        raise BihuanError("password.weak", f"管理员的密码至少 {SHORTEST_ADMINISTRATOR} 个字符")
    person, first = person_add(login=login, name=name, unit="", actor=actor, password=password)
    grant_give(person=person, role=kind, scope=Scope.ALL, actor=actor)
    code = setup_code_make(actor=actor) if setup_open() else ""
    return Made(person.login, first, kind.label, code)


def administrators_list() -> list[dict[str, Any]]:
    """Every administrator with the role."""
    grants = Grant.objects.filter(role__in=ADMINISTRATORS).select_related("person").order_by("role", "person__login")
    return [
        {
            "login": grant.person.login,
            "name": grant.person.name,
            "role": grant.role,
            "role_label": Role(grant.role).label,
            "active": grant.person.is_active,
        }
        for grant in grants
    ]
