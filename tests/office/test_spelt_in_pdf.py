"""The sixth spelling: a report printed to PDF, in the customary layout and in that of whoever has never heard of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from office.printed import report_print
from support.readings import REPORTS, reading_told, report_text
from support.spellings import docx_spelt, txt_spelt

pytestmark = pytest.mark.office
Office = Callable[[Path, str], Path]
LAYOUTS = {"plain": docx_spelt, "official": report_print}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", REPORTS)
def test_it_reads_as_the_plain_text_does(name: str, layout: str, office: Office, tmp_path: Path) -> None:
    text = report_text(name)
    printed = office(LAYOUTS[layout](text.lstrip("\n"), tmp_path / "a.docx"), "pdf")
    assert reading_told(printed) == reading_told(txt_spelt(text, tmp_path / "a.txt"))
