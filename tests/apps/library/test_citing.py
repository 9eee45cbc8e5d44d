"""Passages cited beside a sealed draft: by whoever may read both, once, within bounds, in the chain; nobody else sees them."""

import json
from datetime import date

import pytest

from bihuan.apps.drafts.models import Draft
from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.models import Event
from bihuan.apps.library import citing
from bihuan.apps.library.citing import (
    citation_add,
    citation_remove,
    citations_of,
    passage_of_piece,
    source_line,
)
from bihuan.apps.library.models import Citation, LibraryDocument
from bihuan.apps.library.quoting import citations_write
from bihuan.apps.library.selectors import document_text
from bihuan.apps.library.services import document_remove
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from bihuan.gongwen import docx_open
from bihuan.reading.opening import document_open

ME = console("测试")
TEXT = "云川县水务局2023年工作总结\n\n一、防汛抗旱\n全年投入防汛资金300万元，清淤河道12公里。巡查堤防四十八次。\n\n二、存在问题\n防汛物资储备不足，仓库面积只有200平方米，部分乡镇责任没有压实。\n"
WORDS = "清淤河道12公里。"


def draft_of(unit: str = "QX-01", number: str = "a" * 32, path: str = "/out/稿.docx") -> str:
    """A sealed draft of a unit; its number."""
    row = Draft.objects.create(
        id=number, unit=unit, year=2024, as_of=date(2024, 10, 31), title="东门镇2024年工作总结", source_name="上年.docx",
        source_sha256="0" * 64, manifest_sha256="1" * 64, text="一、防汛\n备足物资。", path=path, seal=1, actor="甲",
    )  # fmt: skip
    return row.pk


@pytest.fixture
def draft(county) -> str:
    """A draft of the first town."""
    return draft_of()


def cite(draft: str, document: int, words: str = WORDS, actor=ME) -> Citation:
    start = document_text(LibraryDocument.objects.get(pk=document)).index(words)
    return citation_add(draft=draft, document=document, start=start, end=start + len(words), actor=actor)


def texts(draft: str, actor) -> list[str]:
    return [one.text for one in citations_of(draft, actor)]


def test_a_passage_is_kept_with_its_words_place_and_source(draft, keep):
    cited = cite(draft, keep("水务.txt", TEXT))
    assert (cited.text, cited.end - cited.start) == (WORDS, len(WORDS))
    assert source_line(cited.document, cited) == "——《云川县水务局2023年工作总结》（云川县水务局，2023年），第1段"


def test_blanks_around_a_passage_are_left_out(draft, keep):
    cited = cite(draft, keep("水务.txt", TEXT), f"{WORDS}巡查堤防四十八次。\n\n")
    assert cited.text == f"{WORDS}巡查堤防四十八次。"


def test_a_passage_over_several_pieces_names_both_ends(draft, keep):
    document = LibraryDocument.objects.get(pk=keep("水务.txt", TEXT))
    cited = citation_add(draft=draft, document=document.pk, start=0, end=document.chars, actor=ME)
    assert source_line(document, cited).endswith("，第1–2段")


def test_the_text_of_the_draft_is_not_touched(draft, keep):
    before = Draft.objects.filter(pk=draft).values().get()
    cite(draft, keep("水务.txt", TEXT))
    assert Draft.objects.filter(pk=draft).values().get() == before


def test_passages_stand_in_the_order_in_which_they_were_cited(draft, keep):
    document = keep("水务.txt", TEXT)
    cite(draft, document, "防汛物资储备不足")
    cite(draft, document)
    assert texts(draft, ME) == ["防汛物资储备不足", WORDS]


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 99_999)])
def test_a_place_outside_of_the_text_is_refused(draft, keep, start, end):
    with pytest.raises(BihuanError, match="这一段不在文件里"):
        citation_add(draft=draft, document=keep("水务.txt", TEXT), start=start, end=end, actor=ME)


def test_blanks_alone_are_no_passage(draft, keep):
    with pytest.raises(BihuanError, match="这里有 0 个"):
        cite(draft, keep("水务.txt", TEXT), "\n\n")


def test_too_long_a_passage_is_refused(draft, keep):
    number = keep("长.txt", "云川县水务局2023年工作总结\n" + "巡查堤防。" * 1_001)
    with pytest.raises(BihuanError, match="一处引用要 1 到 5,000 个字"):
        citation_add(draft=draft, document=number, start=0, end=5_010, actor=ME)


def test_a_piece_that_is_not_there_is_no_passage(county, keep):
    document = LibraryDocument.objects.get(pk=keep("水务.txt", TEXT))
    with pytest.raises(BihuanError, match="这一段不在文件里"):
        passage_of_piece(document, 99)


def test_the_same_passage_is_cited_once(draft, keep):
    document = keep("水务.txt", TEXT)
    cite(draft, document)
    with pytest.raises(BihuanError, match="已经引用到这份稿子"):
        cite(draft, document)
    assert Citation.objects.count() == 1


def test_a_draft_has_room_for_so_many(draft, keep, monkeypatch):
    monkeypatch.setattr(citing, "MOST", 1)
    document = keep("水务.txt", TEXT)
    cite(draft, document)
    with pytest.raises(BihuanError, match="最多引用 1 处"):
        cite(draft, document, "防汛物资储备不足")


def test_the_same_file_drafted_again_keeps_its_passages(draft, keep):
    document = keep("水务.txt", TEXT)
    cite(draft, document)
    again, other = draft_of(number="b" * 32), draft_of(number="c" * 32, path="/out/另一份.docx")
    assert (texts(again, ME), texts(other, ME)) == ([WORDS], [])


def test_both_deeds_are_in_the_chain(draft, keep):
    cited = cite(draft, keep("水务.txt", TEXT))
    place = {
        "draft": draft,
        "citation": cited.pk,
        "document": cited.document_id,
        "start": cited.start,
        "end": cited.end,
    }
    citation_remove(number=cited.pk, actor=ME)
    events = Event.objects.filter(deed__startswith="citation").order_by("seq")
    assert [one.deed for one in events] == ["citation_add", "citation_remove"]
    assert [json.loads(one.changes) for one in events] == [{name: [None, told] for name, told in place.items()}] * 2
    assert chain_walk() == []


def test_a_draft_of_another_unit_is_refused_and_shows_nothing(county, keep, reader):
    document, foreign, mine = keep("水务.txt", TEXT), draft_of(unit="QX-02"), reader("me", "QX-01")
    cite(foreign, document)
    with pytest.raises(BihuanError, match="没有这份封存过的稿子"):
        cite(foreign, document, "防汛物资储备不足", actor=mine)
    assert texts(foreign, mine) == []


def test_a_document_that_one_may_not_read_is_refused(draft, keep, reader):
    document = keep("内部.txt", TEXT, unit="QX-02", access="unit")
    with pytest.raises(BihuanError, match="素材库里没有"):
        cite(draft, document, actor=reader("me", "QX-01"))


def test_nobody_sees_a_quote_of_a_document_that_he_may_not_read(draft, keep, reader, tmp_path):
    open_to_all, closed = keep("水务.txt", TEXT), keep("内部.txt", f"内部材料\n\n{TEXT}", unit="QX-02", access="unit")
    cited, secret = cite(draft, open_to_all), cite(draft, closed, "防汛物资储备不足")
    mine = reader("me", "QX-01")
    assert [one.pk for one in citations_of(draft, mine)] == [cited.pk]
    citations_write(draft=draft, target=tmp_path / "o.docx", actor=mine)
    assert "储备不足" not in document_open(tmp_path / "o.docx").text
    with pytest.raises(BihuanError, match="它可能已移除"):
        citation_remove(number=secret.pk, actor=mine)


def test_a_document_taken_out_of_the_library_is_quoted_no_more(draft, keep):
    document = keep("水务.txt", TEXT)
    cite(draft, document)
    document_remove(number=document, actor=ME, reason="重复")
    assert texts(draft, ME) == []


def test_one_takes_away_ones_own_and_not_a_colleagues(draft, keep, reader):
    document, mine, colleague = keep("水务.txt", TEXT), reader("me"), reader("other")
    cited = cite(draft, document, actor=mine)
    with pytest.raises(BihuanError, match="不是您加的"):
        citation_remove(number=cited.pk, actor=colleague)
    citation_remove(number=cited.pk, actor=mine)
    assert not Citation.objects.exists()


def test_who_drafts_for_the_unit_takes_any_away(draft, keep, reader):
    from bihuan.apps.people.scopes import person_actor
    from support.people import person_make

    cited = cite(draft, keep("水务.txt", TEXT), actor=reader("me"))
    citation_remove(number=cited.pk, actor=person_actor(person_make("lead", "leader", unit="QX-01")))
    assert not Citation.objects.exists()


def test_the_passages_are_one_docx_with_their_sources_and_no_seal(draft, keep, tmp_path):
    document = keep("水务.txt", TEXT)
    cite(draft, document, "防汛物资储备不足")
    cite(draft, document)
    assert citations_write(draft=draft, target=tmp_path / "o.docx", actor=ME) == "《东门镇2024年工作总结》引用材料"
    assert document_open(tmp_path / "o.docx").text.split("\n") == [
        "《东门镇2024年工作总结》引用材料",
        "防汛物资储备不足",
        "——《云川县水务局2023年工作总结》（云川县水务局，2023年），第2段",
        WORDS,
        "——《云川县水务局2023年工作总结》（云川县水务局，2023年），第1段",
    ]
    assert docx_open(tmp_path / "o.docx").reports[0].manifest is None


def test_a_draft_without_passages_makes_no_docx(draft, folder, tmp_path):
    with pytest.raises(BihuanError, match="还没有引用材料"):
        citations_write(draft=draft, target=tmp_path / "o.docx", actor=ME)
