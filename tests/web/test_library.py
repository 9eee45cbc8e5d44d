"""Pages of the library: found as it is asked, narrowed by a click, read at the hit, kept right by who may, taken in and told of."""

import io
import re
import zipfile

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.apps.ledgers.models import Event
from bihuan.apps.library.arriving import Shelf
from bihuan.apps.library.models import Access, LibraryDocument
from bihuan.apps.library.services import library_upload
from bihuan.apps.library.shelf import index_folder
from bihuan.apps.library.watched import watched_end, watched_tell
from bihuan.apps.people.scopes import person_actor
from bihuan.apps.people.services import policy_change
from bihuan.apps.units.actors import console
from bihuan.search.pieces import Piece
from bihuan.search.syntax import query_read, query_write
from bihuan.web import working
from bihuan.web.librarylinks import document_link
from bihuan.web.libraryreader import pieces_paged
from bihuan.web.librarysearch import condition_of, condition_turned
from support.people import client_of, person_make
from support.works import works_settled

TOLD = """云川县水务局2023年工作总结

一、防汛抗旱扎实推进
全年投入防汛资金300万元，清淤河道12公里，巡查堤防四十八次，群众满意率达到96%。

二、存在问题
防汛物资储备不足，仓库面积只有200平方米，部分乡镇责任没有压实。
"""
LATER = TOLD.replace("2023", "2024").replace("300万元", "450万元")
OTHER = "云川县交通局2023年工作总结\n\n一、道路养护\n全年养护道路88公里，投入养护资金120万元，整治隐患31处。\n"


@pytest.fixture
def clerk(county, monkeypatch, tmp_path):
    """A clerk of a town, logged in, before a library of three documents that the whole county reads; the data folder is the test's own."""
    monkeypatch.setattr(working, "AT_ONCE", 60)
    monkeypatch.setattr(settings.BIHUAN, "dir", tmp_path / "data")
    policy_change(actor=console("甲"), second_factor=False)
    texts = (("水务2023.txt", TOLD), ("水务2024.txt", LATER), ("交通2023.txt", OTHER))
    library_upload(files=[(name, text.encode()) for name, text in texts], actor=console("甲"), shelf=Shelf())
    return client_of(person_make("clerk1", unit="QX-01"))


def number_of(name: str) -> int:
    return LibraryDocument.objects.get(name=name).pk


def added(person, name="自己的.txt", access=Access.PRIVATE):
    """A document of a person's own; its number."""
    actor, text = person_actor(person), "我的防汛笔记\n\n防汛要早，备足物资，落实到人，不留死角。".encode()
    return library_upload(files=[(name, text)], actor=actor, shelf=Shelf(access)).added[0]


def test_a_search_tells_the_exact_number_and_marks_the_place(clerk):
    answer = clerk.get("/library/?q=清淤")
    assert answer.context["shown"].total == 2
    assert "<mark>清淤</mark>" in answer.content.decode()


def test_a_part_asked_by_htmx_is_what_is_found_alone(clerk):
    answer = clerk.get("/library/?q=清淤", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert 'id="found-said" hx-swap-oob' in answer


def test_a_hit_opens_the_reader_at_its_piece_with_the_words_marked(clerk):
    hit = clerk.get("/library/?q=储备").context["hits"][0]
    page = clerk.get(hit.link).content.decode()
    place = hit.link.rpartition("#")[2]
    assert re.search(rf'id="{place}".*?<mark class="sought">储备</mark>', page, re.DOTALL)


def test_a_number_that_is_found_opens_at_the_number(clerk):
    answer = clerk.get("/library/?q=金额>=200万元")
    assert [one.hit.fact["fact"] for one in answer.context["hits"]] == ["450万元", "300万元"]
    hit = answer.context["hits"][1]
    place = hit.link.rpartition("#")[2]
    assert re.search(rf'id="{place}">300万元<', clerk.get(hit.link).content.decode())


@pytest.mark.parametrize(
    ("order", "first"), [("", "450万元"), ("largest", "450万元"), ("smallest", "120万元"), ("new", "450万元")]
)
def test_numbers_are_sorted_by_value_or_by_year(clerk, order, first):
    assert clerk.get(f"/library/?q=金额>=1万元&order={order}").context["hits"][0].hit.fact["fact"] == first


def test_a_facet_narrows_by_a_link_and_the_same_link_widens_again(clerk):
    wide = clerk.get("/library/?q=资金")
    year = next(facet for facet in wide.context["facets"] if facet.name == "year").values
    assert [(one.label, one.hits, one.set) for one in year] == [("2024年", 1, False), ("2023年", 2, False)]
    narrow = clerk.get(year[0].link)
    assert (narrow.context["shown"].total, narrow.context["asked"].q) == (1, "资金 年:2024")
    back = next(facet for facet in narrow.context["facets"] if facet.name == "year").values[0]
    assert back.set
    assert clerk.get(back.link).context["asked"].q == "资金"


def test_an_exact_search_has_facets_too_and_keeps_its_words_as_they_are(clerk):
    found = clerk.get("/library/?q=全年投入&exact=1")
    year = next(facet for facet in found.context["facets"] if facet.name == "year").values[0]
    narrow = clerk.get(year.link)
    assert (narrow.context["shown"].total, narrow.context["asked"].q) == (1, "全年投入")


@pytest.mark.parametrize(
    ("query", "field", "value", "changed"),
    [
        ("", "region", "云川县", "地区:云川县"),
        ("甲 OR 乙", "kind", "总结", "(甲 OR 乙) 类型:总结"),
        ("防汛 年:2023", "year", "2023", "防汛"),
        ("年:2023", "year", "2023", ""),
        ("防汛", "role", "problems", "防汛 部分:问题"),
    ],
)
def test_a_condition_is_set_or_taken_back_in_the_tree_of_the_question(query, field, value, changed):
    turned, _ = condition_turned(query_read(query), condition_of(field, value))
    assert (query_write(turned) if turned else "") == changed


def test_a_fault_of_the_syntax_is_told_calmly_with_a_way_on(clerk):
    answer = clerk.get("/library/?q=金额>=")
    assert answer.status_code == 200
    assert answer.context["fault"].code == "search.syntax"
    assert "按原文逐字查" in answer.content.decode()


def test_while_the_index_is_lost_an_exact_search_reads_the_texts_and_another_says_what_to_do(clerk):
    (index_folder() / "made.json").unlink()
    assert clerk.get("/library/?q=储备不足&exact=1").context["shown"].total == 2
    assert clerk.get("/library/?q=储备不足").context["fault"].code == "search.index"


def test_documents_that_wait_for_the_index_are_told_of(clerk):
    LibraryDocument.objects.filter(name="交通2023.txt").update(indexed="")
    assert "还有 1 份文件正在编入索引" in clerk.get("/library/?q=清淤").content.decode()


def test_the_empty_box_tells_what_the_library_holds(clerk):
    holdings = clerk.get("/library/").context["holdings"]
    assert (holdings.documents, holdings.latest[0].name) == (3, "交通2023.txt")


def test_a_page_far_past_the_last_is_no_fault(clerk):
    assert clerk.get("/library/?q=清淤&page=99999").status_code == 200


def test_the_reader_loses_no_character_of_the_text(clerk):
    page = clerk.get(f"/library/{number_of('水务2023.txt')}/?q=防汛").content.decode()
    pieces = re.findall(r'<div class="piece-text">(.*?)</div></section>', page, re.DOTALL)
    text = re.sub(r"<[^>]+>", "", "".join(pieces))
    assert text == TOLD.replace("\n", "")


def test_the_reader_names_its_source_for_copies(clerk):
    page = clerk.get(f"/library/{number_of('水务2023.txt')}/").content.decode()
    assert 'data-source="《云川县水务局2023年工作总结》（云川县水务局，2023年）"' in page


def test_a_long_text_is_read_by_pages():
    pieces = [Piece(number, number * 40_000, (number + 1) * 40_000, "", "") for number in range(4)]
    assert [[one.number for one in part] for part in pieces_paged(pieces)] == [[0], [1], [2], [3]]
    short = [Piece(number, number * 20_000, (number + 1) * 20_000, "", "") for number in range(4)]
    assert [[one.number for one in part] for part in pieces_paged(short)] == [[0, 1, 2], [3]]


def test_an_original_that_is_no_pdf_is_only_to_be_saved(clerk):
    answer = clerk.get(f"/library/{number_of('水务2023.txt')}/original/?show=1")
    assert b"".join(answer.streaming_content) == TOLD.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_is_shown_in_a_frame_of_ours_alone(clerk):
    pdf = SimpleUploadedFile("图纸.pdf", b"%PDF-1.4\n%%EOF\n")
    clerk.post("/library/add/", {"file": pdf, "access": "private"})
    answer = clerk.get(f"/library/{number_of('图纸.pdf')}/original/?show=1")
    assert (answer.headers["Content-Type"], answer.headers["Content-Disposition"][:6]) == ("application/pdf", "inline")
    assert answer.headers["Content-Security-Policy"] == "script-src 'none'; frame-ancestors 'self'"
    answer.close()


def word_file(*lines: str) -> bytes:
    """A docx of these paragraphs."""
    paper, file = docx.Document(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(file)
    return file.getvalue()


def test_a_word_file_is_shown_as_pdf_and_made_once(clerk):
    clerk.post(
        "/library/add/",
        {"file": SimpleUploadedFile("通知.docx", word_file("关于防汛的通知", "请做好准备。")), "access": "private"},
    )
    at = f"/library/{number_of('通知.docx')}/original/?show=1"
    first, again = (b"".join(clerk.get(at).streaming_content) for _ in range(2))
    assert first.startswith(b"%PDF-") and first == again


def test_the_original_stands_beside_its_text_where_it_can_be_shown(clerk):
    clerk.post(
        "/library/add/", {"file": SimpleUploadedFile("通知.docx", word_file("关于防汛的通知")), "access": "private"}
    )
    assert "<iframe" in clerk.get(f"/library/{number_of('通知.docx')}/?beside=1").content.decode()
    assert "<iframe" not in clerk.get(f"/library/{number_of('水务2023.txt')}/?beside=1").content.decode()


def test_a_card_that_is_changed_is_found_by_what_it_says_now_and_stands_in_the_chain(clerk):
    number = added(person_make("owner", unit="QX-01"))
    owner = client_of_login("owner")
    answer = owner.post(
        f"/library/{number}/edit/", {"title": "云川县防汛手册", "year": "2022", "access": "county"}, follow=True
    )
    assert answer.status_code == 200
    assert clerk.get("/library/?q=标题:防汛手册 年:2022").context["shown"].total == 1
    assert LibraryDocument.objects.get(pk=number).edited == ["title", "year"]
    assert Event.objects.filter(deed="library_edit", subject="library").exists()


def client_of_login(login):
    from bihuan.apps.people.models import Person

    return client_of(Person.objects.get(login=login))


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("year", "去年", "不是年度"), ("signed_on", "昨天", "不是日期"), ("access", "all", "没有“all”这种范围"),
        ("title", "长" * 301, "标题最多 300 个字"), ("unit", "ZZ-99", "ZZ-99"), ("access", "unit", "要写明是哪个单位的"),
    ],
)  # fmt: skip
def test_a_fault_in_the_card_stands_at_its_column_and_nothing_is_stored(clerk, column, typed, said):
    number = added(person_make("owner", unit="QX-01"))
    answer = client_of_login("owner").post(f"/library/{number}/edit/", {"issuer": "别处", column: typed})
    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert LibraryDocument.objects.get(pk=number).issuer != "别处"


def test_who_may_not_change_a_document_is_not_asked_to(clerk):
    number = number_of("水务2023.txt")
    assert "改卡片" not in clerk.get(f"/library/{number}/").content.decode()
    assert clerk.get(f"/library/{number}/edit/").status_code == 403


def test_one_who_keeps_no_entries_may_not_give_a_document_to_the_county(clerk):
    number = added(person_make("leader1", "leader", unit="QX-01"))
    answer = client_of_login("leader1").post(f"/library/{number}/edit/", {"access": "county"})
    assert "没有登记的权限" in answer.content.decode()


def test_what_is_taken_out_is_found_and_read_no_more_but_its_original_stays(clerk):
    number = added(person_make("owner", unit="QX-01"), access=Access.COUNTY)
    kept = LibraryDocument.objects.get(pk=number)
    owner = client_of_login("owner")
    owner.post(f"/library/{number}/remove/", {"reason": ""})
    assert clerk.get(f"/library/{number}/").status_code == 200
    owner.post(f"/library/{number}/remove/", {"reason": "传错了"})
    assert clerk.get(f"/library/{number}/").status_code == 404
    assert clerk.get("/library/?q=不留死角").context["shown"].total == 0
    assert (index_folder().parent / "originals" / kept.sha256).is_file()


def test_files_and_zips_are_taken_in_and_told_of_one_by_one(clerk):
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("甲.txt", "云川县林业局2022年工作总结\n\n全年造林500亩，抚育林地1200亩，成活率达到92%。")
    files = [
        SimpleUploadedFile("一包.zip", book.getvalue()),
        SimpleUploadedFile("又一份.txt", TOLD.encode()),
        SimpleUploadedFile("坏的.docx", b"PK\x03\x04 cut off"),
    ]
    answer = clerk.post("/library/add/", {"file": files, "access": "county"})
    told = answer.context
    assert [one.name for one in told["added"]] == ["甲.txt"]
    assert told["intake"].same == ["又一份.txt"]
    assert [one.name for one in told["failed"]] == ["坏的.docx"]
    assert told["failed"][0].reason
    assert clerk.get("/library/?q=造林").context["shown"].total == 1


def test_the_page_of_adding_says_which_folder_is_watched_and_what_is_wrong(clerk, tmp_path):
    assert 'id="watched"' not in clerk.get("/library/add/").content.decode()
    try:
        watched_tell(tmp_path / "共享盘", "监看的文件夹打不开", ["大.txt：超过 256 MB"])
        page = clerk.get("/library/add/").content.decode()
    finally:
        watched_end()
    assert all(
        word in page for word in (str(tmp_path / "共享盘"), "最近一次查看", "监看的文件夹打不开", "大.txt：超过 256 MB")
    )


def test_what_could_not_be_read_is_tried_again_by_who_added_it_alone(clerk):
    clerk.post("/library/add/", {"file": SimpleUploadedFile("坏的.docx", b"PK\x03\x04 cut off"), "access": "private"})
    number = number_of("坏的.docx")
    assert [one.pk for one in clerk.get("/library/add/").context["failed"]] == [number]
    assert [one.pk for one in clerk.post("/library/add/", {"stage": "retry", "number": number}).context["failed"]] == [
        number
    ]
    person_make("other", unit="QX-01")
    assert client_of_login("other").post("/library/add/", {"stage": "retry", "number": number}).context["failed"] == []


def test_a_long_taking_in_shows_a_bar_and_then_what_came_of_it(clerk, monkeypatch):
    monkeypatch.setattr(working, "AT_ONCE", 0)
    sent = {"file": SimpleUploadedFile("新的.txt", OTHER.replace("88", "99").encode()), "access": "county"}
    where = clerk.post("/library/add/", sent).headers["Location"]
    assert where.startswith("/library/add/progress/")
    works_settled()
    assert [one.name for one in clerk.get(where).context["added"]] == ["新的.txt"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "没有选择文件"), ({"access": "unit"}, "要写明是哪个单位的"), ({"access": "all"}, "没有“all”这种范围")],
)
def test_a_sending_that_cannot_be_taken_says_why(clerk, sent, said):
    answer = clerk.post("/library/add/", sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_the_box_of_every_page_finds_documents_too(clerk):
    answer = clerk.get("/search/?q=清淤")
    assert (answer.context["total"], "/library/?q=" in answer.content.decode()) == (2, True)


def test_versions_and_near_duplicates_are_linked(clerk):
    draft = TOLD.replace("水务局2023年工作总结", "水务局2023年工作总结（征求意见稿）").encode()
    library_upload(files=[("水务2023征求意见稿.txt", draft)], actor=console("甲"), shelf=Shelf())
    page = clerk.get(f"/library/{number_of('水务2023.txt')}/").content.decode()
    assert ("同一份文件的各稿" in page or "几乎一样的文件" in page, "征求意见稿" in page) == (True, True)


def test_what_is_read_stands_under_read_last(clerk):
    clerk.get(f"/library/{number_of('交通2023.txt')}/")
    assert "交通局2023年工作总结" in clerk.get("/library/mine/").content.decode()


def test_a_passage_of_the_text_is_opened_and_marked(clerk):
    start = TOLD.index("清淤河道")
    told = clerk.get(document_link(number_of("水务2023.txt"), start, start + 4)).content.decode()
    assert '<mark class="sought passage" id="here">清淤河道</mark>' in told


def test_a_passage_without_an_end_goes_to_the_end_of_its_line(clerk):
    told = clerk.get(document_link(number_of("水务2023.txt"), TOLD.index("一、防汛"))).content.decode()
    assert '<mark class="sought passage" id="here">一、防汛抗旱扎实推进</mark>' in told


def test_a_passage_past_the_end_is_no_fault(clerk):
    assert clerk.get(f"/library/{number_of('水务2023.txt')}/?from=99999&to=100000").status_code == 200


@pytest.mark.parametrize("sent, names", [
    ({"q": "总结"}, {"水务2023.txt", "水务2024.txt", "交通2023.txt"}),
    ({"q": "总结", "exact": "1", "within": "年:2024"}, {"水务2024.txt"}),
    ({"q": "总结", "d": "交通2023.txt"}, {"交通2023.txt"}),
])  # fmt: skip
def test_a_download_has_what_is_ticked_else_all_that_is_found(clerk, sent, names):
    ticked = {"d": number_of(sent["d"])} if "d" in sent else {}
    answer = clerk.post("/library/download/", sent | ticked)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as file:
        assert set(file.namelist()) == names | {"目录.csv"}


def test_each_hit_can_be_ticked_for_the_form_above(clerk):
    told = clerk.get("/library/?q=养护").content.decode()
    assert f'name="d" value="{number_of("交通2023.txt")}" form="library-pick"' in told and 'id="library-pick"' in told


def test_names_are_offered_for_a_word_that_is_typed(clerk):
    told = clerk.get("/library/?q=交通").content.decode()
    assert 'title="发文机关 · 1 份">云川县交通局</a>' in told


@pytest.mark.parametrize("query", ["交通 年:2023", "没有这样的名字", "交通&exact=1"])
def test_no_names_are_offered_beside_conditions_or_where_none_fits(clerk, query):
    assert "要找的是" not in clerk.get(f"/library/?q={query}").content.decode()


def test_promises_asked_in_the_box_say_how_they_ended(clerk):
    plan = "云川县水务局2021年工作总结和2022年工作计划\n\n一、2021年工作总结\n清淤河道3公里。\n\n二、2022年工作计划\n新建供水工程12处。\n"
    told = "云川县水务局2022年工作总结\n\n一、2022年工作总结\n新建供水工程7处。\n"
    files = [("2021.txt", plan.encode()), ("2022.txt", told.encode())]
    library_upload(files=files, actor=console("甲"), shelf=Shelf())
    page = clerk.get("/library/?q=承诺:未完成").content.decode()
    assert "共 1 项承诺" in page and "未完成</" in page and ">新建供水工程7处</a>" in page
