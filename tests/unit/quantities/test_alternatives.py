"""Word lists gathered by their first characters: the same words in the same order."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.quantities.alternatives import alternatives, any_of, firsts


def test_words_that_begin_alike_are_tried_under_one_character() -> None:
    assert alternatives(["开展", "开", "办"]) == "开(?:展|)|办"


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1), st.text("甲乙丙丁", max_size=12))
def test_gathered_words_find_what_the_plain_list_finds(words: list[str], text: str) -> None:
    assert re.findall(alternatives(words), text) == re.findall("|".join(words), text)


@pytest.mark.parametrize("text", ["整改", "发出整改", "下达整改", "限期整改"])
@pytest.mark.parametrize("word", ["(?<!发出)(?<!下达)整改", "(?<!出|达)整改", "(?<![出达])整改", "(?<=限期)整改"])
def test_what_stands_before_a_word_is_still_looked_at(word: str, text: str) -> None:
    assert bool(re.search(any_of(f"{word} 整治"), text)) == bool(re.search(word, text))


def test_a_word_that_begins_with_no_plain_character_is_refused() -> None:
    with pytest.raises(ValueError, match="设立"):
        any_of("[新增]设立")


def test_firsts_stops_where_a_word_may_begin() -> None:
    assert [match.start() for match in re.finditer(firsts("办结 (?<!未)查处"), "已办结，未查处")] == [1, 5]
