"""The bars of reading, on our own reports of other bureaus and on the shared annotated ones."""

import json
from pathlib import Path

import pytest

from accuracy.annotated import annotated_load, spans_load
from accuracy.score import score

OWN = sorted((Path(__file__).parent / "reports").glob("*.txt"))
HELD = sorted((Path(__file__).parent / "held").glob("*.txt"))  # no rule was tuned on these
SPANS = sorted((Path(__file__).parent / "spans").glob("*.json"))
SHARED = Path(__file__).parents[2] / "../shared/data/dev"


def assert_bars(text: str, gold: dict) -> None:
    result = score(text, gold)
    assert result.quantities >= 0.95, result.faults
    assert result.subjects >= 0.85, result.faults
    assert result.sections >= 0.97, result.faults
    assert result.roles >= 0.95, result.faults


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_our_own_reports(path: Path) -> None:
    assert_bars(*annotated_load(path))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["chengguan", "tuiyi"])
def test_shared_reports(name: str) -> None:
    if not (SHARED / f"{name}.json").is_file():
        pytest.skip("the annotated reports are not beside the checkout")
    gold = json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))
    text = (SHARED / f"{name}.txt").read_text(encoding="utf-8")
    assert_bars(text, gold)
    result = score(text, gold)
    assert min(result.kinds, result.qualifiers, result.stances) >= 0.95, result.faults


@pytest.mark.parametrize("path", HELD, ids=lambda path: path.stem)
def test_reports_no_rule_was_tuned_on(path: Path) -> None:
    assert_bars(*annotated_load(path))


@pytest.mark.shared
@pytest.mark.parametrize("path", SPANS, ids=lambda path: path.stem)
def test_passages_of_shared_reports(path: Path) -> None:
    shared = SHARED.parent
    if not (shared / "reports").is_dir():
        pytest.skip("the shared reports are not beside the checkout")
    result = score(*spans_load(path, shared))
    assert result.quantities >= 0.95, result.faults
    assert result.subjects >= 0.85, result.faults
