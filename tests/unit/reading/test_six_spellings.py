"""One report spelt in six formats gives the same reading: nothing depends on how the clerk saved the file.

The sixth, PDF, is printed by LibreOffice: tests/office/test_spelt_in_pdf.py.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from support.ofd_writer import ofd_spelt
from support.readings import REPORTS, reading_told, report_text
from support.spellings import docx_spelt, html_spelt, txt_spelt

SPELLINGS: dict[str, Callable[[str, Path], Path]] = {
    "typed.docx": docx_spelt,
    "automatic.docx": lambda text, path: docx_spelt(text, path, automatic=True),
    "lines.ofd": ofd_spelt,
    "characters.ofd": lambda text, path: ofd_spelt(text, path, "characters"),
    "shuffled.ofd": lambda text, path: ofd_spelt(text, path, "shuffled"),
    "page.html": html_spelt,
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", REPORTS)
def test_it_reads_as_the_plain_text_does(name: str, spelling: str, tmp_path: Path) -> None:
    text = report_text(name)
    plain = reading_told(txt_spelt(text, tmp_path / "plain.txt"))
    assert plain[0]["sections"] and plain[0]["quantities"]
    assert reading_told(SPELLINGS[spelling](text, tmp_path / spelling)) == plain


def test_automatic_numbers_are_not_in_the_text_of_the_file(tmp_path: Path) -> None:
    path = docx_spelt(report_text("four_levels"), tmp_path / "a.docx", automatic=True)
    typed = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert {"2023年工作总结", "安全生产监管", "矿山领域。检查非煤矿山24座，停产整顿3座，罚款38.6万元。"} <= set(typed)
