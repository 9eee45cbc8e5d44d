"""One spelling for searching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.search.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２３年ＧＤＰ", "2023年GDP"),
        ("防汛,抗旱;(一)", "防汛，抗旱；（一）"),
        ("學習貫徹", "学习贯彻"),
        ("增长５．２％", "增长5.2%"),
        ("一　二\t三\xa0四", "一 二 三 四"),
        ("云川县“十四五”规划，共3项。\n", "云川县“十四五”规划，共3项。\n"),
    ],
)
def test_width_script_and_blanks_become_one(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_offsets_stay_and_folding_twice_is_folding_once(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
