"""Bulk edit and its undoing: looked at first, all or nothing, and back within a day."""

import json

import pytest

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.batches import images_expire
from bihuan.apps.ledgers.edits import Edit, edit_plan
from bihuan.apps.ledgers.models import Batch, BatchImage, Event
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import EntryRefused, batch_undo, entries_edit, entry_add, entry_change, ledger_install
from bihuan.apps.ledgers.undo import undo_plan
from bihuan.apps.units.actors import Actor, Reach, Right, console
from bihuan.datamodel import BihuanError
from support.county import spots


@pytest.fixture
def three(county) -> list[int]:
    """Three spots of two towns."""
    ledger_install(ledger=spots(), actor=console("甲"))
    rows = [("QX-01", "A1", "张三"), ("QX-01", "A2", "李四"), ("QX-02", "A3", "王五")]
    return [
        entry_add(ledger="spots", unit=unit, actor=console("甲"), values={"spot_no": number, "issued_on": "2024-03-01", "contact": who})
        for unit, number, who in rows
    ]  # fmt: skip


def field(name: str) -> list[object]:
    return list(ledger_model("spots").objects.order_by("pk").values_list(name, flat=True))


def edit(ids, *, actor=None, seen=None, **values) -> Batch:
    return entries_edit(ledger="spots", ids=ids, edit=Edit("change", values), actor=actor or console("乙"), seen=seen)


def test_many_entries_are_changed_by_one_batch_with_one_event_of_its_own(three):
    batch = edit(three, source="巡查", people=4)
    assert field("source") == ["patrol"] * 3 and field("people") == [4] * 3
    events = Event.objects.filter(batch=batch.pk).order_by("seq")
    assert [event.deed for event in events] == ["change"] * 3 + ["batch"]
    assert json.loads(events.last().changes)["edit"] == [None, "批量修改：来源、出动人次"]
    assert chain_walk() == []


def test_the_preview_stores_nothing(three):
    plan = edit_plan(ledger="spots", ids=three, edit=Edit("change", {"people": 4}), actor=console("乙"))
    assert len(plan.changed) == 3 and not plan.refused
    assert field("people") == [None] * 3


def test_one_entry_in_the_way_refuses_all_by_row(three):
    entries_edit(ledger="spots", ids=three[1:2], edit=Edit("move", move="check", on="2024-03-05"), actor=console("乙"))
    with pytest.raises(EntryRefused, match=f"#{three[1]}.*状态为“已核查”的条目不能做“check”"):
        entries_edit(ledger="spots", ids=three, edit=Edit("move", move="check", on="2024-03-06"), actor=console("乙"))
    assert field("state") == ["issued", "checked", "issued"]


def test_a_key_that_two_would_share_is_refused(three):
    with pytest.raises(EntryRefused, match="成为同一条目"):
        edit(three[:2], spot_no="A9")
    with pytest.raises(EntryRefused, match=f"#{three[0]}：会与 #{three[1]} 成为同一条目"):
        edit(three[:1], spot_no="A2")
    assert field("spot_no") == ["A1", "A2", "A3"]


def test_what_somebody_changed_after_the_preview_refuses_the_whole(three):
    plan = edit_plan(ledger="spots", ids=three, edit=Edit("change", {"people": 4}), actor=console("乙"))
    entry_change(ledger="spots", entry_id=three[0], values={"people": 9}, actor=console("丙"))
    with pytest.raises(BihuanError, match="预览之后有条目被别人改过"):
        edit(three, seen=plan.seen, people=4)
    assert field("people") == [9, None, None]


def test_entries_beyond_reach_stand_in_the_way_and_are_not_told_of(three, county):
    reach = Reach(units=frozenset({county["QX-01"]}))
    clerk = Actor("丙", reaches={Right.READ: reach, Right.WRITE: reach})
    with pytest.raises(EntryRefused, match=f"#{three[2]}：没有这一条，或不在您的范围内"):
        edit(three, actor=clerk, people=4)
    edit(three[:2], actor=clerk, people=4)
    assert field("people") == [4, 4, None]


def test_entries_are_given_to_another_unit_only_where_both_are_within_reach(three, county):
    reach = Reach(units=frozenset({county["QX-01"]}))
    clerk = Actor("丙", reaches={Right.READ: reach, Right.WRITE: reach})
    with pytest.raises(BihuanError, match="不在您登记的范围内"):
        entries_edit(ledger="spots", ids=three[:1], edit=Edit("unit", unit="QX-03"), actor=clerk)
    entries_edit(ledger="spots", ids=three, edit=Edit("unit", unit="QX-03"), actor=console("乙"))
    assert set(field("unit_id")) == {county["QX-03"]}


def test_removing_many_needs_a_reason_and_leaves_tombstones(three):
    with pytest.raises(BihuanError, match="原因"):
        entries_edit(ledger="spots", ids=three, edit=Edit("remove"), actor=console("乙"))
    entries_edit(ledger="spots", ids=three, edit=Edit("remove", reason="重复登记"), actor=console("乙"))
    assert field("removed") == [True] * 3


def test_a_date_that_only_a_move_may_set_is_not_changed_in_bulk(county):
    moves = [spots().moves[0].model_dump() | {"right": "check"}, spots().moves[1].model_dump()]
    ledger_install(ledger=spots(moves=moves), actor=console("甲"))
    number = entry_add(
        ledger="spots", unit="QX-01", values={"spot_no": "A1", "issued_on": "2024-03-01"}, actor=console("甲")
    )
    with pytest.raises(BihuanError, match="“核查日期”由流转或时限记录"):
        edit([number], checked_on="2024-03-02")


@pytest.mark.parametrize(
    "deed",
    [Edit("change", {"people": 4, "contact": "赵六"}), Edit("move", move="check", on="2024-03-05"), Edit("unit", unit="QX-03"),
     Edit("remove", reason="重复")],
    ids=lambda deed: deed.deed,
)  # fmt: skip
def test_undoing_a_batch_brings_every_value_back_personal_ones_too(three, deed):
    before = list(
        ledger_model("spots")
        .objects.order_by("pk")
        .values_list("contact", "people", "state", "checked_on", "unit_id", "removed")
    )
    batch = entries_edit(ledger="spots", ids=three, edit=deed, actor=console("乙"))
    plan = batch_undo(batch=batch.pk, actor=console("丙"))
    assert len(plan.changes) == 3 and plan.refused == []
    after = list(
        ledger_model("spots")
        .objects.order_by("pk")
        .values_list("contact", "people", "state", "checked_on", "unit_id", "removed")
    )
    assert after == before
    assert chain_walk() == []


def test_undo_leaves_alone_what_was_changed_since(three):
    batch = edit(three, people=4)
    entry_change(ledger="spots", entry_id=three[1], values={"people": 5}, actor=console("丙"))
    plan = batch_undo(batch=batch.pk, actor=console("乙"))
    assert plan.refused == [(three[1], "这一批之后又被改过")]
    assert field("people") == [None, 5, None]


def test_a_batch_is_undone_once_and_within_a_day(three):
    batch = edit(three, people=4)
    late = edit(three, people=5)
    Batch.objects.filter(pk=late.pk).update(at="2024-01-01T00:00:00.000000Z")
    with pytest.raises(BihuanError, match="已过 24 小时"):
        undo_plan(batch=late.pk, actor=console("乙"))
    with pytest.raises(BihuanError, match="没有可以撤销的条目"):
        batch_undo(batch=batch.pk, actor=console("乙"))
    third = edit(three, people=6)
    batch_undo(batch=third.pk, actor=console("乙"))
    with pytest.raises(BihuanError, match="已经撤销过"):
        batch_undo(batch=third.pk, actor=console("乙"))


def test_what_entries_were_is_erased_when_it_can_no_longer_be_needed(three):
    batch = edit(three, people=4)
    assert BatchImage.objects.count() == 3
    Batch.objects.filter(pk=batch.pk).update(at="2024-01-01T00:00:00.000000Z")
    images_expire()
    assert BatchImage.objects.count() == 0


def test_anothers_batch_is_as_unknown_as_none(three, county):
    batch = edit(three, people=4)
    reach = Reach(units=frozenset(county.values()))
    with pytest.raises(BihuanError, match="没有第"):
        undo_plan(batch=batch.pk, actor=Actor("丙", reaches={Right.READ: reach, Right.WRITE: reach}))
