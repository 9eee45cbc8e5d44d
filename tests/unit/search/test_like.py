"""Passages that say the like: by weighty words, without numbers, each wording once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.search.finding import Finder
from bihuan.search.index import indexes_make, writing
from bihuan.search.like import Place, like
from bihuan.search.pieces import Piece
from bihuan.search.readers import Reader
from bihuan.search.shelving import CardFields, text_shelved
from bihuan.search.vectors import vectors_learn, vectors_load, vectors_save
from bihuan.search.weighing import content_words, weightiest

FLOOD = "压实防汛责任，巡查水库12座，转移群众300人。"
FLOOD_NEXT = "全力守牢防汛底线，水库巡查全覆盖，及时转移受威胁群众。"
SCHOOLS = "新建学校3所，招聘教师45名，学位供给持续扩大。"
TEXTS = {1: FLOOD, 2: FLOOD_NEXT, 3: SCHOOLS, 4: "压实防汛责任，巡查水库9座，转移群众41人。"}


@pytest.fixture(scope="module")
def finder(tmp_path_factory) -> Finder:
    indexes = indexes_make(tmp_path_factory.mktemp("index"))
    with writing(indexes, 1) as writer:
        for number, text in TEXTS.items():
            who = ("private",) if number == 2 else ("county",)
            piece = Piece(0, 0, len(text), "", "")
            writer.put(number, CardFields(who=who), text_shelved(text, [piece], []), fresh=True)
        writer.commit()
    return Finder(indexes)


def test_numbers_and_numerals_are_no_words_of_a_passage():
    assert set(content_words("巡查水库12座，涉及十二个村")) == {"巡查", "水库", "座", "涉及", "村"}


def test_the_weightiest_words_are_those_that_few_pieces_have():
    held = {"防汛": 2, "工作": 900}
    assert [word for word, _ in weightiest("防汛工作", lambda word: held.get(word, 0), 1000, 5)] == ["防汛", "工作"]


def test_what_is_on_the_same_matter_comes_and_what_is_not_does_not(finder):
    assert [hit.document for hit in like(finder, FLOOD_NEXT)] == [2, 1]


def test_the_passage_itself_is_not_the_like_of_itself(finder):
    assert [hit.document for hit in like(finder, FLOOD_NEXT, itself=Place(2, 0, len(FLOOD_NEXT)))] == [1]


def test_another_place_of_the_same_document_may_be_like_it(finder):
    assert 2 in [hit.document for hit in like(finder, FLOOD_NEXT, itself=Place(2, 900, 950))]


def test_the_same_words_with_other_numbers_are_told_once(finder):
    first = like(finder, "防汛责任")[0]
    assert (first.document, first.again) == (1, 1)


def test_a_reader_is_shown_only_what_he_may_read(finder):
    assert [hit.document for hit in like(finder, FLOOD_NEXT, Reader(frozenset({"county"})))] == [1]


@pytest.mark.parametrize("text", ["", "2024年", "，。！", "龘靐"])
def test_a_text_without_a_known_word_is_like_nothing(finder, text):
    assert like(finder, text) == []


@given(st.text(max_size=60))
def test_any_text_has_an_answer_with_scores_in_order(finder, text):
    scores = [hit.score for hit in like(finder, text)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


FLOODS = [f"{one}水库{other}巡查" for one in ("防汛", "抗旱", "汛期") for other in ("大坝", "溢洪道", "闸门")]
TEACHING = [f"{one}教师{other}课堂" for one in ("学校", "校园", "学位") for other in ("培训", "教研", "备课")]


def test_words_of_the_same_company_are_near_though_they_never_meet():
    vectors = vectors_learn((FLOODS + TEACHING) * 15, size=4)
    assert vectors is not None
    assert vectors.of("防汛") @ vectors.of("汛期") > 0.5 > vectors.of("防汛") @ vectors.of("学校")


def test_learning_twice_gives_the_same_vectors():
    one, other = (vectors_learn((FLOODS + TEACHING) * 15, size=4) for _ in range(2))
    assert one is not None and other is not None
    assert (one.table == other.table).all()


def test_too_few_texts_teach_nothing():
    assert vectors_learn(FLOODS) is None


def test_vectors_are_saved_and_loaded(tmp_path: Path):
    learned = vectors_learn((FLOODS + TEACHING) * 15, size=4, grown=5_000)
    assert learned is not None
    vectors_save(learned, tmp_path / "v.npz")
    loaded = vectors_load(tmp_path / "v.npz")
    assert loaded is not None
    assert (loaded.words, loaded.pieces) == (learned.words, 5_000)
    assert abs(loaded.table - learned.table).max() < 0.01


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04nothing", b"\x00" * 99])
def test_a_damaged_file_of_vectors_is_as_none(tmp_path: Path, damage):
    (tmp_path / "v.npz").write_bytes(damage)
    assert vectors_load(tmp_path / "v.npz") is None


def test_a_missing_file_of_vectors_is_as_none(tmp_path: Path):
    assert vectors_load(tmp_path / "none.npz") is None
