"""A report's plain text as a docx in the customary layout: GB/T 9704 page, or two columns of smaller print."""

import re
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

_CLOSING = re.compile(r"[\u3000 ]{8,}\S+")
_HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]+、[^。]*$"), "黑体"),
    (re.compile(r"（[一二三四五六七八九十]+）[^。]*$"), "楷体_GB2312"),
)


def report_print(text: str, target: Path, *, columns: int = 1, head: str = "") -> Path:
    """Write ``text`` (a line a paragraph, the first line its title); ``head`` is a running head."""
    document = Document()
    size = 16 if columns == 1 else 10.5
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    _page_number(section.footer.paragraphs[0])
    if head:
        _run(section.header.paragraphs[0], head, "宋体", 9)
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    lines = [line for line in text.split("\n") if line.strip()]
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, lines[0].strip(), "方正小标宋简体", 22)
    if columns > 1:
        document.add_section(0)
        cols = document.sections[-1]._sectPr.find(qn("w:cols"))
        cols.set(qn("w:num"), str(columns))
        cols.set(qn("w:space"), "425")
    for line in lines[1:]:
        _line(document.add_paragraph(), line, size)
    document.save(str(target))
    return target


def _line(paragraph: Paragraph, line: str, size: float) -> None:
    font = next((name for pattern, name in _HEADINGS if pattern.match(line.strip())), "仿宋_GB2312")
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.8)
    layout.space_after = Pt(0)
    if _CLOSING.match(line):
        paragraph.alignment, layout.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(size * 2)
    else:
        paragraph.alignment, layout.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Pt(size * 2)
    _run(paragraph, line.strip(), font, size)


def _run(paragraph: Paragraph, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", "宋体", 14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        paragraph.add_run()._r.append(element)
    _run(paragraph, " —", "宋体", 14)
