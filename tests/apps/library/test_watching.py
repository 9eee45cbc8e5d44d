"""A watched folder: what is dropped there, and when it comes in."""

import os
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from bihuan.apps.library.arriving import Shelf, lot_arrive
from bihuan.apps.library.models import LibraryDocument, State
from bihuan.apps.library.rights import failed_of
from bihuan.apps.library.selectors import library_search
from bihuan.apps.library.services import library_retry
from bihuan.apps.library.watched import watched, watched_tell
from bihuan.apps.library.watching import MOST, Watcher, folder_require
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError

from .conftest import CONSOLE

TEXT = "云川县防火通知\n各单位要做好防火工作，排查隐患34处。\n"


@pytest.fixture
def drop(tmp_path):
    """The folder that is watched; ``drop(name, text)`` puts a file there."""
    place = tmp_path / "共享盘"
    place.mkdir()

    def put(name: str, content: str | bytes = TEXT):
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    put.place = place
    return put


class Watching(Watcher):
    """A watcher with its looks counted out by hand; ``heard`` is what it said."""

    def __init__(self, place, **whose) -> None:
        self.heard: list[str] = []
        super().__init__(place, Shelf(**whose), console("监看"), self.heard.append)

    def looks(self, times: int) -> "Watching":
        for _ in range(times):
            self.look(Event())
        return self


@pytest.fixture
def watcher(folder, drop) -> Watching:
    return Watching(drop.place)


def names(**how) -> list[str]:
    return sorted(LibraryDocument.objects.filter(**how).values_list("source", flat=True))


def test_a_file_comes_in_at_the_second_look_and_stays_where_it_is(watcher, drop):
    file = drop("来文/通知.txt")
    assert (watcher.looks(1).heard, names()) == ([], [])
    watcher.looks(1)
    assert (names(state=State.READ), library_search("防火工作", CONSOLE, exact=True).total) == (["来文/通知.txt"], 1)
    assert (file.read_text("utf-8"), watcher.heard) == (TEXT, ["入库 1 份"])


def test_a_file_that_is_still_copied_is_waited_for(watcher, drop):
    drop("通知.txt", TEXT[:20])
    watcher.looks(1)
    drop("通知.txt", TEXT)
    assert names() == [] == watcher.looks(1).heard
    watcher.looks(1)
    assert LibraryDocument.objects.get().size == len(TEXT.encode())


def test_a_file_that_changes_while_it_is_taken_is_left_for_later(folder, drop):
    file = drop("通知.txt")
    arrived = lot_arrive([(file, "通知.txt")], Shelf(), CONSOLE, steady=lambda path: False)
    assert (arrived.taken, arrived.rows, names()) == ([], [], [])


@pytest.mark.parametrize(
    "name",
    ["~$通知.docx", ".通知.txt", "通知.txt.part", "通知.tmp", "通知.docx.crdownload", ".暂存/通知.txt", "图.exe"],
)
def test_what_is_not_yet_or_never_a_document_is_passed_over(watcher, drop, name):
    drop(name)
    watcher.looks(3)
    assert (names(), watcher.heard) == ([], [])


def test_a_link_gives_nothing_away(watcher, drop, tmp_path):
    (tmp_path / "秘密.txt").write_text("不给人看的", "utf-8")
    (drop.place / "通知.txt").symlink_to(tmp_path / "秘密.txt")
    (drop.place / "来文").symlink_to(tmp_path)
    assert names() == [] == watcher.looks(3).heard


def test_what_came_in_is_not_read_again_nor_after_a_restart(watcher, drop):
    drop("通知.txt")
    watcher.looks(4)
    again = Watching(drop.place).looks(4)
    assert (watcher.heard, again.heard, LibraryDocument.objects.count()) == (["入库 1 份"], [], 1)


def test_a_file_moved_to_another_place_is_there_already(watcher, drop):
    file = drop("通知.txt")
    watcher.looks(2)
    file.rename(drop.place / "旧通知.txt")
    assert watcher.looks(3).heard == ["入库 1 份", "入库 0 份，已有 1 份"]


def test_a_file_that_was_changed_comes_in_as_a_newer_version(watcher, drop):
    drop("通知.txt", "征求意见\n" + TEXT)
    watcher.looks(2)
    drop("通知.txt", "第二稿\n" + TEXT)
    watcher.looks(2)
    old, new = LibraryDocument.objects.order_by("pk")
    assert (old.newer, new.newer, new.state) == (new, None, State.READ)


def test_what_cannot_be_read_is_told_once_and_tried_again_by_whoever_may(watcher, drop, reader):
    drop("坏.docx", b"PK\x03\x04 broken")
    assert watcher.looks(5).heard == ["入库 0 份，读不出来 1 份"]
    clerk = reader("clerk1")
    assert [(row.name, row.reason != "") for row in failed_of(clerk)] == [("坏.docx", True)]
    assert library_retry(actor=clerk).failed == 1


def test_what_a_readable_file_replaced_is_no_longer_told_as_unreadable(watcher, drop):
    drop("通知.docx", b"PK\x03\x04 broken")
    watcher.looks(2)
    drop("通知.docx", TEXT)
    watcher.looks(2)
    assert list(failed_of(CONSOLE)) == []


def test_what_is_unreadable_and_a_units_own_is_not_told_to_others(drop, reader, county):
    drop("坏.docx", b"PK\x03\x04 broken")
    Watching(drop.place, access="unit", unit_id=county["QX-01"]).looks(2)
    assert (len(failed_of(reader("clerk1", "QX-01"))), len(failed_of(reader("clerk2", "QX-02")))) == (1, 0)


def test_a_drive_that_is_away_is_said_once_and_looked_at_again(watcher, drop):
    drop("通知.txt")
    drop.place.rename(drop.place.with_name("断开"))
    watcher.looks(3)
    assert (len(watcher.heard), "打不开" in watcher.heard[0], watched().state) == (1, True, "away")
    drop.place.with_name("断开").rename(drop.place)
    watcher.looks(2)
    assert (watcher.heard[1:], watched().state) == (["监看恢复正常", "入库 1 份"], "ok")


def test_a_file_that_is_too_big_is_told_and_others_come_in(watcher, drop):
    os.truncate(drop("大.txt"), MOST + 1)
    drop("通知.txt")
    watcher.looks(3)
    assert (names(), watched().refused) == (["通知.txt"], ("大.txt：超过 256 MB，请拆开再放",))


def test_a_fault_of_the_library_ends_no_watching(watcher, drop, folder):
    drop("通知.txt")
    (folder / "originals").write_text("在文件夹的位置上有个文件", "utf-8")
    watcher.looks(3)
    assert (names(), len(watched().refused)) == ([], 1)
    (folder / "originals").unlink()
    assert Watching(drop.place).looks(2).heard == ["入库 1 份"]


def test_what_was_accepted_before_a_stop_is_read_at_the_first_look(watcher, drop, tmp_path):
    (tmp_path / "早先.txt").write_text("早先的一份，说的是植树造林。", "utf-8")
    lot_arrive([(tmp_path / "早先.txt", "早先.txt")], Shelf(), CONSOLE)
    watcher.looks(1)
    assert library_search("植树造林", CONSOLE, exact=True).total == 1


def test_a_folder_with_the_data_folder_in_it_is_not_watched(folder):
    with pytest.raises(BihuanError) as caught:
        folder_require(folder.parent)
    assert (caught.value.code, folder_require(folder / "入库")) == ("library.watch", folder / "入库")


def test_health_tells_of_a_watched_folder_without_its_name(watcher, client, drop):
    assert "watch" not in client.get("/healthz").json()
    watcher.looks(1)
    told = client.get("/healthz").json()["watch"]
    assert (told.keys(), told["state"]) == ({"state", "looked_at"}, "ok")


def test_who_has_not_looked_for_minutes_watches_no_more(watcher, drop, folder):
    watched_tell(drop.place)
    seen = watched()
    assert seen.state == "ok"
    assert seen._replace(looked_at=datetime.now(UTC) - timedelta(minutes=6)).state == "late"
