"""Documents cut into pieces."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bihuan.commitments import text_read
from bihuan.search.pieces import LONG, pieces_cut, pieces_packed, pieces_unpacked

REPORT = (
    "云川县水务局2023年工作总结\n\n一、防汛抗旱工作扎实推进\n全年巡查水库十二座，整改隐患三十四处，无一人伤亡，水毁工程全部修复。\n"
    "二、存在的问题\n一是基层力量不足，巡查人员年龄偏大，新的设备还不会用，培训跟不上；二是资金缺口仍有三百万元。\n"
)
LAW = "云川县河道管理办法\n" + "".join(
    f"第{number}条 河道管理范围内的活动应当符合防洪要求，并接受水务局的监督检查，具体如下：\n（一）不得倾倒垃圾；\n（二）不得擅自采砂。\n"
    for number in "一二三四五六"
)


def cut(text):
    reading = text_read(text, "文.txt")
    return pieces_cut(text, [item for report in reading.documents for item in (*report.parts, *report.sections)])


def test_items_at_the_head_of_a_line_begin_pieces_with_their_role():
    pieces = cut(REPORT)
    assert [(piece.heading, piece.role) for piece in pieces][-2:] == [
        ("防汛抗旱工作扎实推进", "summary"),
        ("存在的问题", "problems"),
    ]


def test_an_article_of_a_law_is_one_piece_with_what_it_enumerates():
    pieces = cut(LAW)
    assert len(pieces) == 6
    assert LAW[pieces[1].start : pieces[1].end].count("（") == 2


def test_a_heading_alone_stands_with_what_follows():
    text = "第一章 总则\n第一条 " + "为了加强河道管理，保障防洪安全，" * 3 + "制定本办法。\n"
    assert len(cut(text)) == 1


@given(
    st.lists(
        st.sampled_from(["一、工作", "第二条 内容", "\n", "正文" * 30, "。", " ", "（一）事项\n", "字" * 700 + "\n"]),
        max_size=30,
    )
)
def test_pieces_follow_each_other_and_hold_every_sign_but_blank_ones(parts):
    text = "".join(parts)
    pieces = cut(text)
    held = "".join(text[piece.start : piece.end] for piece in pieces)
    assert "".join(held.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    assert all(piece.start == 0 or text[piece.start - 1] == "\n" for piece in pieces)
    assert pieces_unpacked(pieces_packed(pieces)) == pieces


def test_a_long_piece_is_parted_where_a_paragraph_ends():
    pieces = cut(("很长的一段话，" * 60 + "\n") * 10)
    assert len(pieces) > 1
    assert all(piece.end - piece.start <= LONG for piece in pieces)
