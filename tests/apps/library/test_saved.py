"""Searches kept: told once a working day of what came in since, with the person's own rights."""

from datetime import date

import pytest

from bihuan.apps.library.models import LibraryDocument, SavedSearch
from bihuan.apps.library.saving import saved_change, saved_keep, saved_of, saved_remove, saved_run
from bihuan.apps.notices.models import Notice
from bihuan.datamodel import BihuanError

THURSDAY, FRIDAY, SATURDAY = date(2024, 10, 31), date(2024, 11, 1), date(2024, 11, 2)
TEXT = "云川县防汛总结\n一、巡查堤防12次。\n"


def test_new_matches_are_told_once(keep, reader):
    keep("旧.txt", TEXT)
    saved_keep(name="防汛", query="防汛", actor=reader("me"))
    assert saved_run(day=THURSDAY) == 0
    number = keep("新.txt", TEXT + "新。")
    keep("别的.txt", "抗旱计划：修渠3公里，灌溉面积稳定。\n")
    assert saved_run(day=THURSDAY) == 1
    notice = Notice.objects.get()
    assert notice.text == "素材库：检索“防汛”新增 1 份"
    assert [item["document"] for item in notice.lines[0]["items"]] == [number]
    assert saved_run(day=FRIDAY) == 0


def test_a_second_run_of_a_day_leaves_the_rest_for_tomorrow(keep, reader):
    saved_keep(name="防汛", query="防汛", actor=reader("me"))
    keep("一.txt", TEXT)
    assert saved_run(day=THURSDAY) == 1
    keep("二.txt", TEXT + "二。")
    assert (saved_run(day=THURSDAY), saved_run(day=FRIDAY)) == (0, 1)
    assert Notice.objects.count() == 2


def test_several_searches_are_one_notice(keep, reader):
    me = reader("me")
    for query in ("防汛", "堤防"):
        saved_keep(name=query, query=query, actor=me, exact=True)
    keep("一.txt", TEXT)
    saved_run(day=THURSDAY)
    assert [section["total"] for section in Notice.objects.get().lines] == [1, 1]


def test_nobody_is_told_of_what_he_may_not_read(keep, reader):
    saved_keep(name="防汛", query="防汛", actor=reader("me"))
    keep("乙.txt", TEXT, unit="QX-02", access="unit")
    assert saved_run(day=THURSDAY) == 0


def test_a_day_off_waits_for_the_next_working_day(keep, reader):
    saved_keep(name="防汛", query="防汛", actor=reader("me"))
    keep("一.txt", TEXT)
    assert (saved_run(day=SATURDAY), saved_run(day=date(2024, 11, 4))) == (0, 1)


def test_what_is_not_in_the_index_yet_is_told_later(keep, reader):
    saved_keep(name="防汛", query="防汛", actor=reader("me"))
    number = keep("一.txt", TEXT)
    made = LibraryDocument.objects.get(pk=number).indexed
    LibraryDocument.objects.filter(pk=number).update(indexed="")
    assert saved_run(day=THURSDAY) == 0
    LibraryDocument.objects.filter(pk=number).update(indexed=made)
    assert saved_run(day=FRIDAY) == 1


def test_a_disabled_person_is_told_nothing(keep, reader):
    from bihuan.apps.people.models import Person

    me = reader("me")
    saved_keep(name="防汛", query="防汛", actor=me)
    keep("一.txt", TEXT)
    Person.objects.filter(pk=me.person).update(is_active=False)
    assert saved_run(day=THURSDAY) == 0


def test_told_again_it_begins_from_now(keep, reader):
    me = reader("me")
    saved = saved_keep(name="防汛", query="防汛", actor=me, daily=False)
    number = keep("一.txt", TEXT)
    assert saved_change(number=saved.pk, daily=True, actor=me).seen == number


def test_a_lost_index_loses_no_news(keep, reader, settings):
    import shutil

    saved_keep(name="防汛", query="防汛", actor=reader("me"))
    keep("一.txt", TEXT)
    shutil.rmtree(settings.BIHUAN.dir / "library-index")
    assert saved_run(day=THURSDAY) == 0
    assert SavedSearch.objects.get().seen == 0


@pytest.mark.parametrize("query", ["", "  ", "金额>="])
def test_a_question_that_cannot_be_asked_is_not_kept(county, reader, query):
    with pytest.raises(BihuanError):
        saved_keep(name="甲", query=query, actor=reader("me"))


def test_a_search_is_the_persons_own(county, reader):
    saved = saved_keep(name="防汛", query="防汛", actor=reader("me"))
    other = reader("other")
    assert not saved_of(other)
    with pytest.raises(BihuanError, match="没有第"):
        saved_remove(number=saved.pk, actor=other)
