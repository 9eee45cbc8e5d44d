"""Roles given and taken away. The three administrators are never one person, and none of them has a business role."""

from collections.abc import Iterable

from django.db import transaction

from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.accounts import subject_of
from bihuan.apps.people.models import Grant, Person
from bihuan.apps.people.roles import ADMINISTRATORS, Role, Scope
from bihuan.apps.people.sessions import sessions_end
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError


@transaction.atomic
def grant_give(
    *, person: Person, role: str, scope: str = Scope.OWN_AND_BELOW, units: Iterable[str] = (), actor: Actor
) -> Grant:
    """Give a role with a scope (``units``: codes, for the chosen ones); the same role again replaces its scope."""
    actor.require(Right.ROLES)
    if actor.person == person.pk:
        raise BihuanError("grant.self", "不能给自己授予角色", hint="请另一位安全管理员操作")
    Person.objects.select_for_update().get(pk=person.pk)
    given, reach = Role(role), Scope.ALL if Role(role) in ADMINISTRATORS else Scope(scope)
    roles_apart(person, given)
    chosen = [unit_get(code) for code in units] if reach == Scope.CHOSEN else []
    if reach == Scope.CHOSEN and not chosen:
        raise BihuanError("grant.no_units", "数据范围是“自定义”，要选定至少一个单位")
    if reach in (Scope.OWN, Scope.OWN_AND_BELOW) and person.unit_id is None:
        raise BihuanError("grant.no_unit", f"{person.name}还没有单位，不能授予“{reach.label}”", hint="先写明所在单位")
    before = grant_words(Grant.objects.filter(person=person, role=given).first())
    grant, _ = Grant.objects.update_or_create(person=person, role=given, defaults={"scope": reach})
    grant.units.set(chosen)
    told = {str(given): [before or None, grant_words(grant)]}
    event_record(deed="grant", subject=subject_of(person), changes=told, actor=actor.name)
    return grant


def roles_apart(person: Person, role: Role) -> None:
    """Refuse what would make one person two administrators, or an administrator who sees business data."""
    others = {Role(name) for name in person.grants.exclude(role=role).values_list("role", flat=True)}
    if role in ADMINISTRATORS and (both := others & ADMINISTRATORS):
        held = "、".join(other.label for other in both)
        raise BihuanError(
            "grant.administrators", f"{person.name}已是{held}，不能兼任{role.label}", hint="三类管理员由三个人分别担任"
        )
    if others and (role in ADMINISTRATORS) != bool(others & ADMINISTRATORS):
        raise BihuanError(
            "grant.apart",
            f"{person.name}不能同时是管理员和业务人员",
            hint="管理员看不到业务数据；要办业务，另开一个账号",
        )


def grant_words(grant: Grant | None) -> str:
    """A grant as the event tells it."""
    if grant is None:
        return ""
    codes = "、".join(unit.code for unit in grant.units.all())
    return f"{grant.scope}：{codes}" if codes else grant.scope


@transaction.atomic
def grant_revoke(*, person: Person, role: str, actor: Actor) -> None:
    """Take a role away; the person is out of every session and comes in again with what is left."""
    actor.require(Right.ROLES)
    grant = Grant.objects.filter(person=person, role=role).first()
    if grant is None:
        raise BihuanError("grant.unknown", f"{person.name}没有这个角色")
    told = {role: [grant_words(grant), None]}
    grant.delete()
    sessions_end(person.pk)
    event_record(deed="revoke", subject=subject_of(person), changes=told, actor=actor.name)
