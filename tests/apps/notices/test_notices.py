"""Notices and the digest of a working day: told once, to the person alone."""

from datetime import date

import pytest

from bihuan.apps.notices.models import Notice
from bihuan.apps.notices.selectors import notice_get, notices_of, unread_count
from bihuan.apps.notices.services import digest_make, digests_run, notice_add, notices_read, notices_unread
from bihuan.apps.units.actors import Actor, Right, console
from bihuan.datamodel import BihuanError

ME, OTHER = Actor("甲", person=1), Actor("乙", person=2)
HANDED = {"filed_on": "2024-10-28", "handler": "QX-03", "dispatched_on": "2024-10-29"}


def test_a_notice_is_the_persons_own(towns):
    made = notice_add(person=1, kind="mention", text="请看一下")
    assert [one.text for one in notices_of(ME)] == ["请看一下"]
    with pytest.raises(BihuanError, match="没有第"):
        notice_get(OTHER, made.pk)


def test_what_may_be_told_once_is_told_once(towns):
    assert notice_add(person=1, kind="changed", text="时限变动", once="due:5") is not None
    assert notice_add(person=1, kind="changed", text="时限变动", once="due:5") is None
    assert notice_add(person=2, kind="changed", text="时限变动", once="due:5") is not None


def test_reading_marks_only_ones_own(towns):
    mine = notice_add(person=1, kind="mention", text="一")
    notice_add(person=2, kind="mention", text="二")
    assert notices_read(actor=ME) == 1
    assert (unread_count(ME), unread_count(OTHER)) == (0, 1)
    notices_unread(actor=OTHER, ids=[mine.pk])
    assert unread_count(ME) == 0


def test_the_console_is_no_person_and_has_no_bell(towns):
    assert unread_count(console("命令行")) is None and digest_make(actor=console("命令行")) is None


def test_a_digest_tells_what_is_due_overdue_and_told(case_add, person):
    handler = person("丙", Right.HANDLE, units=("QX-03",))
    for due in ("2024-10-30", "2024-10-31", "2024-11-04", "2024-11-07", "2024-12-01"):
        case_add(due_on=due, **HANDED)
    notice_add(person=1, kind="returned", text="案件被退回")
    digest = digest_make(actor=handler)
    titles = [(section["title"], section["total"]) for section in digest.lines]
    assert titles == [("已逾期", 1), ("今日到期", 1), ("2 个工作日内到期", 1), ("5 个工作日内到期", 1), ("退回", 1)]
    assert digest.lines[0]["items"][0]["words"].startswith("A1，市容环境")


def test_a_digest_is_made_once_a_day(case_add, person):
    handler = person("丙", Right.HANDLE, units=("QX-03",))
    case_add(due_on="2024-10-30", **HANDED)
    assert digests_run(actors=[handler, handler]) == 1
    assert Notice.objects.filter(kind="digest").count() == 1


def test_nothing_to_say_makes_no_digest(towns, person):
    assert digest_make(actor=person("丙", Right.HANDLE, units=("QX-03",))) is None


def test_another_units_matters_are_in_nobody_elses_digest(case_add, person):
    case_add(due_on="2024-10-30", **HANDED)
    assert digest_make(actor=person("丁", Right.HANDLE, units=("QX-04",))) is None


def test_a_digest_names_fifty_and_counts_all(case_add, person):
    for _ in range(52):
        case_add(due_on="2024-10-30", **HANDED)
    (section,) = digest_make(actor=person("丙", Right.HANDLE, units=("QX-03",))).lines
    assert (section["total"], len(section["items"])) == (52, 50)


def test_no_digest_is_made_on_a_day_off(case_add, person, settings, monkeypatch):
    case_add(due_on="2024-10-30", **HANDED)
    monkeypatch.setattr(settings.BIHUAN, "today", date(2024, 11, 2))  # a Saturday
    assert digest_make(actor=person("丙", Right.HANDLE, units=("QX-03",))) is None
