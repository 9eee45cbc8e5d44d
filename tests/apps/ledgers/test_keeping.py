from datetime import date

import pytest

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.keeping import expired_list
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import entry_add, expired_erase, ledger_install
from bihuan.apps.units.actors import console
from support.county import spots


@pytest.fixture
def entries(county):
    """Three entries; the contacts of two are kept for three years from their day."""
    ledger_install(ledger=spots(), actor=console("甲"))
    for number, day, contact in ((1, "2020-02-29", "某人"), (2, "2022-06-01", "某人"), (3, "2020-01-01", None)):
        values = {"spot_no": f"A{number}", "issued_on": day, "contact": contact}
        entry_add(ledger="spots", unit="QX-01", values=values, actor=console("甲"))


@pytest.mark.parametrize(("on", "keys"), [("2023-02-28", []), ("2023-03-01", ["A1"]), ("2025-06-02", ["A1", "A2"])])
def test_what_is_past_its_day_is_listed(entries, on, keys):
    assert [item.key for item in expired_list(date.fromisoformat(on))] == keys


def test_erasing_leaves_an_event_and_a_sound_chain(entries):
    assert expired_erase(on=date(2023, 3, 1), actor=console("乙")) == 1
    assert list(ledger_model("spots").objects.order_by("id").values_list("contact", flat=True)) == [None, "某人", None]
    assert Event.objects.latest("seq").changes == '{"#kept_until":[null,"2023-02-28"],"contact":["〔已隐去〕",null]}'
    assert (chain_walk(), expired_list(date(2023, 3, 1))) == ([], [])
