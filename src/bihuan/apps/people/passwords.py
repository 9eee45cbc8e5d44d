"""What a password must be, when it has to be changed, and how one is made. Hashing is Django's."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils import timezone

from bihuan.apps.people.models import PasswordUsed, Person, SecurityPolicy
from bihuan.apps.people.policies import policy_now
from bihuan.apps.people.roles import ADMINISTRATORS
from bihuan.datamodel import BihuanError

SHORTEST, SHORTEST_ADMINISTRATOR, LONGEST = 8, 12, 128
GRADED_DAYS, GRADED_REMEMBERED, GRADED_KINDS = 90, 5, 3
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
_common = CommonPasswordValidator()


def password_make() -> str:
    """A random password that can be read out: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def password_check(person: Person, password: str) -> None:
    """Raise the named error that says every rule the password does not keep."""
    faults = list(password_faults(person, password))
    if faults:
        raise BihuanError(
            "password.weak", "这个密码不能用：" + "；".join(faults), hint="换一个长一些、好记而别人猜不到的"
        )


def password_faults(person: Person, password: str) -> list[str]:
    """Every rule of the policy that a new password of the person does not keep."""
    shortest = SHORTEST_ADMINISTRATOR if administrator_is(person) else SHORTEST
    faults = []
    if not shortest <= len(password) <= LONGEST:
        faults.append(f"要有 {shortest} 到 {LONGEST} 个字符")
    if password_common(password):
        faults.append("太常见，在泄露的密码里")
    words = [word.casefold() for word in (person.login, person.name) if word]
    if any(word in password.casefold() for word in words):
        faults.append("不能含登录名或姓名")
    if person.password and check_password(password, person.password):
        faults.append("不能与现在的密码相同")
    if policy_now().profile == SecurityPolicy.GRADED:
        faults += graded_faults(person, password)
    return faults


def graded_faults(person: Person, password: str) -> list[str]:
    """What the 等级保护 profile asks besides: kinds of characters, none of the last passwords."""
    kinds = (str.islower, str.isupper, str.isdigit, sign_is)
    faults = []
    if sum(any(kind(sign) for sign in password) for kind in kinds) < GRADED_KINDS:
        faults.append(f"大写字母、小写字母、数字、符号至少要有 {GRADED_KINDS} 种")
    if person.pk:
        used = PasswordUsed.objects.filter(person=person).order_by("-at")[:GRADED_REMEMBERED]
        if any(check_password(password, row.password) for row in used):
            faults.append(f"不能是最近 {GRADED_REMEMBERED} 次用过的")
    return faults


def sign_is(sign: str) -> bool:
    """Neither letter nor digit."""
    return not sign.isalnum()


def password_common(password: str) -> bool:
    """Whether the password stands in the list of common ones, with or without digits and signs behind it."""
    plain = password.rstrip("0123456789!@#$%.-_")
    for word in {password, password.casefold(), plain if len(plain) * 2 > len(password) else password}:
        try:
            _common.validate(word)
        except ValidationError:
            return True
    return False


def administrator_is(person: Person) -> bool:
    """Whether the person holds one of the three administrators' roles."""
    return bool(person.pk) and person.grants.filter(role__in=ADMINISTRATORS).exists()


def password_due(person: Person) -> bool:
    """Whether the person has to choose a new password before anything else."""
    if person.must_change_password:
        return True
    old = person.password_changed is None or timezone.now() - person.password_changed > timedelta(days=GRADED_DAYS)
    return old and policy_now().profile == SecurityPolicy.GRADED
