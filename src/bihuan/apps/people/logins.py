"""Coming in and going out. Whatever is wrong with an attempt, the answer and the time that it takes are the same."""

from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth import login as session_begin
from django.contrib.auth import logout as session_flush
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.accounts import subject_of
from bihuan.apps.people.guard import ADDRESS_FAILURES, guard_clear, guard_enter, guard_fail, guard_key, name_key
from bihuan.apps.people.models import Person
from bihuan.apps.people.policies import policy_now
from bihuan.apps.people.sessions import ADDRESS, AGENT, SINCE, sessions_end
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError

BACKEND = "django.contrib.auth.backends.ModelBackend"


def refused() -> BihuanError:
    """The one answer to every attempt that fails."""
    policy = policy_now()
    return BihuanError(
        "login.refused",
        "登录名或密码不对，或者账号已停用、暂时锁定",
        hint=f"连续输错 {policy.failures_allowed} 次，锁定 {policy.lock_minutes} 分钟；急用请联系安全管理员解锁",
    )


def login_try(*, login: str, password: str, address: str) -> Person:
    """The person of this name and password. Raises the same error for a wrong name, a wrong password, a lock and a disabled account."""
    login = login.strip().lower()
    name, place = name_key(login), guard_key("address", address)
    allowed = policy_now().failures_allowed
    open_place = guard_enter(place, allowed=ADDRESS_FAILURES)
    open_name = guard_enter(name, allowed=allowed) and open_place
    person = Person.objects.filter(login=login).first()
    nobody = nobody_hash()  # made whoever it is: the first attempt of a process must not tell either
    right = check_password(password, person.password if person else nobody)
    if right and open_name and person is not None and person.is_active:
        guard_clear(name)
        guard_clear(place)
        return person
    attempt_failed(name, place, login if person else "", address, counted=open_name, allowed=allowed)
    raise refused()


@cache
def nobody_hash() -> str:
    """The hash that a password is compared with where there is no such person: to spend the usual time on; made once a process."""
    return make_password("nobody")


@transaction.atomic
def attempt_failed(name: str, place: str, login: str, address: str, *, counted: bool, allowed: int) -> None:
    """Put a failure, and the lock that it brought, into the chain. What was typed for a name that is nobody's is not kept."""
    guard_fail(place, allowed=ADDRESS_FAILURES)
    if not counted:
        return
    subject = f"people/{login or '?'}"
    event_record(deed="login_failed", subject=subject, changes={"address": address}, actor="登录页")
    if guard_fail(name, allowed=allowed):
        event_record(deed="lock", subject=subject, changes={"address": address}, actor="登录页")


def login_begin(request: HttpRequest, person: Person, *, address: str) -> None:
    """Begin the person's session under a new key, and put it into the chain."""
    get_user_model()
    session_begin(request, person, backend=BACKEND)
    request.session[SINCE] = timezone.now().isoformat()
    request.session[ADDRESS] = address
    request.session[AGENT] = request.headers.get("User-Agent", "")[:120]
    event_record(deed="login", subject=subject_of(person), changes={"address": address}, actor=str(person))


def login_end(request: HttpRequest, *, deed: str = "logout") -> None:
    """End the session, by the person or by the clock."""
    if isinstance(request.user, Person):
        event_record(deed=deed, subject=subject_of(request.user), changes={}, actor=str(request.user))
    session_flush(request)


@transaction.atomic
def person_unlock(*, person: Person, actor: Actor) -> bool:
    """Forget the failures of a login name; returns whether there were any."""
    actor.require(Right.SECURITY)
    if not guard_clear(name_key(person.login)):
        return False
    event_record(deed="unlock", subject=subject_of(person), changes={}, actor=actor.name)
    return True


@transaction.atomic
def person_expel(*, person: Person, actor: Actor) -> int:
    """强制下线: end the sessions of a person."""
    actor.require(Right.SECURITY)
    ended = sessions_end(person.pk)
    event_record(deed="expel", subject=subject_of(person), changes={"sessions": str(ended)}, actor=actor.name)
    return ended
