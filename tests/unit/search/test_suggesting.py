"""Suggestions: how the match begins, then how many have the name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.search.suggesting import MOST, name_made, suggest

NAMES = [
    name_made("云川县水务局", "issuer", 9),
    name_made("水务局2023年工作总结", "title", 1),
    name_made("水务", "topic", 4),
    name_made("云桥街道", "unit", 2),
    name_made("长安镇", "unit", 1),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("水务", ["水务", "水务局2023年工作总结", "云川县水务局"]),
        ("水务局", ["水务局2023年工作总结", "云川县水务局"]),
        ("yq", ["云桥街道"]),
        ("yunqiao", ["云桥街道"]),
        ("YQJD", ["云桥街道"]),
        ("y", ["云川县水务局", "云桥街道"]),
        ("changan", ["长安镇"]),
        ("２０２３", ["水务局2023年工作总结"]),
        ("教育", []),
        ("  ", []),
    ],
)
def test_names_by_any_part_and_by_sound(typed, found):
    assert [one.text for one in suggest(NAMES, typed)] == found


def test_a_word_of_two_sorts_is_suggested_once():
    names = [name_made("水务局", "unit", 2), name_made("水务局", "issuer", 5)]
    assert [(one.text, one.sort) for one in suggest(names, "水")] == [("水务局", "issuer")]


@given(st.lists(st.text("水务局云川县ab", min_size=1, max_size=6), max_size=30), st.text("水务云ab", max_size=3))
def test_never_more_than_ten_and_none_twice(texts, typed):
    found = [one.text for one in suggest([name_made(text, "title", 1) for text in texts], typed)]
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
