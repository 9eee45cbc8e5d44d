"""GB/T 9704-2012 on the page: what LibreOffice lays out from our docx."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.drafting.tree import ParagraphRole, Run
from bihuan.gongwen import compilation_write, docx_open, docx_write
from office.pages import Line, pdf_lines
from unit.gongwen.drafts import FILLER, TITLE, body, draft, report

pytestmark = pytest.mark.office
Office = Callable[[Path, str], Path]
HEADINGS = {
    ParagraphRole.HEADING1: "一、工作情况",
    ParagraphRole.HEADING2: "（一）市容整治",
    ParagraphRole.HEADING3: "1.流动商贩",
    ParagraphRole.HEADING4: "（1）疏导点",
}


@pytest.fixture(scope="module")
def pages(office: Office, tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    """A report of several full pages."""
    file = tmp_path_factory.mktemp("pages") / "a.docx"
    headings = [body(text, role=role) for role, text in HEADINGS.items()]
    long = draft(TITLE, *headings, *[body(FILLER * 18) for _ in range(3)])
    docx_write(long, file, review=False)
    return pdf_lines(office(file, "pdf"))


def test_a_full_page_has_22_lines(pages: list[list[Line]]) -> None:
    assert [len(page) - 1 for page in pages[1:-1]] == [22] * (len(pages) - 2)
    assert len(pages) >= 4


def test_a_full_line_has_28_characters(pages: list[list[Line]]) -> None:
    lines = [line.text for page in pages[1:-1] for line in page[:-1]]
    full = [text for text in lines if len(text) == 28]
    indented = [text for text in lines if len(text) == 26]
    assert len(lines) - len(full) - len(indented) <= 2  # the last line of a paragraph
    assert len(full) >= 22 * (len(pages) - 2) - 4


def test_the_type_area_is_156_mm_wide_and_bounded_by_the_margins(pages: list[list[Line]]) -> None:
    full = [line for page in pages[1:-1] for line in page if len(line.text) == 28]
    assert all(line.left == pytest.approx(28, abs=0.3) and line.right == pytest.approx(26, abs=0.5) for line in full)


def test_the_first_line_stands_below_the_top_margin_and_the_last_above_the_bottom_margin(
    pages: list[list[Line]],
) -> None:
    first, last = pages[1][0], pages[1][21]
    assert 297 - 37 - 10.3 <= first.bottom <= 297 - 37 - 5
    assert 35 <= last.bottom <= 35 + 4.5
    assert (first.bottom - last.bottom) / 21 == pytest.approx(28.95 * 25.4 / 72, abs=0.03)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(pages: list[list[Line]]) -> None:
    odd, even = pages[0][-1], pages[1][-1]
    assert [odd.text, even.text] == ["—1—", "—2—"]
    assert odd.right == pytest.approx(26 + 4.94, abs=0.6)
    assert even.left == pytest.approx(28 + 4.94, abs=0.6)
    assert 35 - 7 - 4.5 <= odd.bottom <= 35 - 7


@pytest.mark.parametrize(
    ("role", "font"),
    [*zip(HEADINGS, ["NotoSansCJK", "LXGWWenKai-", "LXGWWenKaiMono", "LXGWWenKaiMono"], strict=True)],
)
def test_each_level_has_its_font(pages: list[list[Line]], role: ParagraphRole, font: str) -> None:
    line = next(line for line in pages[0] if line.text == HEADINGS[role])
    assert font in line.font
    assert line.left == pytest.approx(28 + 11.1, abs=0.5)


def test_the_title_is_centred_and_broken_between_phrases(pages: list[list[Line]]) -> None:
    assert [line.text for line in pages[0][:2]] == ["云溪县城乡管理和综合执法局", "2024年工作总结及2025年工作计划"]
    assert all(line.left - line.right == pytest.approx(2, abs=0.6) for line in pages[0][:2])


def test_quotes_and_digits_keep_the_line_within_the_type_area(office: Office, tmp_path: Path) -> None:
    sentence = "坚持“城市管理进社区、便民服务到家门”，全年立案41宗、罚款17.25万元，同比下降3.2%。"
    docx_write(draft(TITLE, body(sentence * 12)), tmp_path / "a.docx", review=False)
    lines = pdf_lines(office(tmp_path / "a.docx", "pdf"))[0][2:-2]
    assert all(line.right >= 26 - 0.6 for line in lines)


def test_the_contents_name_the_pages_where_the_reports_begin(office: Office, tmp_path: Path) -> None:
    members = [draft(TITLE, body(FILLER * n)) for n in (40, 3, 20)]
    compilation_write(members, tmp_path / "a.docx", title="云溪县各单位工作总结汇编", review=False)
    pages = pdf_lines(office(tmp_path / "a.docx", "pdf"))
    shown = [line.text.rsplit(".", 1)[1] for line in pages[1] if "....." in line.text]
    begins = [page[-1].text.strip("—") for page in pages[2:] if page[0].text == "云溪县城乡管理和综合执法局"]
    assert shown == begins == ["1", "4", "5"]


def test_evidence_survives_saving_by_another_program(office: Office, tmp_path: Path) -> None:
    docx_write(report(), tmp_path / "a.docx", review=True)
    saved = docx_open(office(tmp_path / "a.docx", "docx"))
    assert saved.text == report().text
    assert saved.manifest == report().manifest
    assert {claim: number.text for claim, number in saved.numbers.items()} == {
        c.id: c.text for c in report().manifest.claims
    }


def test_a_run_in_heading_is_in_its_font_and_the_rest_is_not(office: Office, tmp_path: Path) -> None:
    paragraphs = [body(Run("（一）加强巡查。", level=2)), body(Run("甲"), Run("（二）加强宣传。", level=2))]
    docx_write(draft(TITLE, *paragraphs), tmp_path / "a.docx", review=False)
    kai, plain = pdf_lines(office(tmp_path / "a.docx", "pdf"))[0][2:4]
    assert ("LXGWWenKai-" in kai.font, "LXGWWenKaiMono" in plain.font) == (True, True)


def test_a_long_title_on_the_cover_is_broken_between_phrases(office: Office, tmp_path: Path) -> None:
    title = "云溪县县直机关和各乡镇街道2024年工作总结及2025年工作计划汇编"
    compilation_write([draft(TITLE, body(FILLER))], tmp_path / "a.docx", title=title, review=False)
    cover = [line.text for line in pdf_lines(office(tmp_path / "a.docx", "pdf"))[0]]
    assert cover == ["云溪县县直机关和各乡镇街道", "2024年工作总结及", "2025年工作计划汇编"]


def test_no_page_carries_the_signature_alone(office: Office, tmp_path: Path) -> None:
    lines = [body("全年工作顺利")] * 19  # with the title's three lines they fill the first page
    signed = [
        body("云溪县城乡管理和综合执法局", role=ParagraphRole.SIGNATURE),
        body("2024年11月6日", role=ParagraphRole.DATE),
    ]
    docx_write(draft(TITLE, *lines, *signed), tmp_path / "a.docx", review=False)
    first, last = pdf_lines(office(tmp_path / "a.docx", "pdf"))
    assert [line.text for line in last[:-1]] == ["全年工作顺利", "云溪县城乡管理和综合执法局", "2024年11月6日"]
    assert len(first) == 2 + 18 + 1
