"""Deeds on accounts: add, change, disable, enable, a new password. Each is an event of the chain."""

import re
from typing import Any

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone

from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.models import PasswordUsed, Person
from bihuan.apps.people.passwords import password_check, password_make
from bihuan.apps.people.sessions import sessions_end
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,29}")
EDITABLE = ("name", "post", "unit")


@transaction.atomic
def person_add(
    *, login: str, name: str, unit: str, post: str = "", actor: Actor, password: str = ""
) -> tuple[Person, str]:
    """Add a person of a unit (its code; blank for none) without any role. Returns the person and the first password, random unless given;
    it must be changed at the first login."""
    actor.require(Right.PEOPLE)
    login = login_check(login)
    person = Person(login=login, name=name_check(name), unit=unit_get(unit) if unit else None, post=post.strip()[:40])
    first = password or password_make()
    if password:
        password_check(person, password)
    person.set_password(first)
    person.password_changed = timezone.now()
    person.save()
    told = {"name": person.name, "unit": unit, "post": person.post}
    event_record(deed="person_add", subject=subject_of(person), changes=told, actor=actor.name)
    return person, first


def login_check(login: str) -> str:
    """The login name as it is stored; one that is taken, now or ever, is refused."""
    login = login.strip().lower()
    if not LOGIN.fullmatch(login):
        raise BihuanError(
            "person.login", f"登录名“{login}”不能用", hint="用 2 到 30 个小写字母、数字、点、横线，以字母或数字开头"
        )
    if Person.objects.filter(login=login).exists():
        raise BihuanError("person.login_taken", f"登录名“{login}”已有人用", hint="登录名不重复，停用了也不给别人")
    return login


def name_check(name: str) -> str:
    """A name to be stored."""
    name = re.sub(r"\s+", " ", name).strip()
    if not name or len(name) > 30:
        raise BihuanError("person.name", "姓名要有 1 到 30 个字")
    return name


def subject_of(person: Person) -> str:
    """What events call the person."""
    return f"people/{person.login}"


@transaction.atomic
def person_change(*, person: Person, actor: Actor, **values: Any) -> bool:
    """Change name, post or unit (a code). Another name does not change what events say of earlier deeds."""
    actor.require(Right.PEOPLE)
    given = {name: values[name] for name in EDITABLE if name in values}
    told: dict[str, list[str]] = {}
    if "unit" in given:
        given["unit"] = unit_get(given["unit"]) if given["unit"] else None
    if "name" in given:
        given["name"] = name_check(given["name"])
    for name, value in given.items():
        old = getattr(person, name)
        if old != value:
            told[name] = [getattr(old, "code", old) or "", getattr(value, "code", value) or ""]
            setattr(person, name, value)
    if told:
        person.save(update_fields=list(told))
        event_record(deed="person_change", subject=subject_of(person), changes=told, actor=actor.name)
    return bool(told)


@transaction.atomic
def person_disable(*, person: Person, actor: Actor) -> None:
    """The person may not come in any more; whoever is in is out at the next request."""
    actor.require(Right.PEOPLE)
    if actor.person == person.pk:
        raise BihuanError(
            "person.self", "不能停用自己的账号", hint="请另一位系统管理员操作，或在服务器上用 bihuan admin"
        )
    Person.objects.filter(pk=person.pk).update(is_active=False)
    ended = sessions_end(person.pk)
    event_record(deed="person_disable", subject=subject_of(person), changes={"sessions": str(ended)}, actor=actor.name)


@transaction.atomic
def person_enable(*, person: Person, actor: Actor) -> None:
    """The person may come in again."""
    actor.require(Right.PEOPLE)
    Person.objects.filter(pk=person.pk).update(is_active=True)
    event_record(deed="person_enable", subject=subject_of(person), changes={}, actor=actor.name)


@transaction.atomic
def password_reset(*, person: Person, actor: Actor) -> str:
    """A new random password, told once; it must be changed at the next login and ends every session of the person."""
    actor.require(Right.PEOPLE)
    password = password_make()
    password_store(person, password, must_change=True)
    sessions_end(person.pk)
    event_record(deed="password_reset", subject=subject_of(person), changes={}, actor=actor.name)
    return password


@transaction.atomic
def password_change(*, person: Person, old: str, new: str, actor: Actor, session: str | None = None) -> None:
    """The person's own change; every other session of the person ends."""
    if not check_password(old, person.password):
        raise BihuanError("password.wrong", "现在的密码不对")
    password_check(person, new)
    password_store(person, new, must_change=False)
    sessions_end(person.pk, but=session)
    event_record(deed="password_change", subject=subject_of(person), changes={}, actor=actor.name)


def password_store(person: Person, password: str, *, must_change: bool) -> None:
    """Store a password, the one before it among those used."""
    now = timezone.now()
    if person.password:
        PasswordUsed.objects.create(person=person, password=person.password, at=now)
    person.set_password(password)
    person.must_change_password, person.password_changed = must_change, now
    person.save(update_fields=["password", "must_change_password", "password_changed"])
