"""The board over HTTP: what is sent once is not sent again, deeds need a form's token, and a wrong body is told."""

import json

import pytest
from django.test import Client

from support.cases import PASSWORD, people_write

FILED = {"filed_on": "2024-10-28"}


@pytest.fixture
def site(towns):
    """Clients that have logged in, by login."""
    people_write()

    def client(login: str, **more: object) -> Client:
        made = Client(**more)
        made.post("/login/", {"login": login, "password": PASSWORD})
        return made

    return client


def post(client: Client, address: str, body: object, **more: str):
    return client.post(address, json.dumps(body), content_type="application/json", **more)


def test_unchanged_cards_are_not_sent_again(site, case_add):
    case_add(**FILED)
    client = site("dispatcher")
    first = client.get("/board/cards.json")
    assert client.get("/board/cards.json", headers={"If-None-Match": first["ETag"]}).status_code == 304
    case_add(**FILED)
    assert client.get("/board/cards.json", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_cards_come_packed_to_who_can_unpack_them(site, case_add):
    for _ in range(5):
        case_add(**FILED)
    assert (
        site("dispatcher").get("/board/cards.json", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
    )


@pytest.mark.parametrize("login", ["handler", "leader", "security-admin"])
@pytest.mark.parametrize(
    "address", ["/board/", "/board/cards.json", "/board/units.json", "/board/map.json", "/board/near/cases/1.json"]
)
def test_the_board_is_for_dispatchers_only(site, login, address):
    assert site(login).get(address).status_code == 403


def test_a_dispatch_says_what_was_done_and_what_not(site, case_add):
    ready, early = case_add(**FILED), case_add()
    told = post(
        site("dispatcher"), "/board/dispatch/", {"unit": "QX-05", "entries": [["cases", ready], ["cases", early]]}
    ).json()
    assert told["done"] == [["cases", ready, "handling", ""]]
    assert "待立案" in told["refused"][0][3]


def test_a_deed_without_a_token_is_refused(site, case_add):
    number = case_add(**FILED)
    client = site("dispatcher", enforce_csrf_checks=False)
    client.handler.enforce_csrf_checks = True
    assert post(client, "/board/dispatch/", {"unit": "QX-05", "entries": [["cases", number]]}).status_code == 403


@pytest.mark.parametrize(
    "body",
    ["[]", "{", '{"entries": [1]}', '{"entries": [["cases"]]}', '{"entries": [["cases", "x"]]}', '{"entries": []}'],
)
def test_a_body_that_is_not_the_boards_is_told(site, body):
    answer = site("dispatcher").post("/board/dispatch/", body, content_type="application/json")
    assert answer.status_code == 400 and answer.json()["what"]


def test_an_unknown_unit_is_told(site, case_add):
    number = case_add(**FILED)
    answer = post(site("dispatcher"), "/board/dispatch/", {"unit": "没有", "entries": [["cases", number]]})
    assert (answer.status_code, answer.json()["code"]) == (400, "unit.unknown")


def test_a_merge_needs_two_entries(site, case_add):
    answer = post(site("dispatcher"), "/board/merge/", {"entries": [["cases", case_add()]]})
    assert answer.status_code == 400


def test_the_home_of_each_role_opens_and_prints(site, case_add):
    case_add(due_on="2024-10-30", handler="QX-01", dispatched_on="2024-10-29", **FILED)
    for login, words in {
        "dispatcher": "事项在哪一步",
        "leader": "亮灯",
        "handler": "我手里的事项",
        "security-admin": "推送",
    }.items():
        assert words in site(login).get("/").content.decode()


def test_webhooks_are_for_the_security_administrator(site):
    assert site("dispatcher").get("/webhooks/").status_code == 403
    admin = site("security-admin")
    answer = admin.post(
        "/webhooks/do/", {"deed": "add", "name": "市平台", "url": "https://platform.example/hook"}, follow=True
    )
    assert "还没有启用" in answer.content.decode() and "市平台" in answer.content.decode()


def test_a_webhook_that_is_refused_is_told_on_the_page(site):
    answer = site("security-admin").post("/webhooks/do/", {"deed": "add", "name": "x", "url": "ftp://a"}, follow=True)
    assert "不能用" in answer.content.decode()


def test_a_notice_opens_to_its_entry_and_is_read(site, case_add):
    from bihuan.apps.notices.models import Notice
    from bihuan.apps.notices.services import notice_add
    from bihuan.apps.people.models import Person

    number = case_add()
    notice = notice_add(
        person=Person.objects.get(login="leader").pk, kind="mention", text="请看", ledger="cases", entry_id=number
    )
    answer = site("leader").get(f"/notices/{notice.pk}/")
    assert answer["Location"] == f"/ledgers/cases/{number}/" and Notice.objects.get(pk=notice.pk).read_at
    assert site("dispatcher").get(f"/notices/{notice.pk}/").status_code == 404
