"""Webhooks against a real server on this machine: off by default, signed, tried again, given up, never redirected."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bihuan.apps.hooks.addresses import may_tell, place_find
from bihuan.apps.hooks.models import Outbox, Webhook
from bihuan.apps.hooks.selectors import webhook_list
from bihuan.apps.hooks.services import WAITS, outbox_retry, webhook_add, webhook_remove, webhook_switch, webhooks_run
from bihuan.apps.ledgers.models import Event
from bihuan.apps.units.actors import Right, console
from bihuan.datamodel import BihuanError

ADMIN = console("安全管理员")
NOW = "2000-01-01T00:00:00.000000Z"


class Receiver(HTTPServer):
    """Answers with the statuses it is given, one after the other, then 200; keeps what it was sent."""

    def __init__(self, *statuses: int) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.statuses, self.got = list(statuses), []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?from=bihuan"


class Answer(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *words: object) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator:
    made = []

    def start(*statuses: int) -> Receiver:
        server = Receiver(*statuses)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        made.append(server)
        return server

    yield start
    for server in made:
        server.shutdown()
        server.server_close()


@pytest.fixture
def inside(settings, monkeypatch):
    """This machine is on the list."""
    monkeypatch.setattr(settings.BIHUAN, "webhook_hosts", "127.0.0.0/8")


def hook_on(url: str, *events: str) -> Webhook:
    made = webhook_add(name="市平台", url=url, events=events, actor=ADMIN)
    return webhook_switch(webhook=made.pk, active=True, actor=ADMIN)


def due_now() -> None:
    Outbox.objects.filter(state=Outbox.WAITING).update(due_at=NOW)


def test_nothing_is_sent_while_off(case_add, receiver, inside):
    server = receiver()
    webhook_add(name="市平台", url=server.url, actor=ADMIN)
    case_add()
    assert webhooks_run() == {"filled": 0, "sent": 0, "failed": 0, "dead": 0}
    assert server.got == [] and not Outbox.objects.exists()


def test_what_happened_while_off_is_not_told_later(case_add, receiver, inside):
    server = receiver()
    case_add()
    hook_on(server.url)
    webhooks_run()
    assert [json.loads(body)["type"] for _, _, body in server.got] == ["webhook_on"]


def test_a_deed_is_told_signed_and_without_fields(case_add, receiver, inside):
    server = receiver()
    hook = hook_on(server.url, "add")
    number = case_add(place="不能外传的地点")
    assert webhooks_run()["sent"] == 1
    ((path, headers, body),) = server.got
    told = json.loads(body)
    assert (path, told["type"], told["ledger"], told["entry"], told["state"]) == (
        "/hook?from=bihuan",
        "add",
        "cases",
        number,
        "received",
    )
    assert "不能外传的地点" not in body.decode()
    signed = f"{headers['X-Bihuan-Timestamp']}.{headers['X-Bihuan-Id']}.".encode() + body
    assert (
        headers["X-Bihuan-Signature"] == "sha256=" + hmac.new(hook.secret.encode(), signed, hashlib.sha256).hexdigest()
    )


def test_a_failure_is_tried_again_under_the_same_id(case_add, receiver, inside):
    server = receiver(500)
    hook_on(server.url, "add")
    case_add()
    assert webhooks_run()["failed"] == 1
    assert webhooks_run() == {"filled": 0, "sent": 0, "failed": 0, "dead": 0}  # it waits for its time
    due_now()
    assert webhooks_run()["sent"] == 1
    assert len({headers["X-Bihuan-Id"] for _, headers, _ in server.got}) == 1 and len(server.got) == 2


def test_those_behind_a_failure_wait_for_their_turn(case_add, receiver, inside):
    server = receiver(503)
    hook_on(server.url, "add")
    case_add()
    case_add()
    webhooks_run()
    assert len(server.got) == 1
    due_now()
    webhooks_run()
    ids = [int(headers["X-Bihuan-Id"].split("-")[1]) for _, headers, _ in server.got]
    assert ids == sorted(ids) and len(set(ids)) == 2


def test_after_the_last_try_a_message_is_given_up_and_may_be_taken_up_again(case_add, receiver, inside):
    server = receiver(*[500] * (len(WAITS) + 1))
    hook_on(server.url, "add")
    case_add()
    for _ in WAITS:
        webhooks_run()
        due_now()
    assert webhooks_run()["dead"] == 1
    (dead,) = Outbox.objects.all()
    assert (dead.state, dead.told[:3]) == (Outbox.DEAD, "500")
    outbox_retry(message=dead.pk, actor=ADMIN)
    assert webhooks_run()["sent"] == 1


def test_a_redirect_is_not_followed(case_add, receiver, inside):
    server = receiver(302)
    hook_on(server.url, "add")
    case_add()
    assert webhooks_run()["failed"] == 1
    assert [path for path, _, _ in server.got] == ["/hook?from=bihuan"]


def test_a_server_that_is_away_is_a_failure_in_words(case_add, receiver, inside):
    server = receiver()
    hook_on(server.url, "add")
    server.shutdown()
    server.server_close()
    case_add()
    assert webhooks_run()["failed"] == 1
    assert Outbox.objects.get().told.startswith("没有送到")


def test_filling_twice_puts_an_event_in_once(case_add, receiver, inside):
    hook = hook_on(receiver().url, "add")
    case_add()
    webhooks_run()
    Webhook.objects.filter(pk=hook.pk).update(active=True)
    assert webhooks_run()["filled"] == 0
    assert Outbox.objects.count() == 1


def test_an_address_inside_is_refused_unless_listed(towns, receiver):
    with pytest.raises(BihuanError, match="没有允许"):
        hook_on(receiver().url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/x",
        "file:///etc/passwd",
        "http://",
        "http://u:p@a.example/",
        "javascript:1",
        "http://a.example:99999/",
    ],
)
def test_only_plain_http_addresses_are_taken(towns, url):
    with pytest.raises(BihuanError, match="不能用"):
        webhook_add(name="x", url=url, actor=ADMIN)


@pytest.mark.parametrize(
    ("address", "listed", "allowed"),
    [
        ("127.0.0.1", (), False),
        ("10.1.2.3", (), False),
        ("169.254.169.254", (), False),
        ("::1", (), False),
        ("fd00::1", (), False),
        ("::ffff:10.0.0.1", (), False),
        ("0.0.0.0", (), False),
        ("224.0.0.1", (), False),
        ("93.184.216.34", (), True),
        ("10.1.2.3", ("10.0.0.0/8",), True),
        ("10.1.2.3", ("192.168.0.0/16",), False),
        ("10.1.2.3", ("platform.county",), True),
    ],
)
def test_the_inner_network_is_closed_unless_listed(address, listed, allowed):
    import ipaddress

    assert may_tell("platform.county", ipaddress.ip_address(address), listed) is allowed


def test_a_name_that_leads_inside_is_refused():
    with pytest.raises(BihuanError, match="在本机或内网"):
        place_find("http://localhost/x", ())


def test_only_who_holds_the_right_may_add_one(towns, person):
    with pytest.raises(BihuanError, match="没有管理安全设置的权限"):
        webhook_add(name="x", url="https://a.example/", actor=person("乙", Right.DISPATCH))


def test_every_change_of_a_webhook_is_an_event(towns, receiver, inside):
    hook = hook_on(receiver().url)
    webhook_switch(webhook=hook.pk, active=False, actor=ADMIN)
    webhook_remove(webhook=hook.pk, actor=ADMIN)
    deeds = list(Event.objects.filter(subject="webhooks").order_by("seq").values_list("deed", flat=True))
    assert deeds == ["webhook_add", "webhook_on", "webhook_off", "webhook_remove"]
    assert hook.secret not in "".join(Event.objects.values_list("changes", flat=True))


def test_the_list_counts_what_waits_and_was_sent(case_add, receiver, inside):
    hook_on(receiver(200, 500).url, "add")
    case_add()
    case_add()
    webhooks_run()
    (hook,) = webhook_list(ADMIN)
    assert (hook.waiting, hook.sent, hook.dead) == (1, 1, 0)
