"""The security policy: read by the login, the sessions and the passwords; changed by the security administrator."""

from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.services import event_record
from bihuan.apps.ledgers.tables import asked_once, tables_forget
from bihuan.apps.people.models import SecurityPolicy
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError

BOUNDS = {
    "idle_minutes": ("无操作退出（分钟）", 5, 240),
    "session_hours": ("一次登录最长（小时）", 1, 24),
    "failures_allowed": ("连续输错几次锁定", 3, 10),
    "lock_minutes": ("锁定（分钟）", 5, 1440),
}


def policy_now() -> SecurityPolicy:
    """The policy in force; the defaults where nobody has set any."""
    policy: SecurityPolicy = asked_once("policy", lambda: SecurityPolicy.objects.filter(pk=1).first())
    return policy or SecurityPolicy(pk=1)


@transaction.atomic
def policy_change(*, actor: Actor, **values: Any) -> None:
    """Set some of the policy; each number has its bounds."""
    actor.require(Right.SECURITY)
    policy = policy_now()
    told = {}
    for name, value in values.items():
        if name in BOUNDS:
            label, lowest, highest = BOUNDS[name]
            if not lowest <= value <= highest:
                raise BihuanError("policy.out_of_bounds", f"“{label}”要在 {lowest} 到 {highest} 之间")
        if getattr(policy, name) != value:
            told[name] = [str(getattr(policy, name)), str(value)]
            setattr(policy, name, value)
    if told:
        policy.save()
        tables_forget()
        event_record(deed="policy_change", subject="security", changes=told, actor=actor.name)
