"""Desks at work: a county of twenty towns with the dispatched ledger of cases, and persons of every kind."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

import pytest

from bihuan.apps.units.actors import Actor, Reach, Right, console
from support.cases import TODAY, cases_ledger, towns_rows


@pytest.fixture
def day(settings, monkeypatch) -> date:
    """The desks stand at this Thursday."""
    monkeypatch.setattr(settings.BIHUAN, "today", TODAY)
    return TODAY


@pytest.fixture
def towns(ledger_db, day) -> dict[str, int]:
    """The county with its ledger of cases, no case yet; code → id."""
    from bihuan.apps.ledgers.services import ledger_install
    from bihuan.apps.units.models import Unit
    from bihuan.apps.units.services import units_store

    units_store(rows=towns_rows())
    ledger_install(ledger=cases_ledger(), actor=console("甲"))
    return dict(Unit.objects.values_list("code", "pk"))


@pytest.fixture
def case_add(towns) -> Callable[..., int]:
    """Adds a case of a town; every case has a number of its own."""
    from bihuan.apps.ledgers.services import entry_add

    count = 0

    def add(unit: str = "QX-01", **values: object) -> int:
        nonlocal count
        count += 1
        given = {
            "case_no": f"A{count}",
            "category": "appearance",
            "place": "滨河路1号",
            "received_on": "2024-10-28",
            **values,
        }
        return entry_add(ledger="cases", unit=unit, values=given, actor=console("登记员"))

    return add


@pytest.fixture
def person(towns) -> Callable[..., Actor]:
    """Makes a person with rights over units, named by their codes; without units, over everything."""

    def make(
        name: str, *rights: Right, units: tuple[str, ...] = (), number: int = 1, roles: tuple[str, ...] = ()
    ) -> Actor:
        reach = Reach(units=frozenset(towns[code] for code in units)) if units else Reach(everything=True)
        unit = towns[units[0]] if units else None
        return Actor(
            name, number, unit, frozenset(roles), MappingProxyType(dict.fromkeys((Right.READ, *rights), reach))
        )

    return make
