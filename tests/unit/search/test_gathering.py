"""All documents of an answer, each once."""

import pytest

from bihuan.search.finding import Finder
from bihuan.search.index import indexes_make, writing
from bihuan.search.pieces import pieces_cut
from bihuan.search.shelving import CardFields, text_shelved
from bihuan.search.syntax import query_read


@pytest.fixture(scope="module")
def finder(tmp_path_factory) -> Finder:
    indexes = indexes_make(tmp_path_factory.mktemp("index") / "i")
    texts = ["防汛演练。\n" * 400, "防汛一次。", "抗旱一次。"]
    with writing(indexes, 1) as writer:
        for number, text in enumerate(texts, start=7):
            pieces = pieces_cut(text, [])
            writer.put(number, CardFields(title="总结", who=("county",)), text_shelved(text, pieces, []), fresh=True)
        writer.commit()
    return Finder(indexes)


def test_a_document_of_many_pieces_is_one(finder):
    assert finder.exact("防汛").total > 2
    assert sorted(finder.documents_exact("防汛")) == [7, 8]


def test_a_question_finds_each_document_once(finder):
    assert sorted(finder.documents(query_read("防汛"))) == [7, 8]
    assert sorted(finder.documents(None)) == [7, 8, 9]


def test_nothing_found_is_no_document(finder):
    assert finder.documents_exact("禁毒") == []
