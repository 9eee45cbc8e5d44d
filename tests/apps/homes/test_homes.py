"""Homes: what each role sees, within reach, in a bounded number of queries."""

import pytest

from bihuan.apps.homes.admins import audit_note, security_facts, system_facts
from bihuan.apps.homes.clerks import month_counts, recent_deeds
from bihuan.apps.homes.open_lists import OpenAsked, lamps_of, open_find, open_shown
from bihuan.apps.homes.queues import checks_ordered, checks_sampled, extensions_waiting, queues_of, supervised
from bihuan.apps.ledgers.opened import open_by_ledger, open_counts, open_entries
from bihuan.apps.ledgers.services import entry_change, entry_move, ledger_install
from bihuan.apps.marks import marks_of
from bihuan.apps.units.actors import Right, console
from bihuan.packs.schema import Ledger
from bihuan.web.views.homes import DESKS, desks_of
from support.cases import cases_ledger

CONSOLE = console("甲")
HANDED = {"filed_on": "2024-10-28", "dispatched_on": "2024-10-29"}
DESKS_BY_KEY = {desk.key: desk for desk in DESKS}
DONE = {**HANDED, "handler": "QX-01", "closed_on": "2024-10-30"}


def test_lights_are_red_yellow_and_green_worst_first(case_add, towns, day):
    case_add("QX-01", due_on="2024-11-20")
    case_add("QX-02", due_on="2024-11-01")
    case_add("QX-03", due_on="2024-10-30")
    case_add("QX-03", due_on="2024-11-01")
    lamps = lamps_of(open_counts(open_entries(CONSOLE), marks_of(day)))
    assert [(lamp.unit_id, lamp.light) for lamp in lamps] == [
        (towns["QX-03"], "red"),
        (towns["QX-02"], "yellow"),
        (towns["QX-01"], "green"),
    ]
    assert (lamps[0].overdue, lamps[0].soon, lamps[0].total) == (1, 1, 2)


def test_the_list_of_what_is_open_is_ordered_by_haste_and_filtered(case_add, day):
    late = case_add("QX-01", due_on="2024-10-30")
    soon = case_add("QX-01", due_on="2024-11-01")
    none = case_add("QX-02")
    marks = marks_of(day)
    assert [one.entry_id for one in open_find(CONSOLE, OpenAsked(), marks)] == [late, soon, none]
    assert [one.entry_id for one in open_find(CONSOLE, OpenAsked(unit="QX-01", near="overdue"), marks)] == [late]
    assert open_find(CONSOLE, OpenAsked(unit="QX"), marks).count() == 3


def test_an_open_entry_is_shown_in_words(case_add, day):
    case_add("QX-02", due_on="2024-10-30")
    (shown,) = open_shown(list(open_find(CONSOLE, OpenAsked(), marks_of(day))), marks_of(day))
    assert (shown.face.words, shown.state, shown.unit) == ("A1，市容环境，滨河路1号", "待立案", "鹤洲")


def test_the_dispatchers_queue_says_what_is_next(case_add, day):
    case_add()
    case_add(filed_on="2024-10-28")
    queue = queues_of(open_counts(open_entries(CONSOLE), marks_of(day)))
    assert [(one.label, one.deed, one.count) for one in queue] == [("待立案", "立案", 1), ("待派遣", "派遣", 1)]


def test_the_reviewer_sees_what_waits_for_a_check_within_reach(case_add, person):
    case_add("QX-01", handler="QX-01", **HANDED)
    done = case_add("QX-01", **DONE)
    case_add("QX-02", **{**DONE, "handler": "QX-02"})
    assert [one.entry_id for one in checks_ordered(person("乙", Right.CHECK, units=("QX-01",)))] == [done]


@pytest.fixture
def ended(towns):
    """The ledger of cases by a bureau for which a case is over when the unit has closed it."""
    told = cases_ledger().model_dump(mode="json")
    states = [{**state, "ended": state["key"] == "closed"} for state in told["states"]]
    ledger_install(ledger=Ledger.model_validate({**told, "states": states}), actor=CONSOLE)


def test_what_is_over_waits_for_its_check_and_is_open_nowhere(case_add, ended, person, day):
    from bihuan.apps.tracking.models import Extension

    done = case_add("QX-01", due_on="2024-10-29", **DONE)
    case_add("QX-01", handler="QX-01", **HANDED)
    Extension.objects.create(ledger="cases", entry_id=done, clock="handle", days=3, reason="雨天", by="丁", at="")
    reviewer = person("乙", Right.CHECK, Right.DISPATCH, units=("QX-01",))
    assert [one.entry_id for one in checks_ordered(reviewer)] == [done]
    told = DESKS_BY_KEY["reviewer"].build(reviewer, marks_of(day))
    assert [(one.deed, one.label, one.count, link) for one, link in told["queues"]] == [
        ("结案", "待核查", 1, "/ledgers/cases/?f=state%3Ain%3Aclosed")
    ]
    assert done not in [one.entry_id for one in open_entries(CONSOLE)]
    assert open_by_ledger(CONSOLE, Right.READ) == {"cases": 1}
    assert not extensions_waiting(reviewer)


def test_what_was_checked_waits_no_longer(case_add, ended):
    done = case_add("QX-01", **DONE)
    entry_move(ledger="cases", entry_id=done, move="strike_off", on="2024-10-31", actor=CONSOLE)
    assert not checks_ordered(CONSOLE)


def test_the_sample_is_the_same_all_month_and_another_next(case_add, day):
    for _ in range(40):
        case_add("QX-01", **DONE)
    this = [one.entry_id for one in checks_sampled(CONSOLE, day)]
    assert this == [one.entry_id for one in checks_sampled(CONSOLE, day.replace(day=1))]
    assert 2 <= len(this) <= 6
    assert this != [one.entry_id for one in checks_sampled(CONSOLE, day.replace(month=9, day=1))]


def test_requests_for_time_and_supervision_are_within_reach(case_add, person, day):
    from bihuan.apps.tracking.models import Extension, Press

    here, there = (case_add(unit, handler=unit, **HANDED) for unit in ("QX-01", "QX-02"))
    for number in (here, there):
        Extension.objects.create(ledger="cases", entry_id=number, clock="handle", days=3, reason="雨天", by="丁", at="")
        Press.objects.create(
            ledger="cases", entry_id=number, kind=Press.SUPERVISE, words="限期办结", due=day, by="领导", at=""
        )
    one = person("乙", Right.DISPATCH, units=("QX-01",))
    assert [asked.entry_id for asked in extensions_waiting(one)] == [here]
    assert [pressed.entry_id for pressed in supervised(one)] == [here]


def test_the_clerk_sees_this_month_beside_last_years_same_days(case_add, person, day):
    for received in ("2024-10-01", "2024-10-31", "2023-10-05", "2024-09-30", "2023-11-01", "2023-09-30"):
        case_add("QX-01", received_on=received)
    case_add("QX-02", received_on="2024-10-05")
    clerk = person("乙", Right.WRITE, units=("QX-01",))
    (one,) = month_counts(clerk, day)
    assert (one.label, one.now, one.before, one.difference) == ("案件台账", 2, 1, 1)


def test_last_years_days_end_with_the_same_day(case_add, person, day):
    case_add("QX-01", received_on="2023-10-20")
    clerk = person("乙", Right.WRITE, units=("QX-01",))
    assert month_counts(clerk, day.replace(day=19)) == []


def test_the_clerk_sees_what_they_did_lately_one_line_an_entry(case_add, person):
    clerk = person("乙", Right.WRITE)
    first, second = case_add(), case_add()
    for number, place in ((first, "一"), (second, "二"), (first, "三")):
        entry_change(ledger="cases", entry_id=number, values={"place": place}, actor=clerk)
    assert [(one.face.entry_id, one.deed) for one in recent_deeds(clerk)] == [(first, "修改"), (second, "修改")]


def test_roles_decide_which_homes_there_are(person):
    both = person("乙", Right.HANDLE, Right.CHECK, roles=("reviewer", "handler"))
    assert [desk.key for desk in desks_of(both)] == ["handler", "reviewer"]
    assert [desk.key for desk in desks_of(CONSOLE)] == [desk.key for desk in DESKS]


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.key)
def test_a_home_asks_few_queries_however_much_is_open(case_add, person, day, desk, django_assert_max_num_queries):
    for unit in ("QX-01", "QX-02", "QX-03", "QX-04"):
        for due in ("2024-10-30", "2024-11-01", "2024-11-30"):
            case_add(unit, due_on=due, handler=unit, **HANDED)
            case_add(unit, due_on=due, **DONE)
    actor = person("乙", *Right, roles=(desk.role,))
    with django_assert_max_num_queries(20):
        desk.build(actor, marks_of(day))


def test_administrators_see_facts_and_no_entries(case_add, day):
    case_add(place="滨河路1号")
    facts = [*system_facts(day), *security_facts()]
    assert {"磁盘剩余", "工作日历", "推送"} <= {fact.label for fact in facts}
    assert "滨河路" not in str(facts)


def test_a_year_that_the_calendar_lacks_stands_out(towns, day):
    (calendar,) = [fact for fact in system_facts(day.replace(year=2031)) if fact.label == "工作日历"]
    assert (calendar.tone, calendar.value) == ("bad", "缺 2027 年")


def test_the_last_audit_is_told(towns, day):
    from bihuan.apps.homes.admins import audit_facts

    audit_note(findings=2)
    (last,) = [fact for fact in audit_facts() if fact.label == "上次审计"]
    assert last.tone == "bad" and "发现 2 处问题" in last.value
