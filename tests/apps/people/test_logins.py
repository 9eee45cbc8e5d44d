"""Coming in, being locked out, being out: over the pages, with a real database."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password
from django.test import Client
from django.utils import timezone

from bihuan.apps.ledgers.models import Event
from bihuan.apps.people.logins import nobody_hash
from bihuan.apps.people.models import LoginGuard, Person, Session
from bihuan.apps.people.services import (
    grant_revoke,
    password_reset,
    person_disable,
    person_expel,
    person_unlock,
    policy_change,
)
from bihuan.apps.units.actors import console
from support.people import PASSWORD, client_of, person_make

pytestmark = pytest.mark.django_db(transaction=True)
CONSOLE = console("测试")


def attempt(login: str, password: str) -> tuple[int, str]:
    """Status and what the login page says."""
    answer = Client().post("/login/", {"login": login, "password": password})
    said = re.search(r'role="alert">(.*?)</div>', answer.content.decode(), re.DOTALL)
    return answer.status_code, said[1] if said else ""


def inside(client: Client) -> bool:
    """Whether the client's session is still good."""
    return client.get("/ledgers/").status_code == 200


def test_the_right_password_lets_in_and_is_an_event(county):
    client = client_of(person_make("wang", unit="QX-CG"))
    assert inside(client)
    assert Event.objects.filter(deed="login", subject="people/wang").count() == 1


def test_a_wrong_name_a_wrong_password_a_disabled_account_and_a_lock_are_told_alike(county):
    person_make("wang", unit="QX-CG")
    person_disable(person=person_make("li", unit="QX-CG"), actor=CONSOLE)
    locked = person_make("zhao", unit="QX-CG")
    for _ in range(5):
        attempt(locked.login, "not-this-one")
    told = {attempt("nobody", "x"), attempt("wang", "x"), attempt("li", PASSWORD), attempt("zhao", PASSWORD)}
    assert len(told) == 1


def test_five_failures_lock_for_a_quarter_of_an_hour(county):
    person_make("wang", unit="QX-CG")
    assert [attempt("wang", "wrong")[0] for _ in range(5)] == [400] * 5
    assert attempt("wang", PASSWORD)[0] == 400
    LoginGuard.objects.filter(locked_until__isnull=False).update(locked_until=timezone.now() - timedelta(seconds=1))
    assert attempt("wang", PASSWORD)[0] == 302


def test_a_name_that_is_nobodys_is_locked_as_well(county):
    for _ in range(5):
        attempt("nobody", "x")
    assert LoginGuard.objects.filter(locked_until__gt=timezone.now()).count() == 1


def test_what_is_typed_for_a_login_name_is_kept_nowhere(county):
    attempt("my-secret-password", "x")
    assert not [event for event in Event.objects.all() if "my-secret" in event.subject + event.changes]


@pytest.mark.parametrize("login", ["wang", "nobody"])
def test_every_attempt_checks_one_password_whoever_is_named(county, login, monkeypatch):
    person_make("wang", unit="QX-CG")
    attempt("nobody", "warm")
    hashed = []
    monkeypatch.setattr(
        "bihuan.apps.people.logins.check_password", lambda *told: hashed.append(told) or check_password(*told)
    )
    attempt(login, "x")
    assert len(hashed) == 1


def test_lock_and_unlock_are_events(county):
    person = person_make("wang", unit="QX-CG")
    for _ in range(6):
        attempt("wang", "wrong")
    assert person_unlock(person=person, actor=CONSOLE)
    assert attempt("wang", PASSWORD)[0] == 302
    deeds = Event.objects.filter(subject="people/wang").order_by("seq").values_list("deed", flat=True)
    assert list(deeds)[2:] == ["login_failed"] * 5 + ["lock", "unlock", "login"]


@pytest.mark.parametrize(
    "deed",
    [
        person_disable,
        password_reset,
        person_expel,
        lambda person, actor: grant_revoke(person=person, role="clerk", actor=actor),
    ],
)
def test_whoever_is_disabled_reset_expelled_or_stripped_is_out_at_the_next_request(county, deed):
    person = person_make("wang", unit="QX-CG")
    client = client_of(person)
    deed(person=person, actor=CONSOLE)
    assert not inside(client)


def test_an_idle_session_ends(county):
    client = client_of(person_make("wang", unit="QX-CG"))
    Session.objects.update(seen=timezone.now() - timedelta(minutes=31))
    assert not inside(client)
    assert Event.objects.filter(deed="timeout", subject="people/wang").exists()


def test_a_session_ends_after_twelve_hours_however_busy(county):
    client = client_of(person_make("wang", unit="QX-CG"))
    Session.objects.update(since=timezone.now() - timedelta(hours=12, minutes=1))
    assert not inside(client)


def test_the_idle_time_is_the_policys(county):
    client = client_of(person_make("wang", unit="QX-CG"))
    policy_change(actor=CONSOLE, idle_minutes=5)
    Session.objects.update(seen=timezone.now() - timedelta(minutes=6))
    assert not inside(client)


def test_a_first_password_must_be_changed_before_anything_else(county):
    person = person_make("wang", unit="QX-CG")
    Person.objects.update(must_change_password=True)
    client = client_of(person)
    assert client.get("/ledgers/").headers["Location"] == "/login/password/"
    client.post("/login/password/", {"old": PASSWORD, "new": "另一个长长的密码", "again": "另一个长长的密码"})
    assert inside(client)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(county):
    person = person_make("wang", unit="QX-CG")
    here, there = client_of(person), client_of(person)
    here.post("/login/password/", {"old": PASSWORD, "new": "quite-another-lamp", "again": "quite-another-lamp"})
    assert (inside(here), inside(there)) == (True, False)


def test_an_address_of_another_site_is_not_followed_after_the_login(county):
    person_make("wang", unit="QX-CG")
    answer = Client().post("/login/", {"login": "wang", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_a_visitor_is_sent_to_the_login_and_back(county):
    assert Client().get("/ledgers/?q=1").headers["Location"] == "/login/?next=%2Fledgers%2F%3Fq%3D1"


def test_logging_out_needs_a_post_and_ends_the_session(county):
    client = client_of(person_make("wang", unit="QX-CG"))
    client.get("/logout/")
    assert inside(client)
    client.post("/logout/")
    assert not inside(client)
    assert not Session.objects.filter(person__isnull=False).exists()


def test_a_name_that_is_nobodys_costs_as_many_hashes_as_a_wrong_password(county, monkeypatch):
    person_make("wang")
    spent: list[str] = []
    whole = Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *given: spent.append("verify") or whole(*given))
    made = Argon2PasswordHasher.encode
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *given: spent.append("encode") or made(*given))

    def cost(login: str) -> list[str]:
        nobody_hash.cache_clear()  # as in a process that has just begun
        spent.clear()
        attempt(login, "wrong")
        return list(spent)

    assert cost("nobody") == cost("wang") == ["encode", "verify"]
