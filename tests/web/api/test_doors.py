"""Who gets in, what is kept out, and in what words."""

import json

import pytest
from django.test import Client

from bihuan.apps.people.services import person_disable
from bihuan.apps.programs.models import ApiToken
from bihuan.apps.programs.services import token_issue, token_revoke
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from support.people import client_of, person_make

CASES = "/api/v1/ledgers/cases/entries"
NEW = {"unit": "QX-01", "values": {"case_no": "B1", "received_on": "2024-10-09"}}


def test_nobody_is_asked_to_log_in(bureau):
    answer = Client().get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "login.needed")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_token_is_its_person_with_no_more_than_its_rights(program):
    reader = program("clerk", rights=["read"])
    told = reader.get("/api/v1/me").json()
    assert (told["name"], [right["right"] for right in told["rights"]]) == (str(reader.person), ["read"])
    assert reader.post(CASES, NEW).json()["code"] == "right.missing"


def test_a_token_cannot_have_what_its_person_has_not(bureau):
    person_make("p9", "leader")
    with pytest.raises(BihuanError, match="自己没有登记的权限"):
        token_issue(login="p9", name="试验", rights=["write"], actor=console("甲"))


@pytest.mark.parametrize("how", ["revoked", "expired", "disabled", "mistyped"])
def test_a_token_that_is_no_good_opens_nothing(program, how):
    clerk = program("clerk")
    token = ApiToken.objects.get()
    if how == "revoked":
        token_revoke(number=token.pk, actor=console("甲"))
    if how == "expired":
        ApiToken.objects.update(expires="2020-01-01")
    if how == "disabled":
        person_disable(person=clerk.person, actor=console("甲"))
    headers = {"Authorization": "Bearer bihuan_x"} if how == "mistyped" else clerk.headers
    answer = Client().get("/api/v1/me", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "login.token")


def test_a_session_writes_only_with_its_csrf_token(bureau):
    inside = client_of(person_make("p9", "clerk"))
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    refused = strict.post(CASES, json.dumps(NEW), "application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf.failed")
    strict.get("/")
    secret = strict.cookies["bihuan_csrf"].value
    made = strict.post(CASES, json.dumps(NEW), "application/json", headers={"X-CSRFToken": secret})
    assert made.status_code == 201, made.content.decode()


def test_a_session_reads(bureau):
    assert client_of(person_make("p9", "clerk")).get("/api/v1/me").json()["roles"] == ["clerk"]


def test_a_body_that_is_too_large_is_not_read(clerk):
    answer = clerk.post(CASES, {"unit": "x" * (2 * 1024 * 1024)})
    assert (answer.status_code, answer.json()["code"]) == (413, "body.large")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"unit": NaN}',
        b'{"unit": "\\ud800"}',
        b'{"unit": "\\u0000"}',
        b'{"unit": 1e99999}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_a_body_that_nothing_could_hold_is_unreadable(clerk, body):
    answer = clerk.client.generic("POST", CASES, body, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "body.unreadable")


def test_addresses_and_methods_that_are_none_are_problems_too(clerk):
    missing, method = clerk.get("/api/v1/nothing"), clerk.client.put("/api/v1/me")
    assert (missing.status_code, missing.json()["code"]) == (404, "path.unknown")
    assert (method.status_code, method.json()["code"], method.headers["Allow"]) == (405, "method.not_allowed", "GET")


def test_the_document_and_its_page_are_for_those_who_are_in(bureau, clerk):
    assert Client().get("/api/v1/openapi.json").status_code == 401
    assert Client().get("/api/v1/docs", headers={"Accept": "text/html"}).headers["Location"].startswith("/login/?next=")
    page = client_of(person_make("p9", "clerk")).get("/api/v1/docs").content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert "//cdn" not in page
    assert '"validatorUrl": null' in page  # else it asks a site outside to judge the document


def test_a_fault_of_ours_is_told_without_its_insides(clerk, bureau, caplog):
    from bihuan.apps.ledgers.models import LedgerTable

    table = LedgerTable.objects.filter(name="cases")
    table.update(table="l_gone")
    answer = clerk.get(CASES)
    table.update(table="l_cases")
    assert (answer.status_code, answer.json()["code"]) == (500, "server.error")
    assert "l_gone" not in answer.content.decode()
    assert "l_gone" in caplog.text
