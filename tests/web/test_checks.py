"""核对 in the browser: the ledger's page lists the gaps that one may read, the entry's page tells its own."""

import pytest

from bihuan.apps.ledgers.services import entry_add, pack_folder, packs_install
from bihuan.apps.units.actors import console
from support.people import client_of, person_make

FEE = {"kind": "resource", "billed_on": "2024-01-31", "volume": 1000, "tariff": "0.2", "due": 200, "collected": 200}


@pytest.fixture
def fees(county) -> int:
    """Two bills of two towns; the second states ten yuan too much."""
    packs_install(folders=[pack_folder(name) for name in ("common", "water")], actor=console("甲"))
    entry_add(ledger="water_fees", unit="QX-01", values=FEE, actor=console("甲"))
    return entry_add(ledger="water_fees", unit="QX-02", values={**FEE, "due": 210}, actor=console("甲"))


def read(person, address: str) -> str:
    return client_of(person).get(address).content.decode()


def test_the_gaps_of_a_ledger_are_listed_with_the_way_to_them(fees):
    page = read(person_make("wang", "leader", scope="all"), "/ledgers/water_fees/checks/")
    assert "“应收”210元，算得200元，差10元" in page
    assert f"/ledgers/water_fees/{fees}/" in page and "对得上" in page


def test_gaps_of_another_town_are_not_shown(fees):
    page = read(person_make("li", "clerk", unit="QX-01"), "/ledgers/water_fees/checks/")
    assert "差10元" not in page and "对得上" in page


def test_an_entry_tells_its_own_gap(fees):
    assert "算得200元" in read(person_make("wang", "leader", scope="all"), f"/ledgers/water_fees/{fees}/")
