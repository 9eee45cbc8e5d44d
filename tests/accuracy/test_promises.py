"""The bars of promises on annotated pairs of successive years; some texts are shared data, of two pairs the spans are ours."""

from pathlib import Path

import pytest

from accuracy.promised_numbers import answered, gold_of, score
from bihuan.commitments import report_read

SHARED = Path(__file__).parents[2] / "../shared/data"
HERE = Path(__file__).parent
OURS = HERE / "promises"  # no rule was tuned on these pairs
OWN = HERE / "promises_own"  # of our own writing, answered before any was read
FOUND, MATCHED, RIGHT, SPURIOUS = 0.90, 0.85, 0.85, 0.15


@pytest.mark.shared
@pytest.mark.parametrize("year", [2013, 2014, 2015, 2016])
def test_promises_listed_by_hand_are_found_and_answered(year: int) -> None:
    if not (SHARED / f"reports/{year}.txt").is_file():
        pytest.skip("the annotated reports are not beside the checkout")
    ours = OURS / f"{year}.json"
    gold = ours if ours.is_file() else SHARED / f"promises/{year}.json"
    holds_the_bars(SHARED / f"reports/{year}.txt", SHARED / f"reports/{year + 1}.txt", gold)


@pytest.mark.parametrize(
    ("earlier", "later", "gold"),
    [
        ("county_2023", "county_2024", "county"),
        ("health_2023", "health_2024", "health"),
        ("school_plan_2022", "school_2022", "school"),
        ("culture_2023", "culture_2024", "culture"),  # held back: its disagreements were never looked at
    ],
)
def test_promises_of_other_bodies_are_found_and_answered(earlier: str, later: str, gold: str) -> None:
    holds_the_bars(OWN / f"{earlier}.txt", OWN / f"{later}.txt", OWN / f"{gold}.json")


def holds_the_bars(earlier: Path, later: Path, gold: Path) -> None:
    """Found, matched, verdict right, and hardly anything that no person listed."""
    before, after = report_read(earlier), report_read(later)
    got = score(gold_of(gold, before.text, after.text), answered(before, after))
    assert got.found >= FOUND, got
    assert got.matched >= MATCHED, got
    assert got.verdict >= RIGHT, got
    assert got.spurious <= SPURIOUS, got
