"""The sixth spelling: a report printed to PDF, in the customary layout and in that of whoever has never heard of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from office.printed import report_print
from support.readings import REPORTS, reading_told, report_text
from support.spellings import docx_spelt, txt_spelt

pytestmark = pytest.mark.office
Office = Callable[[Path, str], Path]


def reads_alike(written: Path, text: str, office: Office) -> bool:
    return reading_told(office(written, "pdf")) == reading_told(txt_spelt(text, written.with_suffix(".txt")))


@pytest.mark.parametrize("name", REPORTS)
def test_a_plain_document_reads_as_its_text_does(name: str, office: Office, tmp_path: Path) -> None:
    text = report_text(name).lstrip("\n")
    assert reads_alike(docx_spelt(text, tmp_path / "a.docx"), text, office)


@pytest.mark.parametrize("name", [name for name in REPORTS if "\t" not in report_text(name)])
def test_an_official_layout_reads_as_its_text_does(name: str, office: Office, tmp_path: Path) -> None:
    text = report_text(name).lstrip("\n")
    assert reads_alike(report_print(text, tmp_path / "a.docx"), text, office)


def test_automatic_numbers_print_as_they_are_read(office: Office, tmp_path: Path) -> None:
    text = report_text("four_levels")
    assert reads_alike(docx_spelt(text, tmp_path / "a.docx", automatic=True), text, office)
