"""The login guard: counts failures of a login name, known or not, and of an address; locks both for a while.

Own code, not django-axes: a lock must look the same for names that do not exist, the count is taken before the password is looked at
(so that guesses in parallel do not slip past), and lock and unlock are events of the chain. See docs/adr/0022.
"""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from bihuan.apps.people.models import LoginGuard
from bihuan.apps.people.policies import policy_now

ADDRESS_FAILURES = 100  # of one address, which a whole office may share


def guard_key(kind: str, word: str) -> str:
    """A digest of the name or address: what people type into the wrong box is often a password."""
    return salted_hmac("bihuan.guard", f"{kind}:{word}", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def name_key(login: str) -> str:
    """The key of a login name; its length never matters to the database."""
    return guard_key("name", hashlib.sha256(login.casefold().strip().encode("utf-8", "replace")).hexdigest())


@transaction.atomic
def guard_enter(key: str, *, allowed: int) -> bool:
    """Count one attempt before it is judged; False while locked. ``guard_clear`` takes the count back after a success."""
    policy, now = policy_now(), timezone.now()
    row, _ = LoginGuard.objects.select_for_update().get_or_create(key=key, defaults={"last": now})
    if row.locked_until and row.locked_until > now:
        return False
    forgotten = now - row.last > timedelta(minutes=policy.lock_minutes)
    if row.locked_until or forgotten:
        row.failures, row.locked_until = 0, None
    row.failures, row.last = row.failures + 1, now
    if row.failures > allowed:  # attempts in parallel, all counted before any was judged
        row.locked_until = now + timedelta(minutes=policy.lock_minutes)
    row.save()
    return row.locked_until is None


@transaction.atomic
def guard_fail(key: str, *, allowed: int) -> bool:
    """The attempt was a failure; returns whether it locked the key."""
    row = LoginGuard.objects.select_for_update().filter(key=key).first()
    if row is None or row.failures < allowed or row.locked_until:
        return False
    row.locked_until = timezone.now() + timedelta(minutes=policy_now().lock_minutes)
    row.save()
    return True


def guard_clear(key: str) -> bool:
    """Forget the failures of a key; returns whether there were any."""
    return LoginGuard.objects.filter(key=key).delete()[0] > 0


def guard_locked(key: str) -> bool:
    """Whether a key is locked now."""
    return LoginGuard.objects.filter(key=key, locked_until__gt=timezone.now()).exists()
