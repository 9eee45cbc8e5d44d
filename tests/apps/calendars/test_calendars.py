"""Calendars of a county: what is imported, for whom it holds, what it does to running clocks, and that the chain knows it."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.apps.calendars.files import calendar_template_write
from bihuan.apps.calendars.keepers import KEEPERS, UnitChange, UnitClock, keeper_register
from bihuan.apps.calendars.models import CalendarYear
from bihuan.apps.calendars.selectors import calendar_book, calendar_for, calendar_layers
from bihuan.apps.calendars.services import calendar_plan
from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.services import calendar_import, calendar_withdraw
from bihuan.apps.units.actors import Actor, console
from bihuan.datamodel import BihuanError
from bihuan.workdays import Clock, Notice, Term
from support.sheets import workbook

WANG = console("王某")
HEADER = ("日期", "类型", "说明")
YEAR = [
    ("2027-01-01至2027-01-03", "休", "元旦"),
    ("2027-02-05至2027-02-11", "休", "春节"),
    ("2027-01-31", "班", "春节"),
    ("2027-02-20", "班", "春节"),
    ("2027-05-01至2027-05-05", "休", "劳动节"),
    ("2027-10-01至2027-10-07", "休", "国庆节"),
]


@dataclass
class Desk:
    """An app that stores due dates, as the apps above do."""

    clocks: list[UnitClock]
    settled: list[UnitChange] = field(default_factory=list)
    fails: bool = False

    def running(self, unit_ids: frozenset[int] | None):
        return [clock for clock in self.clocks if unit_ids is None or clock.unit_id in unit_ids]

    def settle(self, changes, *, actor: Actor) -> None:
        if self.fails:
            raise BihuanError("desk.broken", "写不进去")
        self.settled += changes


@pytest.fixture
def desk(county):
    made = Desk(
        [
            UnitClock(county["QX-01"], Clock(date(2027, 1, 28), Term(10), key="东门")),
            UnitClock(county["QX-02"], Clock(date(2026, 9, 7), Term(5), key="西河")),
        ]
    )
    keeper_register("desk", made)
    yield made
    del KEEPERS["desk"]


def year_file(tmp_path: Path, *extra: tuple[str, str, str]) -> Path:
    return workbook(tmp_path / "2027.xlsx", HEADER, *YEAR, *extra)


def local_file(tmp_path: Path, *days: str) -> Path:
    return workbook(tmp_path / "开镰节.xlsx", HEADER, *((day, "休", "开镰节") for day in days))


def test_an_imported_year_holds_for_every_unit(county, tmp_path):
    outcome = calendar_import(path=year_file(tmp_path), actor=WANG, notice=Notice("国务院办公厅通知", "某号"))
    calendar = calendar_for(county["QX-01-1"])
    assert ([row.year for row in CalendarYear.objects.all()], calendar.last_year) == ([2027], 2027)
    assert calendar.day(date(2027, 1, 31)).source == "国务院办公厅通知（某号）"
    assert outcome.to_json()["stored"] == [2027]


def test_the_original_is_kept_and_the_event_names_it(county, tmp_path, settings):
    outcome = calendar_import(path=year_file(tmp_path), actor=WANG)
    event = Event.objects.get(deed="calendar_import")
    assert json.loads(event.changes)["sha256"][1] == outcome.sha256
    assert (settings.BIHUAN.dir / "originals" / outcome.sha256).is_file()


def test_the_same_file_again_stores_nothing(county, tmp_path):
    calendar_import(path=year_file(tmp_path), actor=WANG)
    again = calendar_import(path=year_file(tmp_path), actor=WANG)
    assert (again.event, again.plan.same, CalendarYear.objects.count()) == (0, (2027,), 1)


def test_a_fault_stores_nothing_and_keeps_the_original(county, tmp_path, settings):
    outcome = calendar_import(path=year_file(tmp_path, ("2027-03-01", "班", "")), actor=WANG)
    assert [finding.code for finding in outcome.plan.findings] == ["calendar.ordinary_work"]
    assert (outcome.plan.refused, CalendarYear.objects.count(), Event.objects.filter(subject="calendars").count()) == (
        True,
        0,
        0,
    )
    assert (settings.BIHUAN.dir / "originals" / outcome.sha256).is_file()


def test_local_holidays_hold_below_their_unit_only(county, tmp_path):
    calendar_import(path=local_file(tmp_path, "2026-09-10"), actor=WANG, unit="QX-02")
    day = date(2026, 9, 10)
    worked = {code: calendar_for(county[code]).working(day) for code in ("QX", "QX-01", "QX-02", "QX-02-1")}
    assert worked == {"QX": True, "QX-01": True, "QX-02": False, "QX-02-1": False}


def test_the_nearest_unit_outranks_those_above(county, tmp_path):
    calendar_import(path=local_file(tmp_path, "2026-09-10", "2026-09-11"), actor=WANG, unit="QX")
    town = workbook(tmp_path / "镇.xlsx", HEADER, ("2026-09-11", "班", "开镰节"))
    calendar_import(path=town, actor=WANG, unit="QX-02")
    days = [calendar_for(county["QX-02-1"]).day(date(2026, 9, day)).why for day in (10, 11)]
    assert days == ["地方假日：开镰节", "地方调休上班（开镰节）"]
    assert [unit.code for unit in calendar_layers()] == ["QX", "QX-02"]


def test_a_corrected_local_file_takes_the_place_of_the_first(county, tmp_path):
    for day in ("2026-09-10", "2026-09-17"):
        calendar_import(path=local_file(tmp_path, day), actor=WANG, unit="QX")
    calendar = calendar_for(county["QX"])
    assert [calendar.working(date(2026, 9, day)) for day in (10, 17)] == [True, False]


def test_a_new_year_shows_and_settles_the_due_dates_it_changes(desk, tmp_path):
    path = year_file(tmp_path)
    plan = calendar_plan(data=path.read_bytes(), name=path.name)
    assert [(found.change.clock.key, found.change.words) for found in plan.due_changes] == [
        ("东门", "2027-02-11（暂计）改为 2027-02-17")
    ]
    assert desk.settled == []
    calendar_import(path=path, actor=WANG)
    assert desk.settled == plan.due_changes


def test_a_local_holiday_asks_only_the_units_below(desk, county, tmp_path):
    path = local_file(tmp_path, "2026-09-10")
    for unit, keys in (("QX-01", []), ("QX", ["西河"])):
        plan = calendar_plan(data=path.read_bytes(), name=path.name, unit=unit)
        assert [found.change.clock.key for found in plan.due_changes] == keys


def test_where_due_dates_cannot_be_settled_nothing_is_stored(desk, tmp_path):
    desk.fails = True
    with pytest.raises(BihuanError, match="写不进去"):
        calendar_import(path=year_file(tmp_path), actor=WANG)
    assert (CalendarYear.objects.count(), Event.objects.filter(subject="calendars").count()) == (0, 0)


def test_a_withdrawn_year_is_gone_and_settles_again(desk, county, tmp_path):
    calendar_import(path=year_file(tmp_path), actor=WANG)
    calendar_withdraw(year=2027, actor=WANG)
    assert calendar_for(county["QX"]).last_year == 2026
    assert [found.change.words for found in desk.settled][-1] == "2027-02-17 改为 2027-02-11（暂计）"


def test_a_withdrawn_local_year_leaves_the_layers_above(county, tmp_path):
    calendar_import(path=local_file(tmp_path, "2026-09-10"), actor=WANG, unit="QX")
    calendar_import(path=local_file(tmp_path, "2026-09-17"), actor=WANG, unit="QX-02")
    calendar_withdraw(year=2026, actor=WANG, unit="QX-02")
    calendar = calendar_for(county["QX-02"])
    assert [calendar.working(date(2026, 9, day)) for day in (10, 17)] == [False, True]


def test_what_was_never_imported_cannot_be_withdrawn(county):
    with pytest.raises(BihuanError, match="全国没有导入过 2026 年的日历"):
        calendar_withdraw(year=2026, actor=WANG)


@pytest.mark.parametrize("unit", [None, "QX"])
def test_an_actor_without_the_right_is_refused(county, tmp_path, unit):
    with pytest.raises(BihuanError, match="管理工作日历"):
        calendar_import(path=year_file(tmp_path), actor=Actor("李某"), unit=unit)


def test_a_national_file_is_not_taken_for_a_unit(county, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("calendar: 1\nkind: national\nyears: []\n", "utf-8")
    with pytest.raises(BihuanError, match="不能作为地方假日"):
        calendar_import(path=path, actor=WANG, unit="QX")


@pytest.mark.parametrize(("unit", "said"), [(None, "没有说明属于哪个单位"), ("QX-01", "不是“东门镇”的")])
def test_a_local_file_is_taken_for_its_own_unit_only(county, tmp_path, unit, said):
    path = tmp_path / "a.yaml"
    text = "calendar: 1\nkind: local\narea: 青溪县\nyears:\n  - year: 2026\n    off:\n      - {name: 开镰节, from: 2026-09-10}\n"
    path.write_text(text, "utf-8")
    with pytest.raises(BihuanError, match=said):
        calendar_import(path=path, actor=WANG, unit=unit)
    assert calendar_import(path=path, actor=WANG, unit="QX").event


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", b"%PDF-1.4\0"])
def test_a_file_that_is_no_calendar_is_named(county, tmp_path, data):
    (tmp_path / "a.xlsx").write_bytes(data)
    try:
        outcome = calendar_import(path=tmp_path / "a.xlsx", actor=WANG)
    except BihuanError as error:
        assert "a.xlsx" in str(error)
    else:
        assert outcome.plan.refused


def test_the_template_says_what_a_table_must(county, tmp_path):
    calendar_template_write(tmp_path / "t.xlsx")
    outcome = calendar_import(path=tmp_path / "t.xlsx", actor=WANG, unit="QX")
    assert outcome.to_json()["stored"] == [2027]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"content": "{}"}, "被绕过系统改动"),
        ({"year": 2028}, "被绕过系统改动"),
        ({"unit_id": None}, "被绕过系统改动"),
        (None, "被绕过系统删除"),
    ],
)
def test_the_audit_finds_a_calendar_changed_behind_its_back(county, tmp_path, change, said):
    calendar_import(path=local_file(tmp_path, "2026-09-10"), actor=WANG, unit="QX")
    assert chain_walk() == []
    rows = CalendarYear.objects.all()
    rows.update(**change) if change else rows.delete()
    assert [said in finding.message for finding in chain_walk()] == [True]


def test_the_audit_finds_a_calendar_that_nobody_imported(county):
    CalendarYear.objects.create(year=2026, actor="某人", at="2026-01-01")
    assert ["是绕过系统写入的" in finding.message for finding in chain_walk()] == [True]


def test_many_units_cost_two_queries(county, tmp_path):
    calendar_import(path=local_file(tmp_path, "2026-09-10"), actor=WANG, unit="QX")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        book = calendar_book()
        assert {book.of(unit_id).working(date(2026, 9, 10)) for unit_id in county.values()} == {False}
    assert len(asked) == 2


def test_a_calendar_is_made_once_for_its_contents(county, tmp_path):
    calendar_import(path=local_file(tmp_path, "2026-09-10"), actor=WANG, unit="QX")
    assert calendar_for(county["QX-01"]) is calendar_for(county["QX-02"])
