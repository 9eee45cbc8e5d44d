"""The genre in the wild: whatever the spelling, the same sections, numbers and subjects."""

from pathlib import Path

import pytest

from accuracy.annotated import annotated_load
from accuracy.wild import SPELLINGS, agreement, told

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
GUESSED = {"run together"}  # nothing tells where a heading ends and its text begins
BARS = {"sections": 0.95, "quantities": 0.97, "subjects": 0.95, "head": 0.5}
BARS_ONE_LINE = {"sections": 0.85, "quantities": 0.95, "subjects": 0.95}


@pytest.mark.parametrize("name", sorted(set(SPELLINGS) - GUESSED))
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_spelling_changes_nothing(name: str, path: Path) -> None:
    text, _ = annotated_load(path)
    plain, wild = told(text), told(SPELLINGS[name](text))
    bars = BARS_ONE_LINE if name == "one line" else BARS
    lost = {measure: plain[measure] - wild[measure] for measure in bars}
    assert all(agreement(plain[measure], wild[measure]) >= bar for measure, bar in bars.items()), lost


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_numbers_are_found_even_where_every_line_feed_is_gone(path: Path) -> None:
    text, _ = annotated_load(path)
    found = told(SPELLINGS["run together"](text))["quantities"]
    assert agreement(told(text)["quantities"], found) >= 0.93
