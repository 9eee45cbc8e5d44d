"""The board: its cards, what changed since, handing out and taking back, duplicates nearby, merging."""

from datetime import timedelta

import pytest

from bihuan.apps.boards.models import Duplicate
from bihuan.apps.boards.selectors import board_read, nearby, units_told
from bihuan.apps.boards.services import card_merge, cards_dispatch, cards_undo, cards_urge
from bihuan.apps.ledgers.models import Event, Holder
from bihuan.apps.ledgers.selectors import chain_count, ledger_model
from bihuan.apps.ledgers.services import entry_change, entry_move
from bihuan.apps.notices.models import Notice
from bihuan.apps.units.actors import Right, console
from bihuan.datamodel import BihuanError
from bihuan.search.initials import initials
from support.cases import towns_rows
from support.people import person_make

CONSOLE = console("调度员")
FILED = {"filed_on": "2024-10-28"}


def cards(told: dict) -> list[dict]:
    return [dict(zip(told["fields"], card, strict=True)) for card in told["cards"]]


def test_a_card_says_number_category_place_and_due(case_add, day):
    case_add(point="113.9,24.5", due_on="2024-11-04", **FILED)
    (card,) = cards(board_read(CONSOLE, day))
    assert (card["number"], card["category"], card["place"]) == ("A1", "市容环境", "滨河路1号")
    assert (card["state"], card["x"], card["y"]) == ("filed", 113_900_000, 24_500_000)


def test_only_cards_within_reach_are_sent(case_add, person, day):
    case_add("QX-01")
    two = case_add("QX-02")
    told = board_read(person("乙", Right.DISPATCH, units=("QX-02",)), day)
    assert [card["id"] for card in cards(told)] == [two]


def test_the_board_asks_for_the_right_to_dispatch(towns, person, day):
    with pytest.raises(BihuanError, match="没有派遣的权限"):
        board_read(person("乙", Right.HANDLE), day)


def test_since_an_event_only_what_changed_is_sent(case_add, day):
    case_add()
    changed = case_add()
    seen = chain_count()
    entry_change(ledger="cases", entry_id=changed, values={"place": "新华街2号"}, actor=CONSOLE)
    told = board_read(CONSOLE, day, since=seen)
    assert [(card["id"], card["place"]) for card in cards(told)] == [(changed, "新华街2号")]
    assert told["whole"] is False and told["gone"] == []


def test_what_left_the_board_is_named(case_add, day):
    number = case_add(handler="QX-01", dispatched_on="2024-10-29", closed_on="2024-10-30", **FILED)
    seen = chain_count()
    entry_move(ledger="cases", entry_id=number, move="strike_off", on="2024-10-31", actor=CONSOLE)
    assert board_read(CONSOLE, day, since=seen)["gone"] == [(0, number)]


def test_a_since_from_another_chain_gives_everything(case_add, day):
    case_add()
    assert board_read(CONSOLE, day, since=10**9)["whole"] is True


def test_dispatching_hands_the_entry_to_the_unit(case_add, towns, day):
    number = case_add(**FILED)
    (done,) = cards_dispatch(entries=[("cases", number)], unit="QX-05", actor=CONSOLE)
    assert (done.state, done.refused) == ("handling", "")
    (card,) = cards(board_read(CONSOLE, day))
    assert (card["lead"], card["state"]) == (towns["QX-05"], "handling")


def test_one_that_is_refused_does_not_hold_up_the_others(case_add):
    early, ready = case_add(), case_add(**FILED)
    refused, done = cards_dispatch(entries=[("cases", early), ("cases", ready)], unit="QX-05", actor=CONSOLE)
    assert done.state == "handling" and "待立案" in refused.refused


def test_undoing_ones_own_dispatch_brings_it_back(case_add, person):
    number = case_add(**FILED)
    dispatcher = person("乙", Right.DISPATCH)
    cards_dispatch(entries=[("cases", number)], unit="QX-05", actor=dispatcher)
    (back,) = cards_undo(entries=[("cases", number)], actor=dispatcher)
    row = ledger_model("cases")._default_manager.get(pk=number)
    assert (back.state, row.handler, row.dispatched_on, row.returns) == ("filed", None, None, None)
    assert not Holder.objects.filter(entry_id=number, until="").exists()


def test_the_unit_is_told_of_a_dispatch_that_was_undone(case_add, person):
    number, town = case_add(**FILED), person_make("yu", "handler", unit="QX-05", name="余示例")
    dispatcher = person("乙", Right.DISPATCH)
    cards_dispatch(entries=[("cases", number)], unit="QX-05", actor=dispatcher)
    cards_undo(entries=[("cases", number)], actor=dispatcher)
    kinds = Notice.objects.filter(person=town.pk, entry_id=number).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["assigned", "returned"]


def test_anothers_dispatch_is_not_undone(case_add, person):
    number = case_add(**FILED)
    cards_dispatch(entries=[("cases", number)], unit="QX-05", actor=person("乙", Right.DISPATCH))
    (back,) = cards_undo(entries=[("cases", number)], actor=person("丙", Right.DISPATCH, number=2))
    assert "不能撤销" in back.refused


def test_after_something_has_happened_a_dispatch_is_not_undone(case_add, person):
    number = case_add(**FILED)
    dispatcher = person("乙", Right.DISPATCH)
    cards_dispatch(entries=[("cases", number)], unit="QX-05", actor=dispatcher)
    entry_change(ledger="cases", entry_id=number, values={"place": "新华街2号"}, actor=CONSOLE)
    (back,) = cards_undo(entries=[("cases", number)], actor=dispatcher)
    assert "不能撤销" in back.refused


def test_urging_tells_the_unit_in_hand_and_refuses_where_there_is_none(case_add):
    handed, waiting = case_add(handler="QX-05", dispatched_on="2024-10-29", **FILED), case_add(**FILED)
    urged, refused = cards_urge(entries=[("cases", handed), ("cases", waiting)], actor=CONSOLE)
    assert urged.refused == "" and "没有承办单位" in refused.refused
    assert Event.objects.filter(entry_id=handed, deed="urge").count() == 1


def test_too_many_at_once_are_refused(towns):
    with pytest.raises(BihuanError, match="一次可派遣 1 到 200 件"):
        cards_dispatch(entries=[("cases", 1)] * 201, unit="QX-05", actor=CONSOLE)


HERE = {"point": "113.900000,24.500000", "category": "appearance", "received_on": "2024-10-28"}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, True),
        ({"point": "113.901000,24.500000"}, True),  # 101 metres
        ({"point": "113.903000,24.500000"}, False),  # 304 metres
        ({"point": "113.901500,24.501500"}, False),  # within the box, outside the circle
        ({"category": "facilities"}, False),
        ({"received_on": "2024-10-18"}, True),
        ({"received_on": "2024-10-17"}, False),
        ({"point": None}, False),
    ],
)
def test_duplicates_are_of_one_kind_close_by_and_of_about_one_day(case_add, other, found):
    first = case_add(**{**HERE, **other})
    second = case_add(**HERE)
    assert [near.entry_id for near in nearby(CONSOLE, ledger="cases", entry_id=second)] == ([first] if found else [])


def test_the_distance_is_told_in_metres(case_add):
    case_add(**{**HERE, "point": "113.901000,24.500000"})
    (near,) = nearby(CONSOLE, ledger="cases", entry_id=case_add(**HERE))
    assert 100 <= near.metres <= 103


def test_a_duplicate_out_of_reach_is_not_told(case_add, person):
    case_add("QX-01", **HERE)
    number = case_add("QX-02", **HERE)
    assert nearby(person("乙", Right.DISPATCH, units=("QX-02",)), ledger="cases", entry_id=number) == []


def test_a_merged_entry_leaves_the_board_and_stands_with_the_first(case_add, day):
    first, second = case_add(**HERE), case_add(**HERE)
    card_merge(ledger="cases", entry_id=second, first_id=first, actor=CONSOLE)
    (card,) = cards(board_read(CONSOLE, day))
    assert (card["id"], card["same"]) == (first, 1)
    assert Event.objects.filter(deed="merge", subject=f"cases:{second}").exists()
    assert nearby(CONSOLE, ledger="cases", entry_id=first) == []


def test_what_was_merged_into_one_follows_it_into_another(case_add):
    one, two, three = (case_add(**HERE) for _ in range(3))
    card_merge(ledger="cases", entry_id=three, first_id=two, actor=CONSOLE)
    card_merge(ledger="cases", entry_id=two, first_id=one, actor=CONSOLE)
    assert set(Duplicate.objects.values_list("entry_id", "first_id")) == {(two, one), (three, one)}
    with pytest.raises(BihuanError, match="已并入别的事项"):
        card_merge(ledger="cases", entry_id=one, first_id=two, actor=CONSOLE)


def test_an_entry_is_not_merged_into_itself(case_add):
    number = case_add()
    with pytest.raises(BihuanError, match="不能并入它自己"):
        card_merge(ledger="cases", entry_id=number, first_id=number, actor=CONSOLE)


def test_the_board_asks_as_many_queries_for_many_cards_as_for_few(case_add, day, django_assert_max_num_queries):
    for _ in range(30):
        case_add(point="113.9,24.5", **FILED)
    with django_assert_max_num_queries(10):
        assert len(board_read(CONSOLE, day)["cards"]) == 30


@pytest.mark.parametrize(("name", "typed"), [("云桥街道", "yqjd"), ("长岭镇", "czz"), ("长岭镇", "zlz"), ("A区", "aq")])
def test_units_are_found_by_initials_in_any_reading(name, typed):
    wanted = {"czz": "clz"}.get(typed, typed)
    assert wanted in initials(name).split()


def test_every_unit_is_offered_with_its_initials(towns):
    told = {unit[1]: unit[4] for unit in units_told()}
    assert "yq" in told["QX-01"].split()


def test_units_called_alike_are_told_apart_by_the_unit_above(towns):
    from bihuan.apps.units.services import units_store
    from bihuan.apps.units.workbook import UnitRow

    units_store(rows=[*towns_rows(), UnitRow("QX-SW", "青溪县水务局", "bureau", "QX", "水务局"),
                      UnitRow("QX-SW-1", "办公室", "office", "QX-SW"), UnitRow("QX-CG-2", "办公室", "office", "QX-CG")])  # fmt: skip
    told = {unit[1]: unit[3] for unit in units_told()}
    assert (told["QX-SW-1"], told["QX-CG-2"], told["QX-CG-1"]) == ("水务局办公室", "城管局办公室", "执法监督股")


def test_days_of_marks_are_worked(towns, day):
    from bihuan.apps.marks import marks_of

    marks = marks_of(day)
    assert (marks.two.usual, marks.five.usual) == (day + timedelta(4), day + timedelta(7))
