"""The bars of promises without numbers: one shared pair looked at, one of our own, and one of each kind held back."""

from pathlib import Path

import pytest

from accuracy.promised_texts import answered, gold_of, score
from bihuan.commitments import report_read

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "../shared/data/reports"
OWN = HERE / "promises_own"
FOUND, STATUS, QUOTE = 0.90, 0.80, 0.75
HELD_STATUS = 0.75  # what no rule was tuned on


@pytest.mark.shared
@pytest.mark.parametrize(("year", "status"), [(2014, STATUS), (2015, HELD_STATUS)])
def test_promises_of_the_state_council_are_answered(year: int, status: float) -> None:
    if not (SHARED / f"{year}.txt").is_file():
        pytest.skip("the annotated reports are not beside the checkout")
    gold = HERE / f"promises_texts/{year}.json"
    holds_the_bars(SHARED / f"{year}.txt", SHARED / f"{year + 1}.txt", gold, status)


@pytest.mark.parametrize(
    ("earlier", "later", "gold", "status"),
    [("housing_2022", "housing_2023", "housing", STATUS), ("culture_2023", "culture_2024", "culture", HELD_STATUS)],
)
def test_promises_of_bureaus_are_answered(earlier: str, later: str, gold: str, status: float) -> None:
    holds_the_bars(OWN / f"{earlier}.txt", OWN / f"{later}.txt", OWN / f"{gold}.json", status)


def holds_the_bars(earlier: Path, later: Path, gold: Path, status: float) -> None:
    """Read as promises, their status right, and the right words quoted."""
    before, after = report_read(earlier), report_read(later)
    got = score(gold_of(gold, before.text, after.text), answered(before, after))
    assert got.found >= FOUND, got
    assert got.status >= status, got
    assert got.quote >= QUOTE, got
