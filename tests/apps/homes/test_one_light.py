"""One entry has one light: in its list, on its page, on every home, on the board and in the digest, by the calendar of its own unit."""

from datetime import date

import pytest

from bihuan.apps.boards.cards import board_read
from bihuan.apps.homes.open_lists import OpenAsked, lamps_of, open_find, open_shown
from bihuan.apps.ledgers.lists.conditions import Condition
from bihuan.apps.ledgers.lists.finding import entries_list
from bihuan.apps.ledgers.lists.query import ListQuery
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.opened import NEARNESS_LABELS, Nearness, open_counts, open_entries
from bihuan.apps.ledgers.services import calendar_import
from bihuan.apps.marks import marks_of
from bihuan.apps.notices.services import digest_make
from bihuan.apps.tracking.selectors import matter_shown
from bihuan.apps.units.actors import Right, console
from bihuan.web.listpage import light_of
from support.cases import cases_ledger
from support.sheets import workbook

CONSOLE = console("甲")
HANDED = {"filed_on": "2024-10-28", "dispatched_on": "2024-10-29"}
LIGHTS = {Nearness.TWO: "soon", Nearness.FIVE: "normal", Nearness.LATER: "normal"}
# what the second town's own days make of a day due; today is Thursday, 31 October
MOVED = pytest.mark.parametrize(
    ("kind", "off", "due", "usual", "own"),
    [
        ("班", "2024-11-02", "2024-11-04", Nearness.TWO, Nearness.FIVE),
        ("休", "2024-11-04至2024-11-05", "2024-11-06", Nearness.FIVE, Nearness.TWO),
        ("休", "2024-11-04至2024-11-05", "2024-11-11", Nearness.LATER, Nearness.FIVE),
        (
            "休",
            "2024-11-04至2024-11-08",
            "2024-11-10",
            Nearness.LATER,
            Nearness.TWO,
        ),  # due on a day off: one working day is left
    ],
)


@pytest.fixture
def local(towns, tmp_path):
    """Gives a unit days of its own."""

    def give(kind: str, days: str, unit: str = "QX-02") -> None:
        path = workbook(tmp_path / "地方.xlsx", ("日期", "类型", "说明"), (days, kind, "开镰节"))
        calendar_import(path=path, actor=CONSOLE, unit=unit)

    return give


@pytest.fixture
def pair(local, case_add):
    """The same case in a town of the national calendar and in one with days of its own."""

    def add(kind: str, off: str, due: str) -> tuple[int, int]:
        local(kind, off)
        first, second = (case_add(unit, handler=unit, due_on=due, **HANDED) for unit in ("QX-01", "QX-02"))
        return first, second

    return add


@MOVED
def test_homes_count_and_list_by_the_calendar_of_the_unit(pair, towns, day, kind, off, due, usual, own):
    first, second = pair(kind, off, due)
    marks = marks_of(day)
    counts = open_counts(open_entries(CONSOLE), marks)
    assert {one.unit_id: one.nearness for one in counts} == {towns["QX-01"]: usual, towns["QX-02"]: own}
    shown = open_shown(list(open_find(CONSOLE, OpenAsked(), marks)), marks)
    assert {one.face.entry_id: one.nearness for one in shown} == {first: usual, second: own}
    for near in Nearness:
        found = {one.entry_id for one in open_find(CONSOLE, OpenAsked(near=near), marks)}
        assert found == {number for number, its in ((first, usual), (second, own)) if its is near}
    yellow = {lamp.unit_id for lamp in lamps_of(counts) if lamp.light == "yellow"}
    assert yellow == {towns[code] for code, its in (("QX-01", usual), ("QX-02", own)) if its is Nearness.TWO}


@MOVED
def test_the_digest_says_the_same(pair, person, day, kind, off, due, usual, own):
    pair(kind, off, due)
    for unit, number, its in (("QX-01", 1, usual), ("QX-02", 2, own)):
        digest = digest_make(actor=person("丙", Right.HANDLE, units=(unit,), number=number))
        told = [section["title"] for section in digest.lines] if digest else []
        assert told == ([] if its is Nearness.LATER else [NEARNESS_LABELS[its]])


@MOVED
@pytest.mark.parametrize("wait", [False, True], ids=["database", "columns"])
def test_the_list_of_the_ledger_shows_and_finds_the_same_light(pair, day, kind, off, due, usual, own, wait):
    first, second = pair(kind, off, due)
    ledger, lights = cases_ledger(), {first: LIGHTS[usual], second: LIGHTS[own]}
    for light in ("overdue", "soon", "normal", "none", "done"):
        query = ListQuery((Condition("light", "in", light),))
        listed = entries_list(actor=CONSOLE, ledger=ledger, query=query, today=day, wait=wait)
        assert {entry.pk for entry in listed.page.object_list} == {pk for pk, its in lights.items() if its == light}
        assert all(light_of(Scope(CONSOLE, ledger, day), entry) == light for entry in listed.page.object_list)


@MOVED
def test_the_page_of_the_entry_shows_the_same_light(pair, day, kind, off, due, usual, own):
    for number, its in zip(pair(kind, off, due), (usual, own), strict=True):
        (clock,) = matter_shown(ledger="cases", entry_id=number, actor=CONSOLE, as_of=day).clocks
        assert clock.light == LIGHTS[its]


def test_the_board_is_told_how_far_each_units_days_reach(local, towns, day):
    local("班", "2024-11-02")
    told = board_read(CONSOLE, day)
    assert told["two"] == {"usual": date(2024, 11, 4), "local": [(date(2024, 11, 3), [towns["QX-02"]])]}


def test_units_whose_days_are_alike_are_one_group(local, towns, day):
    for unit in ("QX-02", "QX-03"):
        local("休", "2024-11-04", unit)
    local("休", "2024-12-04", "QX-04")
    assert dict(marks_of(day).two.local) == {date(2024, 11, 5): frozenset((towns["QX-02"], towns["QX-03"]))}


def test_no_digest_is_made_on_a_day_off_of_the_persons_unit(local, case_add, person):
    local("休", "2024-10-31")
    for unit in ("QX-01", "QX-02"):
        case_add(unit, handler=unit, due_on="2024-10-30", **HANDED)
    here, there = (
        person("丙", Right.HANDLE, units=(unit,), number=at) for at, unit in enumerate(("QX-01", "QX-02"), 1)
    )
    assert (digest_make(actor=here) is not None, digest_make(actor=there)) == (True, None)


def test_local_days_cost_a_home_one_question(local, case_add, day, django_assert_num_queries):
    for unit in ("QX-01", "QX-02", "QX-03"):
        case_add(unit, due_on="2024-11-04")
    with django_assert_num_queries(2):
        open_counts(open_entries(CONSOLE), marks_of(day))
    for at, unit in enumerate(("QX-01", "QX-02", "QX-03"), 4):
        local("休", f"2024-11-0{at}", unit)
    with django_assert_num_queries(3):
        open_counts(open_entries(CONSOLE), marks_of(day))
