"""Collections, notes and what was read: one's own, and a shared shelf shows nobody more than they may read."""

import pytest

from bihuan.apps.library import noting
from bihuan.apps.library.collecting import (
    collection_change,
    collection_create,
    collection_documents,
    collection_get,
    collection_put,
    collection_remove,
    collection_take,
    collections_of,
)
from bihuan.apps.library.models import Collection, LibraryDocument, RecentReading
from bihuan.apps.library.noting import note_add, note_change, note_remove, notes_of, reading_record, recent_of
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from support.people import client_of, person_make

TEXT = "云川县防汛总结\n一、巡查堤防12次。\n"


def test_a_collection_is_filled_and_emptied(keep, reader):
    me, number = reader("me"), keep("甲.txt", TEXT)
    shelf = collection_create(name="防汛", actor=me)
    assert collection_put(number=shelf.pk, documents=[number, number], actor=me) == 1
    assert [row.pk for row in collection_documents(shelf, me)] == [number]
    collection_take(number=shelf.pk, documents=[number], actor=me)
    assert not collection_documents(shelf, me)


def test_a_shared_collection_shows_only_what_each_may_read(keep, reader):
    me, colleague = reader("me"), reader("colleague")
    mine, open_to_all = keep("甲.txt", TEXT, access="private", actor=me), keep("乙.txt", TEXT + "乙。")
    shelf = collection_create(name="防汛", actor=me, shared=True)
    collection_put(number=shelf.pk, documents=[mine, open_to_all], actor=me)
    assert {row.pk for row in collection_documents(shelf, me)} == {mine, open_to_all}
    assert [row.pk for row in collection_documents(collection_get(shelf.pk, colleague), colleague)] == [open_to_all]


def test_what_may_not_be_read_cannot_be_collected(keep, reader):
    me, other = reader("me"), keep("乙.txt", TEXT, unit="QX-02", access="unit")
    shelf = collection_create(name="防汛", actor=me)
    assert collection_put(number=shelf.pk, documents=[other], actor=me) == 0


def test_a_collection_is_the_persons_own_until_it_is_shared_with_the_unit(county, reader):
    me, colleague, stranger = reader("me"), reader("colleague"), reader("stranger", "QX-02")
    shelf = collection_create(name="防汛", actor=me)
    assert not collections_of(colleague)
    collection_change(number=shelf.pk, shared=True, actor=me)
    assert list(collections_of(colleague)) == [shelf] and not collections_of(stranger)


def test_a_colleague_may_not_change_a_shared_one(county, reader):
    shelf = collection_create(name="防汛", actor=reader("me"), shared=True)
    colleague = reader("colleague")
    for deed in (
        lambda: collection_remove(number=shelf.pk, actor=colleague),
        lambda: collection_change(number=shelf.pk, name="别名", actor=colleague),
        lambda: collection_put(number=shelf.pk, documents=[], actor=colleague),
    ):
        with pytest.raises(BihuanError, match="收藏夹"):
            deed()


def test_a_name_is_taken_once_a_person(county, reader):
    me = reader("me")
    collection_create(name="防汛", actor=me)
    with pytest.raises(BihuanError, match="已有名为"):
        collection_create(name=" 防汛 ", actor=me)
    with pytest.raises(BihuanError, match="名称要"):
        collection_create(name=" ", actor=me)
    assert collection_create(name="防汛", actor=reader("other")).pk


def test_the_console_keeps_nothing(county):
    with pytest.raises(BihuanError, match="登录"):
        collection_create(name="防汛", actor=console("命令行"))


def test_a_note_is_seen_by_its_writer_alone(keep, reader):
    me, other, number = reader("me"), reader("other"), keep("甲.txt", TEXT)
    note = note_add(document=number, text="可引用", start=3, actor=me)
    assert [one.text for one in notes_of(me, number)] == ["可引用"] and not notes_of(other)
    with pytest.raises(BihuanError, match="没有第"):
        note_remove(number=note.pk, actor=other)
    note_change(number=note.pk, text="已引用", actor=me)
    assert notes_of(me)[0].text == "已引用"
    note_remove(number=note.pk, actor=me)
    assert not notes_of(me)


def test_a_note_stands_inside_a_document_that_may_be_read(keep, reader):
    me, other = reader("me"), keep("乙.txt", TEXT, unit="QX-02", access="unit")
    with pytest.raises(BihuanError, match="素材库里没有"):
        note_add(document=other, text="可引用", actor=me)
    with pytest.raises(BihuanError, match="位置"):
        note_add(document=keep("甲.txt", TEXT + "甲。"), text="可引用", start=10_000, actor=me)


def test_what_was_read_last_stands_first_and_once(keep, reader, monkeypatch):
    me, rows = reader("me"), [LibraryDocument.objects.get(pk=keep(f"{one}.txt", TEXT + one)) for one in "甲乙丙"]
    monkeypatch.setattr(noting, "RECENT", 2)
    for row in (rows[0], rows[1], rows[2], rows[1]):
        reading_record(document=row, actor=me)
    assert [one.document for one in recent_of(me)] == [rows[1], rows[2]]


def test_the_console_reads_without_a_trace(keep):
    reading_record(document=LibraryDocument.objects.get(pk=keep("甲.txt", TEXT)), actor=console("命令行"))
    assert not RecentReading.objects.exists()


def test_what_may_no_longer_be_read_is_no_longer_listed(keep, reader):
    me = reader("me")
    row = LibraryDocument.objects.get(pk=keep("甲.txt", TEXT))
    reading_record(document=row, actor=me)
    note_add(document=row.pk, text="可引用", actor=me)
    LibraryDocument.objects.filter(pk=row.pk).update(removed_at="2024-10-31")
    assert not recent_of(me) and not notes_of(me)


def test_the_pages_do_and_show_it_all(keep):
    number, client = keep("甲.txt", TEXT), client_of(person_make("clerk"))
    do = lambda **form: client.post("/library/mine/do/", form, follow=True).content.decode()  # noqa: E731
    assert "已建收藏夹" in do(deed="collection_create", name="防汛", d=number)
    assert "笔记已记下" in do(deed="note_add", d=number, text="可引用")
    assert "已存为常用检索" in do(deed="saved_keep", query="防汛", daily="1")
    pages = {
        tab: client.get("/library/mine/", {"tab": tab}).content.decode() for tab in ("collections", "saved", "notes")
    }
    assert "防汛" in pages["collections"] and "每天告诉我" in pages["saved"] and "可引用" in pages["notes"]
    shelf = Collection.objects.get()
    assert "云川县防汛总结" in client.get(f"/library/collections/{shelf.pk}/").content.decode()


def test_all_that_a_question_finds_is_collected_at_once(keep):
    keep("甲.txt", TEXT)
    client = client_of(person_make("clerk"))
    client.post("/library/mine/do/", {"deed": "collection_create", "name": "防汛"})
    shelf = Collection.objects.get()
    client.post("/library/mine/do/", {"deed": "collection_put", "number": shelf.pk, "q": "防汛"})
    assert shelf.documents.count() == 1


def test_a_deed_leads_back_inside_the_site_only(county):
    client = client_of(person_make("clerk"))
    asked = {"deed": "collection_create", "name": "防汛", "back": "https://elsewhere.example/"}
    assert client.post("/library/mine/do/", asked)["Location"] == "/library/mine/"
