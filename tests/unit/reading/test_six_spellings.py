"""One report spelt in six formats gives the same reading: nothing depends on how the clerk saved the file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from accuracy.annotated import annotated_load
from bihuan.commitments import report_read
from support.ofd_writer import ofd_spelt
from support.spellings import docx_spelt, html_spelt, txt_spelt

TESTS = Path(__file__).parents[2]
REPORTS = ("agri", "education", "hospital", "town", "water")
SECTION = ("level", "marker", "title", "role")
QUANTITY = ("value", "max", "unit", "kind", "qualifier", "subject", "stance", "text")
COMMITMENT = ("title", "due", "lead", "measurable", "quantities")
HEAD = ("title", "issuer", "summary_year", "plan_year", "signed_by", "signed_on")
SPELLINGS: dict[str, Callable[[str, Path], Path]] = {
    "typed.docx": docx_spelt,
    "automatic.docx": lambda text, path: docx_spelt(text, path, automatic=True),
    "lines.ofd": ofd_spelt,
    "characters.ofd": lambda text, path: ofd_spelt(text, path, "characters"),
    "shuffled.ofd": lambda text, path: ofd_spelt(text, path, "shuffled"),
    "page.html": html_spelt,
}


def report(name: str) -> str:
    if name == "four_levels":
        return (TESTS / "support/reports/four_levels.txt").read_text(encoding="utf-8")
    return annotated_load(TESTS / f"accuracy/reports/{name}.txt")[0]


def told(path: Path) -> list[dict]:
    """The reading without its offsets, which count in another text."""
    return [
        {name: document[name] for name in HEAD}
        | {"sections": [[section[name] for name in SECTION] for section in document["sections"]]}
        | {"quantities": [[quantity[name] for name in QUANTITY] for quantity in document["quantities"]]}
        | {"commitments": [[commitment[name] for name in COMMITMENT] for commitment in document["commitments"]]}
        for document in report_read(path).to_json()["documents"]
    ]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", ["four_levels", *REPORTS])
def test_it_reads_as_the_plain_text_does(name: str, spelling: str, tmp_path: Path) -> None:
    text = report(name)
    plain = told(txt_spelt(text, tmp_path / "plain.txt"))
    assert plain[0]["sections"] and plain[0]["quantities"]
    assert told(SPELLINGS[spelling](text, tmp_path / spelling)) == plain
