"""接口凭据: issued on the page, shown once, revoked by a click; for the security administrator only."""

import re

import pytest
from django.test import Client

from bihuan.apps.people.services import policy_change
from bihuan.apps.units.actors import console
from support.people import client_of, person_make

FORM = {"login": "clerk", "name": "数据中心取数", "rights": ["read"], "days": "90"}


@pytest.fixture
def security(county) -> Client:
    """The security administrator's browser, and a clerk to issue for."""
    policy_change(actor=console("甲"), second_factor=False)  # the second factor has tests of its own
    person_make("clerk")
    return client_of(person_make("guard", "security_admin", scope="all"))


def test_a_token_is_shown_once_and_works(security):
    page = security.post("/tokens/", FORM).content.decode()
    secret = re.search(r"bihuan_[\w-]{40,}", page)[0]
    assert (
        Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).json()["name"].endswith("（clerk）")
    )
    again = security.get("/tokens/").content.decode()
    assert secret not in again
    assert ("数据中心取数" in again, secret[-4:] in again) == (True, True)


def test_a_token_is_revoked_by_a_click(security):
    security.post("/tokens/", FORM)
    number = re.search(r"/tokens/(\d+)/revoke/", security.get("/tokens/").content.decode())[1]
    page = security.post(f"/tokens/{number}/revoke/", follow=True).content.decode()
    assert "已吊销“数据中心取数”，立即失效" in page


def test_what_is_wrong_is_told_and_nothing_issued(security):
    page = security.post("/tokens/", {**FORM, "rights": ["check"]}).content.decode()
    assert "自己没有核查的权限" in page
    assert "还没有签发过凭据" in page


def test_a_clerk_does_not_open_the_page(county):
    assert client_of(person_make("clerk")).get("/tokens/").status_code == 403
