"""上次是怎么写的 and 查重, within one's rights."""

import pytest

from bihuan.apps.library.likeness import document_repeats, paragraphs_like
from bihuan.apps.library.vectors import vectors, vectors_refresh
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError

CONSOLE = console("测试")
FLOOD = "压实防汛责任，对全县小型水库逐库落实责任人，组织巡查，及时转移受威胁群众。"
LATER = "守牢防汛底线，逐库落实水库责任人并开展巡查，受威胁群众及时转移到安全地带。"
SCHOOLS = "扩大学位供给，新建改建学校，招聘中小学教师，改善农村学校办学条件。"


def texts_of(shown) -> list[str]:
    return [one.card.name for one in shown.near]


def test_another_years_paragraph_on_the_same_matter_comes_first(keep):
    keep("上年.txt", f"{FLOOD}\n")
    keep("今年.txt", f"{LATER}\n")
    keep("学校.txt", f"{SCHOOLS}\n")
    assert texts_of(paragraphs_like(text=LATER, actor=CONSOLE))[:1] == ["上年.txt"]


def test_a_place_of_a_document_is_not_the_like_of_itself(keep):
    keep("上年.txt", f"{FLOOD}\n")
    number = keep("今年.txt", f"{LATER}\n")
    shown = paragraphs_like(document=number, start=0, end=len(LATER), actor=CONSOLE)
    assert (shown.text, texts_of(shown), shown.repeats) == (LATER, ["上年.txt"], [])


def test_what_stands_elsewhere_word_for_word_is_told_apart(keep):
    keep("上年.txt", f"{FLOOD}\n")
    shown = paragraphs_like(text=FLOOD, actor=CONSOLE)
    assert ([one.name for one in shown.repeats], texts_of(shown)) == (["上年.txt"], [])


def test_neither_the_like_nor_a_repeat_comes_of_what_may_not_be_read(keep, reader):
    keep("上年.txt", f"{FLOOD}\n", unit="QX-02", access="unit")
    keep("学校.txt", f"{SCHOOLS}\n")
    own, other = reader("one", "QX-02"), reader("other", "QX-01")
    assert [one.name for one in paragraphs_like(text=FLOOD, actor=own).repeats] == ["上年.txt"]
    shown = paragraphs_like(text=FLOOD, actor=other)
    assert (shown.repeats, texts_of(shown)) == ([], [])


def test_a_document_that_may_not_be_read_is_not_there(keep, reader):
    number = keep("上年.txt", f"{FLOOD}\n", unit="QX-02", access="unit")
    with pytest.raises(BihuanError, match=r"没有第 \d+ 号文件"):
        paragraphs_like(document=number, start=0, end=9, actor=reader("other", "QX-01"))


def test_an_empty_passage_is_a_named_error(keep):
    keep("上年.txt", f"{FLOOD}\n")
    with pytest.raises(BihuanError) as caught:
        paragraphs_like(text="  ", actor=CONSOLE)
    assert caught.value.code == "library.like"


def test_repeats_tell_the_share_of_characters_and_the_other_documents(keep):
    keep("上年.txt", f"{FLOOD}\n{SCHOOLS}\n")
    number = keep("今年.txt", f"{FLOOD}\n{LATER}\n")
    shown = document_repeats(number=number, actor=CONSOLE)
    assert [(one.text, [other.name for other in one.others]) for one in shown.paragraphs] == [(FLOOD, ["上年.txt"])]
    assert shown.share == pytest.approx(len(FLOOD) / len(FLOOD + LATER))
    assert [(other.name, characters) for other, characters in shown.sources] == [("上年.txt", len(FLOOD))]


def test_repeats_in_what_may_not_be_read_are_not_told(keep, reader):
    keep("上年.txt", f"{FLOOD}\n", unit="QX-02", access="unit")
    number = keep("今年.txt", f"{FLOOD}\n{LATER}\n")
    shown = document_repeats(number=number, actor=reader("other", "QX-01"))
    assert (shown.paragraphs, shown.share, shown.sources) == ([], 0.0, [])


def test_a_small_library_learns_no_vectors(keep):
    keep("上年.txt", f"{FLOOD}\n")
    assert (vectors_refresh(), vectors()) == (False, None)


def test_vectors_are_learned_anew_only_when_the_library_has_grown(keep, monkeypatch):
    monkeypatch.setattr("bihuan.apps.library.vectors.FEWEST", 200)
    monkeypatch.setattr("bihuan.apps.library.vectors.EACH", 200)
    words = [one + other for one in "防抗排蓄引调供净" for other in "汛旱涝洪水灾情险坝堤闸渠井泵站管"]
    for at in range(2):
        articles = [
            f"第{one + 1}条 {word}、{words[one - at - 1]}、{words[one - 3]}由县水务局负责，{FLOOD}"
            for one, word in enumerate(words)
        ]
        keep(f"{at}.txt", "\n".join(articles))
        vectors_refresh()
    learned = vectors()
    assert learned is not None
    assert (learned.pieces, vectors_refresh()) == (256, False)
    assert paragraphs_like(text=LATER, actor=CONSOLE).near[0].hit.score > 0
