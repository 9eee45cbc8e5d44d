"""What stands open and where it lies follows every write, and what is counted is within reach and by working days."""

import pytest

from bihuan.apps.ledgers.entries import Row
from bihuan.apps.ledgers.models import Holder, OpenEntry, Spot
from bihuan.apps.ledgers.opened import Nearness, open_counts, open_entries, open_mine
from bihuan.apps.ledgers.services import entry_change, entry_move, entry_remove
from bihuan.apps.ledgers.standing import StandingPlan
from bihuan.apps.marks import marks_of
from bihuan.apps.units.actors import Right, console
from bihuan.packs import catalog_load, shipped_packs_folder

CONSOLE = console("甲")


def test_an_open_entry_stands_there_with_its_due_day(case_add):
    number = case_add(due_on="2024-11-04")
    (one,) = OpenEntry.objects.all()
    assert (one.entry_id, one.state, one.due.isoformat()) == (number, "received", "2024-11-04")


def test_a_finished_entry_stands_there_no_longer(case_add):
    number = case_add(filed_on="2024-10-28", handler="QX-01", dispatched_on="2024-10-29", closed_on="2024-10-30")
    assert OpenEntry.objects.get().ended is False
    entry_move(ledger="cases", entry_id=number, move="strike_off", on="2024-10-31", actor=CONSOLE)
    assert not OpenEntry.objects.exists()


def test_a_state_that_is_ended_is_not_open_though_a_move_may_follow():
    ledger = catalog_load([shipped_packs_folder() / "ethnic_affairs", shipped_packs_folder() / "common"]).ledgers[
        "service_requests"
    ]
    assert ledger.open_states == {"received", "handed"}


def test_a_hotline_request_is_over_when_it_is_closed_and_waited_for_until_the_call():
    ledger = catalog_load([shipped_packs_folder() / "development_area", shipped_packs_folder() / "common"]).ledgers[
        "area_requests"
    ]
    assert (ledger.open_states, ledger.awaited_states) == ({"received", "handed", "replied"}, {"closed"})


def test_the_side_table_leaves_out_what_is_ended():
    ledger = catalog_load([shipped_packs_folder() / "ethnic_affairs", shipped_packs_folder() / "common"]).ledgers[
        "service_requests"
    ]
    index = {field.name: at for at, field in enumerate(ledger.fields)}
    plan = StandingPlan.of(ledger.model_dump(mode="json"), index)
    blank = (None,) * len(index)
    opened = [plan.open_row(ledger.ledger, Row(1, 1, "甲", state.key, False, blank), 1) for state in ledger.states]
    assert [row is not None for row in opened] == [True, True, False, False]


def test_a_clock_that_has_stopped_leaves_no_due_day(case_add):
    case_add(
        filed_on="2024-10-28", handler="QX-01", dispatched_on="2024-10-29", closed_on="2024-10-30", due_on="2024-11-04"
    )
    assert OpenEntry.objects.get().due is None


def test_a_removed_entry_is_neither_open_nor_anywhere(case_add):
    number = case_add(point="113.9,24.5")
    entry_remove(ledger="cases", entry_id=number, actor=CONSOLE, reason="重复登记")
    assert not OpenEntry.objects.exists() and not Spot.objects.exists()


def test_a_changed_point_moves_the_spot(case_add):
    number = case_add(point="113.900001,24.5")
    entry_change(ledger="cases", entry_id=number, values={"point": "114.1,24.25"}, actor=CONSOLE)
    assert list(Spot.objects.values_list("entry_id", "x", "y")) == [(number, 114_100_000, 24_250_000)]


def test_rebuilding_says_the_same_again(case_add):
    from bihuan.apps.ledgers.entries import Store
    from bihuan.apps.ledgers.standing import standing_rebuild
    from bihuan.apps.ledgers.tables import ledger_table

    case_add(point="113.9,24.5", due_on="2024-11-04")
    case_add(point="113.8,24.4")
    before = [sorted(model.objects.values_list("entry_id")) for model in (OpenEntry, Spot)]
    OpenEntry.objects.all().delete()
    assert standing_rebuild(Store(ledger_table("cases"))) == 2
    assert [sorted(model.objects.values_list("entry_id")) for model in (OpenEntry, Spot)] == before


@pytest.mark.parametrize(
    ("due", "near"),
    [
        ("2024-10-30", Nearness.OVERDUE),
        ("2024-10-31", Nearness.TODAY),
        ("2024-11-01", Nearness.TWO),
        ("2024-11-04", Nearness.TWO),  # Thursday, Friday, Monday
        ("2024-11-07", Nearness.FIVE),
        ("2024-11-08", Nearness.LATER),
    ],
)
def test_nearness_counts_working_days(case_add, day, due, near):
    case_add(due_on=due)
    (count,) = open_counts(open_entries(CONSOLE), marks_of(day))
    one = OpenEntry.objects.get()
    assert (count.nearness, marks_of(day).nearness(one.due, one.unit_id)) == (near, near)


def test_only_what_is_within_reach_is_counted(case_add, person, day):
    case_add("QX-01")
    case_add("QX-02")
    seen = open_entries(person("乙", Right.DISPATCH, units=("QX-02",)), Right.DISPATCH)
    assert [one.count for one in open_counts(seen, marks_of(day))] == [1]


def test_mine_is_what_was_handed_to_my_unit_and_waits_for_me(case_add, person):
    handed = {"filed_on": "2024-10-28", "dispatched_on": "2024-10-29"}
    mine = case_add("QX-01", handler="QX-03", **handed)
    case_add("QX-01", handler="QX-04", **handed)
    case_add("QX-01", handler="QX-03", closed_on="2024-10-30", **handed)  # done, waits for another
    handler = person("乙", Right.HANDLE, units=("QX-03",))
    assert list(open_mine(handler).values_list("entry_id", flat=True)) == [mine]


def test_a_unit_that_passed_it_on_is_not_in_charge(case_add, towns):
    number = case_add("QX-01", filed_on="2024-10-28", handler="QX-03", dispatched_on="2024-10-29")
    Holder.objects.filter(entry_id=number).update(until="2024-10-30T00:00:00Z")
    Holder.objects.create(ledger="cases", entry_id=number, part=Holder.LEAD, unit_id=towns["QX-04"])
    assert open_entries(CONSOLE).get().lead == towns["QX-04"]
