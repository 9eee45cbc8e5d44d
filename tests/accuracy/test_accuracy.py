"""The bars of reading, on our own reports of other bureaus and on the shared annotated ones."""

import json
from pathlib import Path

import pytest

from accuracy.annotated import annotated_load, spans_load
from accuracy.score import Score, score

OWN = sorted((Path(__file__).parent / "reports").glob("*.txt"))
HELD = sorted((Path(__file__).parent / "held").glob("*.txt"))  # no rule was tuned on these
SPANS = sorted((Path(__file__).parent / "spans").glob("*.json"))
SHARED = Path(__file__).parents[2] / "../shared/data/dev"

BARS = {
    "sections": 0.97,
    "titles": 0.95,
    "roles": 0.95,
    "found": 0.96,
    "quantities": 0.95,
    "kind": 0.95,
    "qualifier": 0.95,
    "subject": 0.85,
    "stance": 0.93,
    "head": 1.0,
    "relations right": 0.95,
    "relations found": 0.85,
}


def assert_bars(result: Score) -> None:
    shares = {measure: result.share(measure) for measure in BARS}
    assert {name: share for name, share in shares.items() if share < BARS[name]} == {}, result.faults


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_our_own_reports(path: Path) -> None:
    assert_bars(score(*annotated_load(path)))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["chengguan", "tuiyi"])
def test_shared_reports(name: str) -> None:
    if not (SHARED / f"{name}.json").is_file():
        pytest.skip("the annotated reports are not beside the checkout")
    gold = json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))
    assert_bars(score((SHARED / f"{name}.txt").read_text(encoding="utf-8"), gold))


@pytest.mark.parametrize("path", HELD, ids=lambda path: path.stem)
def test_reports_no_rule_was_tuned_on(path: Path) -> None:
    assert_bars(score(*annotated_load(path)))


@pytest.mark.shared
@pytest.mark.parametrize("path", SPANS, ids=lambda path: path.stem)
def test_passages_of_shared_reports(path: Path) -> None:
    shared = SHARED.parent
    if not (shared / "reports").is_dir():
        pytest.skip("the shared reports are not beside the checkout")
    assert_bars(score(*spans_load(path, shared)))
