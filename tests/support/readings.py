"""What one reading of a report says, to be compared with another reading of the same report."""

from pathlib import Path
from typing import Any

from accuracy.annotated import annotated_load
from bihuan.commitments import report_read

TESTS = Path(__file__).parents[1]
REPORTS = ("four_levels", "agri", "education", "hospital", "town", "water")
FIELDS = {
    "sections": ("level", "marker", "title", "role"),
    "quantities": ("value", "max", "unit", "kind", "qualifier", "subject", "stance", "text"),
    "commitments": ("title", "due", "lead", "measurable", "quantities"),
}
HEAD = ("title", "issuer", "summary_year", "plan_year", "signed_by", "signed_on")


def report_text(name: str) -> str:
    """The plain text of one of ``REPORTS``: one with four levels and a table, and annotated ones of varied outlines."""
    if name == "four_levels":
        return (TESTS / "support/reports/four_levels.txt").read_text(encoding="utf-8")
    return annotated_load(TESTS / f"accuracy/reports/{name}.txt")[0]


def reading_told(path: Path) -> list[dict[str, Any]]:
    """Head, sections, quantities and commitments of each report in a file, without offsets, which count in another text."""
    return [
        {name: document[name] for name in HEAD}
        | {part: [[one[name] for name in names] for one in document[part]] for part, names in FIELDS.items()}
        for document in report_read(path).to_json()["documents"]
    ]
