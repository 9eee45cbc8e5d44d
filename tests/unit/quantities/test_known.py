"""Names and units that are known beforehand."""

import pytest

from bihuan.commitments import text_read
from bihuan.quantities import Lexicon, quantities_read


def read(text: str, *names: str, units: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    lexicon = Lexicon(frozenset(names), frozenset(units))
    return [(quantity.subject, quantity.unit) for quantity in quantities_read(text, 0, len(text), lexicon=lexicon)]


@pytest.mark.parametrize(
    ("text", "name", "subject"),
    [
        ("查处非法设置消纳场所案件5宗。", "非法设置消纳场所案件", "非法设置消纳场所案件"),
        ("查处非法设置消纳场所案件5宗。", "查处非法设置消纳场所案件", "非法设置消纳场所案件"),
        ("查处非法设置消纳场所案件5宗。", "案件", "消纳场所案件"),
        ("查处非法设置消纳场所案件5宗。", "设置消纳场所", "消纳场所案件"),
        ("乱停车辆，依法处罚30宗。", "乱停车辆", "处罚"),
    ],
)
def test_a_known_name_beside_the_number_is_its_subject(text: str, name: str, subject: str) -> None:
    assert read(text, name)[0][0] == subject


def test_a_rank_is_of_what_was_read() -> None:
    assert read("满意度98%，位居全市第二。", "位居全市") == [("满意度", "%"), ("满意度", "名")]


def test_a_word_that_is_only_a_deed_names_nothing() -> None:
    assert read("受理诉求20件，责令限期整改9件。", "责令限期整改", "受理") == [("诉求", "件"), ("诉求", "件")]


@pytest.mark.parametrize(("heading", "said", "read"), [("小微湿地", "18个。", ""), ("数字城管案件", "5件。", "案件")])
def test_a_heading_names_what_the_clause_leaves_out(heading: str, said: str, read: str) -> None:
    text = f"局2023年工作总结\n一、{heading}\n{said}\n"
    readings = (text_read(text, "a.txt", lexicon) for lexicon in (None, Lexicon(frozenset({heading}))))
    assert [reading.documents[0].quantities[0].subject for reading in readings] == [read, heading]


def test_a_unit_that_the_grammar_does_not_know_is_read() -> None:
    assert (read("新增责任田12垸块。"), read("新增责任田12垸块。", units=("垸块",))) == ([], [("责任田", "垸块")])


def test_a_known_unit_keeps_what_it_must_not_run_into() -> None:
    assert read("建成服务所3部门店。", units=("部",)) == read("建成服务所3部门店。")


def test_a_unit_is_a_word_and_no_pattern() -> None:
    assert read("建成服务站5个。", units=("[", "(?P<x>", "1|2")) == [("服务站", "个")]


def test_without_a_lexicon_nothing_changes() -> None:
    text = "查处非法设置消纳场所案件5宗，处罚3宗。"
    assert quantities_read(text, 0, len(text), lexicon=Lexicon()) == quantities_read(text, 0, len(text))
