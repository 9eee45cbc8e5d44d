"""The scanner looks only where its alternatives may begin; it must pass over nothing."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy.annotated import annotated_load
from bihuan.quantities.grammar import SCAN, WHOLE

REPORTS = sorted((Path(__file__).parents[2] / "accuracy").glob("*/*.txt"))
EVERYWHERE = re.compile(WHOLE, re.VERBOSE)
WORDS = sorted(set(re.findall(r"[\u4e00-\u9fff]+", WHOLE))) + list(
    "12０XxＸ*□〇.,/:-—~%、。，；（）(“”《》 \u3000\nAbPK"
)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_number_of_a_report_is_passed_over(path: Path) -> None:
    text, _ = annotated_load(path)
    assert spans(SCAN, text) == spans(EVERYWHERE, text)


@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join))
def test_no_number_in_any_order_of_the_grammars_words_is_passed_over(text: str) -> None:
    assert spans(SCAN, text) == spans(EVERYWHERE, text)


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]
