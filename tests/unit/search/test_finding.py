"""Finding, against texts looked through by hand."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.commitments import text_read
from bihuan.datamodel import BihuanError
from bihuan.search.finding import Finder
from bihuan.search.folding import fold
from bihuan.search.grams import LONGEST
from bihuan.search.index import indexes_make, indexes_open, writing
from bihuan.search.pieces import pieces_cut
from bihuan.search.readers import Reader
from bihuan.search.shelving import CardFields, text_shelved
from bihuan.search.syntax import query_read
from bihuan.search.wholeness import indexes_whole

TEXTS = [
    "云川县水务局2023年工作总结\n一、防汛抗旱，扎实推进。全年投入资金30万元，整改隐患12处，完成道路修复3公里。\n二、农村饮水。新建水厂2座，受益3,500人。\n",
    "云川縣城管局２０２３年總結\n一、市容環境。清理垃圾1200噸，投入0.5億元。\n二、存在問題。人手不足,經費緊張(缺口較大)。\n",
    "河道管理办法\n"
    + "".join(f"第{n}条 河道管理应当依法进行，违者处五万元以下罚款，道路另计。\n" for n in "一二三四五六七"),
    "ABC abc ＡＢＣ　中 文\n防\n汛\n",
]
CARDS = [
    CardFields(
        title="云川县水务局2023年工作总结",
        name="水务局.docx",
        unit="云川县水务局",
        region="云川县",
        kind="总结",
        year=2023,
        who=("county",),
    ),
    CardFields(
        title="城管局总结",
        name="城管.txt",
        unit="云川县城管局",
        region="云川县",
        kind="总结",
        year=2023,
        who=("unit", "unit:2"),
    ),
    CardFields(title="河道管理办法", name="办法.md", region="云川县", kind="办法", year=2019, who=("public",)),
    CardFields(title="杂记", name="杂.txt", kind="其他", who=("person:7",)),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """The four texts in an index, and their pieces."""
    folder = tmp_path_factory.mktemp("index")
    pieces = []
    with writing(indexes_make(folder), 1) as writer:
        for number, (text, card) in enumerate(zip(TEXTS, CARDS, strict=True), 1):
            reading = text_read(text, card.name)
            cut = pieces_cut(text, [item for report in reading.documents for item in (*report.parts, *report.sections)])
            quantities = [one for report in reading.documents for one in report.quantities]
            writer.put(number, card, text_shelved(text, cut, quantities), fresh=True)
            pieces += [(number, piece.number, text[piece.start : piece.end]) for piece in cut]
        writer.commit()
    return Finder(indexes_open(folder)), pieces


def places(found):
    return sorted((hit.document, hit.number) for hit in found.hits)


def by_hand(pieces, sought, spelling):
    return sorted((document, number) for document, number, text in pieces if sought in spelling(text))


JOINED = "".join(TEXTS)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_exact_search_is_a_scan_of_all_pieces(shelf, data):
    finder, pieces = shelf
    start = data.draw(st.integers(0, len(JOINED) - 1))
    query = JOINED[start : start + data.draw(st.integers(1, LONGEST))]
    found = finder.exact(query, limit=1000)
    assert places(found) == by_hand(pieces, fold(query), fold)
    assert found.total == len(found.hits)
    found = finder.exact(query, raw=True, limit=1000)
    assert places(found) == by_hand(pieces, query, str)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=[*sorted(set(JOINED)), "龘", "x"], min_size=1, max_size=4))
def test_exact_search_of_any_string_is_a_scan(shelf, query):
    finder, pieces = shelf
    assert places(finder.exact(query, limit=1000)) == by_hand(pieces, fold(query), fold)
    assert places(finder.exact(query, raw=True, limit=1000)) == by_hand(pieces, query, str)


@pytest.mark.parametrize("query", ["", "长" * (LONGEST + 1)])
def test_a_query_of_no_or_too_many_characters_is_named(shelf, query):
    with pytest.raises(BihuanError) as caught:
        shelf[0].exact(query)
    assert caught.value.code == "search.length"


def test_traditional_and_full_width_are_found_unless_the_spelling_counts(shelf):
    assert shelf[0].exact("总结", raw=False).total == 2
    assert shelf[0].exact("總結", raw=True).total == 1


def test_a_snippet_marks_what_was_looked_for(shelf):
    (hit,) = shelf[0].exact("农村饮水").hits
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["农村饮水"]


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("防汛", {1}),
        ("标题:河道", {3}),
        ("垃圾 OR 饮水", {1, 2}),
        ("总结 NOT 垃圾", {1, 2}),
        ("“依法进行” 年:2019", {3}),
        ("单位:水务局", {1}),
        ("类型:总结 部分:问题", {2}),
        ("文件名:办法", {3}),
        ("年:2020..2024 资金", {1}),
        ("立得住", set()),
    ],
)
def test_a_question_finds_by_words_fields_and_conditions(shelf, query, documents):
    assert {hit.document for hit in shelf[0].ranked(query_read(query), limit=100).hits} == documents


def test_a_title_weighs_more_than_a_text(shelf):
    assert shelf[0].ranked(query_read("河道 OR 道路"), limit=100).hits[0].document == 3


def test_facets_count_the_pieces_of_the_answer(shelf):
    found = shelf[0].ranked(query_read("年:2019..2023"), limit=100)
    assert found.facets["kind"] == {
        "办法": sum(hit.document == 3 for hit in found.hits),
        "总结": sum(hit.document < 3 for hit in found.hits),
    }
    assert sum(found.facets["year"].values()) == found.total


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("金额>=30万元", {"30万元", "0.5億元"}),
        ("金额>=30万元 道路", {"30万元"}),
        ("金额<10万元 道路", {"五万元以下"}),
        ("长度>2000米", {"3公里"}),
        ("指标:新建水厂", {"2座"}),
    ],
)
def test_numbers_are_found_by_size_whatever_their_unit(shelf, query, texts):
    assert {fact.text for fact in shelf[0].facts(query_read(query), limit=100).facts} == texts


def test_numbers_come_by_size(shelf):
    values = [float(fact.value) for fact in shelf[0].facts(query_read("金额>0"), limit=100).facts]
    assert values == sorted(values, reverse=True)
    values = [float(fact.value) for fact in shelf[0].facts(query_read("金额>0"), order="smallest", limit=100).facts]
    assert values == sorted(values)


@pytest.mark.parametrize(
    ("keys", "documents"),
    [
        ({"public"}, {3}),
        ({"public", "county"}, {1, 3}),
        ({"public", "unit:2"}, {2, 3}),
        ({"unit:3", "person:8"}, set()),
        (set(), set()),
    ],
)
def test_a_reader_finds_counts_and_sees_only_what_the_keys_open(shelf, keys, documents):
    reader = Reader(frozenset(keys))
    found = shelf[0].ranked(None, reader, limit=100)
    assert {hit.document for hit in found.hits} == documents
    assert sum(found.facets["kind"].values()) == found.total == len(found.hits)
    assert {hit.document for hit in shelf[0].exact("一", reader, limit=100).hits} <= documents
    assert {fact.document for fact in shelf[0].facts(query_read("金额>0"), reader, limit=100).facts} <= documents


def test_what_is_written_again_stands_there_once_and_what_is_taken_out_is_gone(tmp_path):
    folder = tmp_path / "index"
    card, text = CardFields(title="一", who=("county",)), "防汛抗旱，投入30万元。\n"
    for words in (text, text.replace("防汛", "防火")):
        indexes = indexes_open(folder) if folder.exists() else indexes_make(folder)
        with writing(indexes, 1) as writer:
            reading = text_read(words, "一.txt")
            writer.put(1, card, text_shelved(words, pieces_cut(words, []), reading.documents[0].quantities))
            writer.commit()
    finder = Finder(indexes_open(folder))
    assert (finder.exact("防汛").total, finder.exact("防火").total, finder.facts(query_read("金额>0")).total) == (
        0,
        1,
        1,
    )
    with writing(indexes_open(folder), 1) as writer:
        writer.remove(1)
        writer.commit()
    finder = Finder(indexes_open(folder))
    assert (finder.exact("防火").total, finder.facts(query_read("金额>0")).total) == (0, 0)


def test_nothing_is_found_before_a_commit_and_a_second_writer_is_named(tmp_path):
    indexes = indexes_make(tmp_path / "index")
    with writing(indexes, 1) as writer:
        writer.put(1, CardFields(who=("county",)), text_shelved("防汛", pieces_cut("防汛", []), []), fresh=True)
        assert Finder(indexes).exact("防汛").total == 0
        with pytest.raises(BihuanError) as caught, writing(indexes_open(tmp_path / "index"), 1):
            pass
        assert caught.value.code == "search.busy"


@pytest.mark.parametrize("harm", ["missing", "meta", "cut", "version", "made"])
def test_an_index_that_is_damaged_is_named(tmp_path, harm):
    folder = tmp_path / "index"
    with writing(indexes_make(folder), 1) as writer:
        writer.put(1, CardFields(who=("county",)), text_shelved("防汛抗旱", pieces_cut("防汛抗旱", []), []), fresh=True)
        writer.commit()
    dice = random.Random(3)
    match harm:
        case "missing":
            (folder / "pieces" / "meta.json").unlink()
        case "meta":
            (folder / "pieces" / "meta.json").write_bytes(dice.randbytes(300))
        case "cut":
            for file in (folder / "pieces").glob("*.term"):
                file.write_bytes(file.read_bytes()[:10])
        case "version":
            (folder / "made.json").write_text('{"version": 0, "made": "x"}', "utf-8")
        case "made":
            (folder / "made.json").write_text("{", "utf-8")
    with pytest.raises(BihuanError) as caught:
        Finder(indexes_open(folder)).exact("防汛")
    assert caught.value.code == "search.index"


@pytest.mark.parametrize("harm", ["a byte", "cut", "no foot", "gone"])
def test_what_a_bad_disk_changed_is_seen_by_its_checksum(tmp_path, harm):
    folder = tmp_path / "index"
    with writing(indexes_make(folder), 1) as writer:
        writer.put(1, CardFields(who=("county",)), text_shelved("防汛抗旱", pieces_cut("防汛抗旱", []), []), fresh=True)
        writer.commit()
    (folder / "pieces" / "0123456789abcdef.idx").write_bytes(b"left by a writer that was killed")
    assert indexes_whole(folder)
    (file,) = (one for one in (folder / "pieces").glob("*.idx") if not one.name.startswith("0123456789"))
    whole = file.read_bytes()
    match harm:
        case "a byte":
            file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        case "cut":
            file.write_bytes(whole[: len(whole) // 2])
        case "no foot":
            file.write_bytes(b"")
        case "gone":
            (folder / "pieces" / "meta.json").unlink()
    assert not indexes_whole(folder)
