"""Taking documents in."""

import io
import json
import threading
import zipfile

import pytest
from django.db import connection, connections

from bihuan.apps.library.arriving import Shelf, lot_arrive
from bihuan.apps.library.models import LibraryDocument, State
from bihuan.apps.library.selectors import document_text, library_search
from bihuan.apps.library.services import (
    library_add,
    library_check,
    library_rebuild,
    library_retry,
    library_settle,
    library_upload,
)
from bihuan.apps.library.shelf import index_folder
from bihuan.datamodel import BihuanError

from .conftest import CONSOLE

REPORT = (
    "云川县水务局2023年工作总结和2024年工作计划\n一、2023年工作总结\n（一）防汛抗旱。全年整改隐患34处，投入资金120万元。\n"
    "（二）农村饮水。新建水厂2座，受益3500人。\n二、2024年工作计划\n新建水厂3座，修复水毁工程8处。\n"
)


def total(text, **how):
    return library_search(text, CONSOLE, exact=True, **how).total


def test_a_report_is_kept_catalogued_and_found(shelf, folder):
    intake = shelf({"报告/水务局.txt": REPORT})
    row = LibraryDocument.objects.get()
    assert (row.state, row.title, row.issuer, row.year, row.kind, row.region) == (
        State.READ, "云川县水务局2023年工作总结和2024年工作计划", "云川县水务局", 2023, "总结", "云川县"
    )  # fmt: skip
    assert (folder / "originals" / row.sha256).read_text("utf-8") == REPORT
    assert document_text(row) == REPORT
    (hit,) = library_search("农村饮水", CONSOLE, exact=True).hits
    assert (hit.name, hit.title) == ("水务局.txt", row.title)
    assert "农村饮水" in document_text(row)[hit.start : hit.end]
    assert intake.added == [row.pk]


def test_the_same_file_comes_in_once(shelf):
    shelf({"一.txt": REPORT})
    intake = shelf({"另一个名字.txt": REPORT})
    assert (intake.same, intake.added, LibraryDocument.objects.count()) == (["另一个名字.txt"], [], 1)


def test_each_file_of_a_zip_is_a_document_with_an_original_of_its_own(shelf, folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲/总结.txt", REPORT)
        archive.writestr("乙.txt", "云川县城管局通知\n请各单位做好防火工作。")
        archive.writestr("图.exe", b"MZ")
    shelf({"资料.zip": packed.getvalue()})
    assert set(LibraryDocument.objects.values_list("source", flat=True)) == {"资料.zip/甲/总结.txt", "资料.zip/乙.txt"}
    assert all(
        (folder / "originals" / digest).is_file() for digest in LibraryDocument.objects.values_list("sha256", flat=True)
    )


def test_what_cannot_be_read_keeps_its_original_and_its_reason_and_can_be_tried_again(shelf, folder):
    intake = shelf({"坏.docx": b"PK\x03\x04 broken", "好.txt": REPORT})
    failed = LibraryDocument.objects.get(state=State.FAILED)
    assert (intake.failed, failed.name, bool(failed.reason)) == (1, "坏.docx", True)
    original = folder / "originals" / failed.sha256
    assert original.read_bytes() == b"PK\x03\x04 broken"
    original.write_text("修好了的文字", "utf-8")
    assert library_retry(actor=CONSOLE).failed == 0
    assert total("修好了") == 1


def test_advertising_is_not_found_and_stays_in_the_original(shelf, folder):
    shelf({"买来的.txt": f"更多公文范文请加微信：gongwen88\n{REPORT}本文来自某某文库，付费下载\n"})
    row = LibraryDocument.objects.get()
    assert (total("微信"), total("付费下载"), total("农村饮水")) == (0, 0, 1)
    assert [why for _, _, why in row.text.removed] != []
    assert "微信" in (folder / "originals" / row.sha256).read_text("utf-8")


def test_near_duplicates_are_a_family_and_none_is_taken_out(shelf):
    longer = REPORT * 6
    shelf(
        {
            "一.txt": longer,
            "二.txt": longer.replace("2座", "3座", 1),
            "三.txt": "云川县城管局通知\n" + "请做好防火工作，加强巡查。" * 30,
        }
    )
    one, two, three = (LibraryDocument.objects.get(name=name) for name in ("一.txt", "二.txt", "三.txt"))
    assert (one.family, two.family, three.family) == (min(one.pk, two.pk), min(one.pk, two.pk), three.pk)


def test_a_newer_text_of_the_same_document_is_linked_from_the_older(shelf):
    law = "云川县河道管理办法\n（{}年5月6日云川县人民政府令第{}号公布）\n" + "".join(
        f"第{n}条 河道管理应当依法进行，违者处{{}}万元以下罚款。\n" for n in "一二三四五六"
    )
    shelf({"旧.txt": law.format(2015, 3, *"112233"), "新.txt": law.format(2022, 9, *"556677")})
    old, new = LibraryDocument.objects.get(name="旧.txt"), LibraryDocument.objects.get(name="新.txt")
    assert (old.newer, new.newer) == (new, None)


def test_an_upload_is_read_in_a_limited_child(folder):
    intake = library_upload(
        files=[("总结.txt", REPORT.encode()), ("坏.pdf", b"%PDF-1.7 no")], actor=CONSOLE, shelf=Shelf()
    )
    assert (len(intake.added), intake.failed, total("农村饮水")) == (2, 1, 1)


def test_a_missing_path_is_named(folder, tmp_path):
    with pytest.raises(BihuanError) as caught:
        library_add(paths=[tmp_path / "没有"], actor=CONSOLE)
    assert caught.value.code == "file.missing"


def test_originals_that_were_accepted_and_not_read_are_read_next_time(shelf, folder, tmp_path):
    (tmp_path / "早先.txt").write_text(REPORT, "utf-8")
    lot_arrive([(tmp_path / "早先.txt", "早先.txt")], Shelf(), CONSOLE)
    assert LibraryDocument.objects.get().state == State.STORED
    shelf({"别的.txt": "云川县通知\n别的内容。"})
    assert (LibraryDocument.objects.filter(state=State.READ).count(), total("农村饮水")) == (2, 1)


def test_a_lost_index_is_answered_from_the_texts_and_made_anew(shelf, folder):
    shelf({"一.txt": REPORT})
    before = library_search("水厂", CONSOLE, exact=True)
    (index_folder() / "pieces" / "meta.json").unlink()
    during = library_search("水厂", CONSOLE, exact=True)
    assert during.notice
    assert sorted((hit.start, hit.end, hit.snippet, hit.marks) for hit in during.hits) == sorted(
        (hit.start, hit.end, hit.snippet, hit.marks) for hit in before.hits
    )
    with pytest.raises(BihuanError) as caught:
        library_search("水厂", CONSOLE)
    assert caught.value.code == "search.index"
    assert library_rebuild() == 1
    after = library_search("水厂", CONSOLE, exact=True)
    assert (after.total, after.notice) == (before.total, "")


def test_the_health_page_tells_when_the_index_does_not_answer(shelf, client):
    shelf({"一.txt": REPORT})
    assert client.get("/healthz").json()["pieces"] == 3
    (index_folder() / "pieces" / "meta.json").unlink()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "search.index")


def test_a_server_that_starts_reads_what_was_accepted_and_mends_the_index(shelf, folder, tmp_path):
    shelf({"一.txt": REPORT})
    (tmp_path / "早先.txt").write_text("早先的一份，说的是植树造林。", "utf-8")
    lot_arrive([(tmp_path / "早先.txt", "早先.txt")], Shelf(), CONSOLE)
    (index_folder() / "made.json").unlink()
    library_settle()
    assert (total("植树造林"), total("农村饮水"), library_search("植树", CONSOLE, exact=True).notice) == (1, 1, "")


def test_what_another_program_read_meanwhile_is_left_as_it_is(shelf):
    from bihuan.apps.library.taking import documents_read, lot_store

    shelf({"一.txt": REPORT})
    row = LibraryDocument.objects.get()
    assert lot_store(list(documents_read([row], {}, 1))) == []
    assert LibraryDocument.objects.get().indexed == row.indexed


def test_a_crash_between_the_index_and_the_database_puts_nothing_in_twice(shelf):
    from bihuan.apps.library.indexing import index_reconcile

    shelf({"一.txt": REPORT})
    before = total("水厂")
    LibraryDocument.objects.update(indexed="")
    assert index_reconcile() == 1
    assert total("水厂") == before


def test_while_another_writes_the_index_documents_wait_in_the_database(shelf):
    from bihuan.apps.library.indexing import index_reconcile
    from bihuan.apps.library.shelf import indexes
    from bihuan.search.index import writing

    with writing(indexes(), 1):
        shelf({"一.txt": REPORT})
        assert (LibraryDocument.objects.get().state, total("水厂")) == (State.READ, 0)
    assert (index_reconcile(), total("水厂")) == (1, 2)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory it has one writer; with a file commands try it")
def test_two_who_take_in_the_same_files_at_once_make_one_document_of_each(folder, tmp_path):
    files = [(tmp_path / f"{number}.txt", f"{number}.txt") for number in range(30)]
    for path, name in files:
        path.write_text(f"第 {name} 份", "utf-8")
    begin = threading.Barrier(3)

    def take():
        begin.wait()
        for first in range(0, len(files), 5):
            lot_arrive(files[first : first + 5], Shelf(), CONSOLE)
        connections.close_all()

    several = [threading.Thread(target=take) for _ in range(3)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert sorted(LibraryDocument.objects.values_list("name", flat=True)) == sorted(name for _, name in files)


def test_an_index_that_a_bad_disk_changed_is_seen_at_a_start_and_made_anew(shelf):
    shelf({"一.txt": REPORT})
    assert library_check()
    for file in (index_folder() / "pieces").glob("*.idx"):
        data = file.read_bytes()
        file.write_bytes(data[:-1000] + bytes(10) + data[-990:])
    assert not library_check()
    library_settle()
    assert (total("水厂"), library_check()) == (2, True)


def test_intake_is_an_event_of_the_chain(shelf):
    from bihuan.apps.ledgers.models import Event

    shelf({"一.txt": REPORT})
    event = Event.objects.get(deed="library_add")
    assert (event.actor, json.loads(event.changes)["count"]) == ("甲", [None, 1])
