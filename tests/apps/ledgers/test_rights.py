from types import MappingProxyType

import pytest

from bihuan.apps.ledgers.holders import entries_within
from bihuan.apps.ledgers.models import Event, Holder
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import batch_import, entry_add, entry_change, entry_remove, ledger_install
from bihuan.apps.units.actors import Actor, Reach, Right, console
from bihuan.datamodel import BihuanError
from support.county import spots
from support.sheets import SPOT_HEADER, workbook

VALUES = {"spot_no": "A1", "area": "12.5", "issued_on": "2023-09-05"}


@pytest.fixture
def entry(county) -> int:
    ledger_install(ledger=spots(), actor=console("甲"))
    return entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("甲"))


def person(reach, *rights, number=7):
    return Actor("乙（yi）", person=number, reaches=MappingProxyType(dict.fromkeys(rights, reach)))


def change(entry, actor):
    return entry_change(ledger="spots", entry_id=entry, values={"area": 13}, actor=actor)


def test_an_entry_out_of_reach_is_as_unknown_as_one_that_is_not_there(county, entry):
    sibling = person(Reach(units=frozenset({county["QX-02"]})), Right.READ, Right.WRITE)
    with pytest.raises(BihuanError, match=f"没有 #{entry} 号条目"):
        change(entry, sibling)


def test_one_who_may_only_read_is_told_so(county, entry):
    reader = person(Reach(units=frozenset({county["QX-01"]})), Right.READ)
    with pytest.raises(BihuanError, match="您没有登记的权限"):
        change(entry, reader)


def test_places_are_within_reach_in_the_bureaus_own_ledgers_only(county, entry):
    place = frozenset({county["QX-01"]})
    other = person(Reach(places=place, ledgers=frozenset({"cases"})), Right.READ, Right.WRITE)
    own = person(Reach(places=place, ledgers=frozenset({"spots"})), Right.READ, Right.WRITE)
    with pytest.raises(BihuanError, match="没有 #"):
        change(entry, other)
    assert change(entry, own)


def test_a_recorder_of_scope_self_has_only_own_entries_in_hand(county, entry):
    clerk = person(Reach(units=frozenset({county["QX-01"]})), Right.WRITE)
    mine = entry_add(ledger="spots", unit="QX-01", values={**VALUES, "spot_no": "B1"}, actor=clerk)
    self_only = person(Reach(own=True), Right.READ, Right.WRITE)
    assert change(mine, self_only)
    with pytest.raises(BihuanError, match="没有 #"):
        change(entry, self_only)
    assert set(ledger_model("spots").objects.filter(entries_within(self_only, "spots"))) == {stored(mine)}


def test_a_unit_that_a_case_was_handed_to_may_read_it(county, entry):
    Holder.objects.create(ledger="spots", entry_id=entry, part=Holder.LEAD, unit_id=county["QX-02"])
    town = person(Reach(units=frozenset({county["QX-02"]})), Right.READ)
    stranger = person(Reach(units=frozenset({county["QX-01-1"]})), Right.READ)
    assert ledger_model("spots").objects.filter(entries_within(town, "spots")).count() == 1
    assert ledger_model("spots").objects.filter(entries_within(stranger, "spots")).count() == 0


def test_a_workbook_with_a_row_of_a_foreign_unit_is_returned_whole(county, entry, tmp_path):
    clerk = person(Reach(units=frozenset({county["QX-01"]})), Right.WRITE)
    rows = [
        (unit, number, None, None, None, "2023-09-05", None, None)
        for unit, number in (("QX-01", "C1"), ("QX-02", "C2"))
    ]
    path = workbook(tmp_path / "台账.xlsx", SPOT_HEADER, *rows)
    result = batch_import(ledger="spots", path=path, actor=clerk)
    assert [item.code for item in result.findings] == ["unit.out_of_reach"]
    assert ledger_model("spots").objects.count() == 1


def test_a_refused_deed_leaves_no_event(county, entry):
    before = Event.objects.count()
    with pytest.raises(BihuanError):
        entry_remove(ledger="spots", entry_id=entry, actor=person(Reach(), Right.READ), reason="误登")
    assert Event.objects.count() == before


def stored(entry):
    return ledger_model("spots").objects.get(pk=entry)
