"""Originals out of the library: the same bytes, each name once, and only what the reader may read."""

import csv
import io
import zipfile

import pytest

from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.library.choosing import documents_found
from bihuan.apps.library.downloads import LISTING, Names, name_safe, zip_stream
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.zipping import SLICE, gathered
from bihuan.apps.units.actors import console
from support.people import client_of, person_make

ME = console("测试")
TEXT = "云川县防汛工作总结\n一、全年组织防汛演练12次。\n"


def opened(chunks) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(chunks)))


def listed(archive: zipfile.ZipFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(LISTING).decode("utf-8-sig"))))


def test_a_zip_holds_the_originals_as_they_came_in(keep):
    numbers = [keep("防汛总结.txt", TEXT), keep("抗旱计划.txt", "云川县抗旱计划\n修渠3公里。\n")]
    archive = opened(zip_stream(numbers, ME))
    assert archive.namelist() == ["防汛总结.txt", "抗旱计划.txt", LISTING]
    assert archive.read("防汛总结.txt").decode() == TEXT
    assert archive.testzip() is None


def test_names_are_marked_as_utf_8(keep):
    archive = opened(zip_stream([keep("防汛总结.txt", TEXT)], ME))
    assert all(info.flag_bits & 0x800 for info in archive.infolist())


def test_the_list_tells_what_each_is(keep):
    number = keep("防汛总结.txt", TEXT)
    (line,) = listed(opened(zip_stream([number], ME)))
    card = LibraryDocument.objects.get(pk=number)
    assert (line["文件"], line["标题"], line["SHA-256"]) == ("防汛总结.txt", card.title, card.sha256)


def test_two_of_a_name_are_both_there(keep, tmp_path):
    numbers = [keep("总结.txt", TEXT)]
    numbers.append(keep("总结.txt", TEXT + "二、修订。\n"))
    assert opened(zip_stream(numbers, ME)).namelist() == ["总结.txt", "总结（2）.txt", LISTING]


def test_folders_are_those_they_came_in(keep):
    number = keep("水务局/2023/总结.txt", TEXT)
    assert opened(zip_stream([number], ME, folders=True)).namelist()[0] == "水务局/2023/总结.txt"
    assert opened(zip_stream([number], ME)).namelist()[0] == "总结.txt"


def test_what_may_not_be_read_is_not_in_it(keep, reader):
    mine = keep("甲.txt", TEXT, unit="QX-01", access="unit")
    other = keep("乙.txt", TEXT + "乙。", unit="QX-02", access="unit")
    archive = opened(zip_stream([mine, other], reader("me", "QX-01")))
    assert archive.namelist() == ["甲.txt", LISTING] and len(listed(archive)) == 1


def test_a_lost_original_is_named_and_the_rest_is_sent(keep):
    numbers = [keep("甲.txt", TEXT), keep("乙.txt", TEXT + "乙。")]
    original_path(LibraryDocument.objects.get(pk=numbers[0]).sha256).unlink()
    archive = opened(zip_stream(numbers, ME))
    assert archive.namelist() == ["乙.txt", LISTING]
    assert listed(archive)[0]["说明"] == "原件缺失，未放入"


def test_a_formula_in_a_title_stays_text(keep):
    number = keep("甲.txt", TEXT)
    LibraryDocument.objects.filter(pk=number).update(title="=1+1")
    assert listed(opened(zip_stream([number], ME)))[0]["标题"] == "'=1+1"


def test_nothing_is_read_before_it_is_asked_for(keep):
    chunks = zip_stream([keep("甲.txt", TEXT)], ME)
    first = next(chunks)
    LibraryDocument.objects.all().delete()
    assert first.startswith(b"PK") and opened([first, *chunks]).read("甲.txt").decode() == TEXT


def test_all_documents_of_a_question_are_found_once(keep, reader):
    numbers = {keep(f"{number}.txt", f"第{number}份\n一、防汛。\n二、防汛{number}次。\n") for number in range(3)}
    keep("别的.txt", "抗旱三次，修渠两公里。\n")
    assert set(documents_found("防汛", ME)) == numbers == set(documents_found("防汛", ME, exact=True))
    assert len(documents_found("防汛", ME)) == 3


def test_facts_find_the_documents_that_state_them(keep):
    number = keep("甲.txt", "云川县工作总结\n投入资金50万元用于道路养护。\n")
    keep("乙.txt", "云川县工作计划\n投入资金5万元用于道路养护。\n")
    assert documents_found("金额>=30万元 道路", ME) == [number]


def test_a_foreign_document_is_not_found(keep, reader):
    keep("乙.txt", TEXT, unit="QX-02", access="unit")
    assert documents_found("防汛", reader("me", "QX-01")) == []


def test_names_lead_nowhere_outside():
    assert name_safe("../../etc/passwd") == "etc/passwd"
    assert name_safe("C:\\甲\\乙?.txt") == "C_/甲/乙_.txt"
    assert name_safe(" .. ") == "未命名"


def test_a_long_name_keeps_its_ending():
    name = name_safe("长" * 300 + ".docx")
    assert len(name) <= 121 and name.endswith(".docx")


def test_capitals_make_no_other_name():
    names = Names()
    assert [names.given("a.txt"), names.given("A.TXT")] == ["a.txt", "A（2）.TXT"]


@pytest.mark.parametrize("pieces, sent", [
    ([], []),
    ([b"a", b"b", b"c"], [b"a", b"bc"]),
    ([b"", b"a"], [b"a"]),
    ([b"a", b"b" * SLICE, b"c"], [b"a", b"b" * SLICE, b"c"]),
])  # fmt: skip
def test_the_first_piece_is_sent_at_once_and_small_ones_together(pieces, sent):
    assert list(gathered(pieces)) == sent


def test_the_page_streams_a_zip(keep):
    number, client = keep("防汛总结.txt", TEXT), client_of(person_make("clerk"))
    answer = client.get("/library/download/", {"d": number})
    assert answer.streaming and answer["Content-Type"] == "application/zip"
    assert opened(answer.streaming_content).namelist() == ["防汛总结.txt", LISTING]
    found = client.post("/library/download/", {"q": "防汛", "exact": "1"})
    assert opened(found.streaming_content).namelist() == ["防汛总结.txt", LISTING]


def test_nothing_chosen_says_so(keep):
    answer = client_of(person_make("clerk")).get("/library/download/")
    assert answer.status_code == 404 and "没有选中文件" in answer.content.decode()
