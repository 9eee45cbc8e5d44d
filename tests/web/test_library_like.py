"""The pages of passages alike, of repeats, of promises, and the names that the box suggests."""

import pytest

from bihuan.apps.library.arriving import Shelf
from bihuan.apps.library.models import Access
from bihuan.apps.library.services import library_add
from bihuan.apps.people.services import policy_change
from bihuan.apps.units.actors import console
from support.people import client_of, person_make

FLOOD = "压实防汛责任，对全县小型水库逐库落实责任人，组织巡查，及时转移受威胁群众。"
FIRST = f"云川县水务局2022年工作总结和2023年工作计划\n\n一、2022年工作总结\n{FLOOD}\n\n二、2023年工作计划\n新建供水工程12处。\n"
NEXT = f"云川县水务局2023年工作总结\n\n一、2023年工作总结\n{FLOOD}\n新建供水工程7处。\n"


@pytest.fixture
def shelf(county, tmp_path, settings, monkeypatch):
    """Two reports that everybody reads and one of the second town; the data folder is the test's own."""
    monkeypatch.setattr(settings.BIHUAN, "dir", tmp_path / "data")
    for name, text, unit in (
        ("2022.txt", FIRST, ""),
        ("2023.txt", NEXT, ""),
        ("内部.txt", f"内部材料\n{FLOOD}\n", "QX-02"),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        kept = Shelf(Access.UNIT, county[unit]) if unit else Shelf()
        library_add(paths=[path], actor=console("测试"), shelf=kept, jobs=1)
    return tmp_path


@pytest.fixture
def clerk(shelf):
    """Somebody of the first town, logged in."""
    policy_change(actor=console("测试"), second_factor=False)
    return client_of(person_make("clerk", unit="QX-01", scope="own"))


def words(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_htmx_is_given_the_passages_alone(clerk):
    told = words(clerk.get("/library/like/", {"text": "逐库落实水库责任人"}, headers={"HX-Request": "true"}))
    assert "<html" not in told
    assert "压实防汛责任" in told


def test_the_page_without_a_passage_asks_for_one(clerk):
    assert "<textarea" in words(clerk.get("/library/like/"))


def test_what_may_not_be_read_is_on_none_of_the_pages(clerk):
    from bihuan.apps.library.models import LibraryDocument

    number = LibraryDocument.objects.get(name="2022.txt").pk
    pages = [
        ("/library/like/", {"text": FLOOD}),
        (f"/library/{number}/repeats/", {}),
        ("/library/suggest/", {"q": "内部"}),
    ]
    assert not any("内部" in words(clerk.get(*page)) for page in pages)
    secret = LibraryDocument.objects.get(name="内部.txt").pk
    assert clerk.get(f"/library/{secret}/repeats/").status_code == 404
    assert clerk.get("/library/like/", {"document": secret, "start": 0, "end": 9}).status_code == 404


def test_repeats_name_the_other_document(clerk):
    from bihuan.apps.library.models import LibraryDocument

    number = LibraryDocument.objects.get(name="2022.txt").pk
    assert "云川县水务局2023年工作总结" in words(clerk.get(f"/library/{number}/repeats/"))


def test_a_suggestion_says_what_it_is_and_what_it_asks(clerk):
    names = clerk.get("/library/suggest/", {"q": "ycxswj2022"}).json()["names"]
    title = "云川县水务局2022年工作总结和2023年工作计划"
    assert names == [{"text": title, "note": "标题 · 1 份", "query": f"标题:{title}"}]


def test_the_first_pieces_found_stand_below_the_names_and_open_in_place(clerk):
    told = clerk.get("/library/suggest/", {"q": "小型水库"}).json()
    assert told["total"] == 2 and {one["text"][:11] for one in told["hits"]} == {
        "云川县水务局2022年",
        "云川县水务局2023年",
    }
    assert ["小型水库", True] in told["hits"][0]["words"] and "#p" in told["hits"][0]["link"]


@pytest.mark.parametrize("typed", ["", " ", "金额>=", "(" * 500])
def test_what_is_no_question_is_answered_by_nothing(clerk, typed):
    assert clerk.get("/library/suggest/", {"q": typed}).json() == {"names": [], "hits": [], "total": 0}


def test_promises_are_listed_and_filtered(clerk):
    assert "新建供水工程12处" in words(clerk.get("/library/promises/", {"state": "unmet"}))
    assert "新建供水工程12处" not in words(clerk.get("/library/promises/", {"state": "unreported", "year": "2023"}))


@pytest.mark.parametrize(
    "query", [{"document": "99"}, {"document": "1", "start": "-5"}, {"text": "，"}, {"document": "9" * 40}]
)
def test_what_cannot_be_answered_is_a_page_that_says_so(clerk, query):
    assert clerk.get("/library/like/", query).status_code in (200, 404)
