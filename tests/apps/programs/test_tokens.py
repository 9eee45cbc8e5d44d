"""Tokens: issued within the person's rights, kept as a digest, told in the chain, gone at once when revoked."""

import hashlib
import json

import pytest

from bihuan.apps.ledgers.models import Event
from bihuan.apps.people.selectors import person_actor
from bihuan.apps.people.services import grant_revoke
from bihuan.apps.programs.models import ApiToken
from bihuan.apps.programs.selectors import token_actor, token_list
from bihuan.apps.programs.services import token_issue, token_revoke
from bihuan.apps.units.actors import Right, console
from bihuan.datamodel import BihuanError
from support.people import person_make

pytestmark = pytest.mark.django_db(transaction=True)
SECURITY = console("安全管理员")


@pytest.fixture
def clerk(county):
    return person_make("clerk")


def issue(**more):
    given = {"login": "clerk", "name": "数据中心取数", "rights": ["read", "write"], "actor": SECURITY}
    return token_issue(**given | more)


def test_the_secret_is_kept_nowhere(clerk):
    token, secret = issue()
    stored = json.dumps(list(ApiToken.objects.values()), default=str) + "".join(
        Event.objects.values_list("changes", flat=True)
    )
    assert secret not in stored
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()


def test_issuing_and_revoking_are_in_the_chain(clerk):
    token, _ = issue()
    token_revoke(number=token.pk, actor=SECURITY)
    token_revoke(number=token.pk, actor=SECURITY)
    events = Event.objects.filter(subject="people/clerk", deed__startswith="token").order_by("seq")
    assert [event.deed for event in events] == ["token_issue", "token_revoke"]
    assert "数据中心取数" in events[0].changes


def test_the_bearer_is_the_person_within_the_rights(clerk):
    _, secret = issue(rights=["read"])
    actor = token_actor(secret)
    assert (actor.name, set(actor.reaches)) == (str(clerk), {Right.READ})
    assert actor.reach(Right.READ) == person_actor(clerk).reach(Right.READ)


def test_what_the_person_loses_the_token_loses(clerk):
    _, secret = issue()
    grant_revoke(person=clerk, role="clerk", actor=console("甲"))
    assert not token_actor(secret).reaches


def test_a_revoked_token_stands_for_nobody(clerk):
    token, secret = issue()
    token_revoke(number=token.pk, actor=SECURITY)
    assert token_actor(secret) is None
    assert [one.revoked_by for one in token_list(actor=SECURITY)] == ["安全管理员"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"rights": ["fly"]}, "token.rights"),
        ({"rights": []}, "token.rights"),
        ({"rights": ["dispatch"]}, "token.beyond"),
        ({"name": " "}, "token.name"),
        ({"days": 0}, "token.days"),
        ({"days": 400}, "token.days"),
        ({"login": "nobody"}, "person.unknown"),
    ],
)
def test_what_cannot_be_issued_is_told(clerk, given, code):
    with pytest.raises(BihuanError) as raised:
        issue(**given)
    assert (raised.value.code, ApiToken.objects.count()) == (code, 0)


def test_only_the_security_administrator_issues(clerk):
    with pytest.raises(BihuanError, match="没有管理安全设置的权限"):
        issue(actor=person_actor(clerk))
