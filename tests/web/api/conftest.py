"""A county with a dispatched ledger, a person a role, and a token for each: what programs come with."""

import json
from typing import Any

import pytest
from django.test import Client

from bihuan.apps.ledgers.services import entry_add, ledger_install, pack_install
from bihuan.apps.people.models import Person
from bihuan.apps.people.selectors import person_actor
from bihuan.apps.programs.services import token_issue
from bihuan.apps.units.actors import console
from support.case_pack import cases
from support.people import person_make
from support.small_pack import HEAD, INDICATORS, LEDGERS

CASES = "/api/v1/ledgers/cases/entries"


class Program:
    """A program that acts for a person by a token."""

    def __init__(self, person: Person, secret: str) -> None:
        self.person = person
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.client = Client(headers=self.headers)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(path, query)

    def send(self, method: str, path: str, content: Any, **headers: str) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, path, json.dumps(content), "application/json", headers=given)

    def post(self, path: str, content: Any, **headers: str) -> Any:
        return self.send("POST", path, content, **headers)

    def patch(self, path: str, content: Any, **headers: str) -> Any:
        return self.send("PATCH", path, content, **headers)


@pytest.fixture
def bureau(county) -> dict[str, int]:
    """The units, with the ledger of cases."""
    ledger_install(ledger=cases(), actor=console("甲"))
    return county


@pytest.fixture
def program(bureau):
    """Makes the program of a new person: role, unit and scope."""

    def make(
        role: str = "clerk", unit: str = "QX", scope: str = "own_and_below", rights: list[str] | None = None
    ) -> Program:
        person = person_make(f"p{Person.objects.count()}", role, unit=unit, scope=scope)
        own = [right.value for right in person_actor(person).reaches]
        _, secret = token_issue(login=person.login, name="试验", rights=rights or own, actor=console("安全管理员"))
        return Program(person, secret)

    return make


@pytest.fixture
def clerk(program) -> Program:
    """A clerk of the county, whose range is all of it."""
    return program("clerk")


@pytest.fixture
def case(bureau) -> int:
    """A case of the town QX-01."""
    values = {"case_no": "A1", "source": "patrol", "received_on": "2024-10-08", "reporter": "13800000000"}
    return entry_add(ledger="cases", unit="QX-01", values=values, actor=console("受理员"))


@pytest.fixture
def small(bureau, tmp_path):
    """The small pack, with three matters of two towns."""
    folder = tmp_path / "small"
    for name, text in (("pack", HEAD), ("ledgers/matters", LEDGERS), ("indicators/matters", INDICATORS)):
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    pack_install(folder=folder, actor=console("甲"))
    for number, (unit, closed) in enumerate([("QX-01", "2024-03-05"), ("QX-01", ""), ("QX-02", "")]):
        values = {
            "number": f"M{number}",
            "source": "letter",
            "received_on": "2024-03-01",
            "closed_on": closed,
            "amount": "12.5",
        }
        entry_add(ledger="matters", unit=unit, values=values, actor=console("甲"))
