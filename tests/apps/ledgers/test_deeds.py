import pytest

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import EntryRefused, entry_add, entry_change, entry_move, entry_remove, ledger_install
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from support.county import spots

VALUES = {"spot_no": "A1", "area": "12.5", "fine": "3万", "issued_on": "2023.9.5", "key_case": "是", "source": "巡查"}


@pytest.fixture
def entry(county) -> int:
    ledger_install(ledger=spots(), actor=console("甲"))
    return entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("甲"))


def stored(entry):
    return ledger_model("spots").objects.get(pk=entry)


def test_an_entry_is_a_typed_row(entry):
    row = stored(entry)
    assert (str(row.area), str(row.fine), row.issued_on.isoformat(), row.key_case) == (
        "12.50",
        "30000.00",
        "2023-09-05",
        True,
    )
    assert (row.source, row.state, row.unit.code, row.entry_key) == ("patrol", "issued", "QX-01", "A1")


def test_the_orm_compares_and_sums_exactly(entry):
    from django.db.models import Sum

    rows = ledger_model("spots").objects.filter(area__gt="12.4")
    assert str(rows.aggregate(total=Sum("fine"))["total"]) == "30000.00"


def test_an_entrys_id_is_the_number_of_its_event(entry):
    event = Event.objects.get(seq=entry)
    assert (event.deed, event.entry_id, event.row_digest) == ("add", entry, stored(entry).digest)


def test_a_change_is_an_event_with_old_and_new(entry):
    assert entry_change(ledger="spots", entry_id=entry, values={"area": 13, "people": 2}, actor=console("乙"))
    assert Event.objects.latest("seq").changes == '{"area":["12.5","13"],"people":[null,"2"]}'


def test_a_personal_value_stands_in_no_event(entry):
    entry_change(ledger="spots", entry_id=entry, values={"contact": "某人"}, actor=console("乙"))
    entry_change(ledger="spots", entry_id=entry, values={"contact": "别人"}, actor=console("乙"))
    assert Event.objects.latest("seq").changes == '{"contact":["〔已隐去〕","〔已隐去〕"]}'
    assert not Event.objects.filter(changes__regex="某人|别人").exists()


def test_a_change_that_changes_nothing_is_no_event(entry):
    before = Event.objects.count()
    assert not entry_change(ledger="spots", entry_id=entry, values={"area": "12.50"}, actor=console("乙"))
    assert Event.objects.count() == before


def test_a_move_sets_state_and_date_and_keeps_the_evidence(entry):
    assert (
        entry_move(
            ledger="spots", entry_id=entry, move="check", on="2023-09-08", actor=console("乙"), evidence="照片3张"
        )
        == "checked"
    )
    assert stored(entry).checked_on.isoformat() == "2023-09-08"
    assert '"#evidence":[null,"照片3张"]' in Event.objects.latest("seq").changes


def test_a_move_out_of_turn_is_refused(entry):
    with pytest.raises(BihuanError, match=r"状态为“待核查”的条目不能做“close”.*现在可以：核查"):
        entry_move(ledger="spots", entry_id=entry, move="close", on="2023-09-08", actor=console("乙"))


def test_a_move_before_the_one_before_it_is_refused(entry):
    entry_move(ledger="spots", entry_id=entry, move="check", on="2023-09-08", actor=console("乙"))
    with pytest.raises(EntryRefused, match="日期先后不对"):
        entry_move(ledger="spots", entry_id=entry, move="close", on="2023-09-07", actor=console("乙"))


def test_a_removed_entry_is_a_tombstone(entry):
    entry_remove(ledger="spots", entry_id=entry, actor=console("乙"), reason="重复登记")
    assert stored(entry).removed
    with pytest.raises(BihuanError, match="没有"):
        entry_change(ledger="spots", entry_id=entry, values={"area": 1}, actor=console("乙"))


def test_adding_a_removed_entry_again_restores_it(entry):
    entry_remove(ledger="spots", entry_id=entry, actor=console("乙"), reason="重复登记")
    assert entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("乙")) == entry
    assert not stored(entry).removed
    assert chain_walk() == []


def test_the_same_key_twice_in_a_unit_is_refused(entry):
    with pytest.raises(BihuanError, match="已有同一条目"):
        entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("乙"))
    assert entry_add(ledger="spots", unit="QX-02", values=VALUES, actor=console("乙")) != entry


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"area": "很大"}, "area"),
        ({"spot_no": ""}, "spot_no"),
        ({"nothing": 1}, "nothing"),
        ({"closed_on": "2023-10-01"}, "state"),
    ],
)
def test_a_refusal_names_the_field(entry, values, field):
    with pytest.raises(EntryRefused) as error:
        entry_change(ledger="spots", entry_id=entry, values=values, actor=console("乙"))
    assert [finding.where for finding in error.value.findings] == [field]
