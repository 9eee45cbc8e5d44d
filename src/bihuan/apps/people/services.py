"""One door to each deed on people. Every deed is one transaction with its events inside."""

from bihuan.apps.people.accounts import (
    password_change,
    password_reset,
    person_add,
    person_change,
    person_disable,
    person_enable,
)
from bihuan.apps.people.factors import code_verify, device_confirm, device_offered, factor_reset
from bihuan.apps.people.granting import grant_give, grant_revoke
from bihuan.apps.people.importing import people_import, people_returned_write
from bihuan.apps.people.logins import login_begin, login_end, login_try, person_expel, person_unlock
from bihuan.apps.people.packs import bureau_packs_set
from bihuan.apps.people.policies import policy_change

__all__ = [
    "bureau_packs_set",
    "code_verify",
    "device_confirm",
    "device_offered",
    "factor_reset",
    "grant_give",
    "grant_revoke",
    "login_begin",
    "login_end",
    "login_try",
    "password_change",
    "password_reset",
    "people_import",
    "people_returned_write",
    "person_add",
    "person_change",
    "person_disable",
    "person_enable",
    "person_expel",
    "person_unlock",
    "policy_change",
]
