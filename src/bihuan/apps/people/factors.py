"""The second factor: a time-based code from the person's phone, or once a recovery code. Works without a network."""

import hashlib
import secrets

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.accounts import subject_of
from bihuan.apps.people.models import Person, RecoveryCode
from bihuan.apps.people.passwords import ALPHABET, administrator_is
from bihuan.apps.people.policies import policy_now
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError

CODES = 10


def device_of(person: Person) -> TOTPDevice | None:
    """The person's confirmed device; None without one."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user=person, confirmed=True).first()
    return found


def factor_wanted(person: Person) -> bool:
    """Whether the password alone does not let the person in."""
    return device_of(person) is not None or (policy_now().second_factor and administrator_is(person))


def device_offered(person: Person) -> TOTPDevice:
    """A device to be set up: the same one until it is confirmed."""
    found = TOTPDevice.objects.filter(user=person, confirmed=False).first()
    device: TOTPDevice = found or TOTPDevice.objects.create(user=person, name="手机", confirmed=False)
    return device


@transaction.atomic
def device_confirm(*, person: Person, code: str) -> tuple[TOTPDevice, list[str]]:
    """The first code shows that the phone has the secret: the device is the person's from now on. Returns the recovery codes too."""
    device = device_offered(person)
    if not device.verify_token(code_plain(code)):
        raise BihuanError("factor.wrong", "动态口令不对", hint="看手机的时间准不准，等下一个口令再试")
    TOTPDevice.objects.filter(user=person, confirmed=True).delete()
    device.confirmed = True
    device.save()
    event_record(deed="factor_set", subject=subject_of(person), changes={}, actor=str(person))
    return device, codes_make(person)


def codes_make(person: Person) -> list[str]:
    """New recovery codes, told once; the earlier ones are void."""
    codes = ["-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=code_digest(code)) for code in codes)
    return codes


def code_plain(code: str) -> str:
    """A code without what people type between its groups."""
    return "".join(sign for sign in code.lower() if sign.isalnum())


def code_digest(code: str) -> str:
    """What is kept of a recovery code."""
    return hashlib.sha256(code_plain(code).encode()).hexdigest()


def code_verify(*, person: Person, code: str) -> TOTPDevice:
    """The person's device, if the code is the phone's or an unused recovery code; else a named error."""
    device = device_of(person)
    if device is not None:
        if device.verify_token(code_plain(code)):
            return device
        if recovery_spend(person, code):
            return device
    raise BihuanError("factor.wrong", "动态口令不对", hint="等下一个口令再试，或用一个恢复码")


@transaction.atomic
def recovery_spend(person: Person, code: str) -> bool:
    """Use a recovery code up."""
    if not RecoveryCode.objects.filter(person=person, digest=code_digest(code)).delete()[0]:
        return False
    left = RecoveryCode.objects.filter(person=person).count()
    event_record(deed="recovery_code", subject=subject_of(person), changes={"left": str(left)}, actor=str(person))
    return True


@transaction.atomic
def factor_reset(*, person: Person, actor: Actor) -> None:
    """A lost phone: the person sets the second factor up anew at the next login."""
    actor.require(Right.SECURITY)
    TOTPDevice.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    event_record(deed="factor_reset", subject=subject_of(person), changes={}, actor=actor.name)
