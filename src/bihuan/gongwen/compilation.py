"""汇编: several reports in one docx, with a cover, contents with page numbers, and every report's manifest."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from bihuan.datamodel import BihuanError
from bihuan.drafting.tree import Draft
from bihuan.gongwen.body import Body
from bihuan.gongwen.marks import Marks, report_bookmark
from bihuan.gongwen.ooxml import Element, w, wtext
from bihuan.gongwen.package import Parts, file_write
from bihuan.gongwen.page import section
from bihuan.gongwen.pagination import first_pages
from bihuan.gongwen.titles import COVER_CELLS, title_breaks, title_lines
from bihuan.gongwen.writing import DOCUMENT, common_parts_add, document_part, footers_add, manifests_add


def compilation_write(drafts: Sequence[Draft], target: Path, *, title: str, review: bool, sealed: bool = True) -> None:
    """Write the reports one after the other, each on a new page, numbered from the first report's first page.

    ``docx_open`` gives them back as ``SealedDocx.reports`` in this order. The contents' page numbers are PAGEREF fields whose cached
    text is reckoned on the standard's grid. Not ``sealed``: texts that carry no evidence, and no manifests. Raises ``BihuanError`` when
    there is no report.
    """
    if not drafts:
        raise BihuanError("compilation.empty", "汇编里没有报告", where=title, hint="请至少给出一份报告")
    marks = Marks(max(draft.manifest.as_of for draft in drafts))
    body = [part for number, draft in enumerate(drafts, start=1) for part in report(draft, number, marks, review)]
    parts = Parts()
    common_parts_add(parts, title, marks)
    footers = footers_add(parts)
    if sealed:
        manifests_add(parts, [draft.manifest for draft in drafts])
    front = [cover(title), *contents(drafts), section_end()]
    parts.content[DOCUMENT] = document_part([*front, *body, section(footers, starts_at=1, kind="oddPage")])
    file_write(target, parts.zip_bytes())


def report(draft: Draft, number: int, marks: Marks, review: bool) -> list[Element]:
    """One report inside its bookmark; all but the first begin a page."""
    start, end = marks.bookmark_ends(report_bookmark(number))
    paragraphs = list(Body(draft, marks, review, number).paragraphs())
    properties = paragraphs[0][0]
    if number > 1:
        properties.insert(1, w("pageBreakBefore"))
    paragraphs[0].insert(1, start)
    paragraphs[-1].append(end)
    return paragraphs


def cover(title: str) -> Element:
    """The cover's title, a long one broken between phrases."""
    lines = title_lines(title, title_breaks(title, COVER_CELLS))
    runs = [part for line in lines for part in (w("r", w("br")), w("r", wtext(line)))][1:]
    return w("p", w("pPr", w("pStyle", val="CoverTitle")), *runs)


def contents(drafts: Sequence[Draft]) -> list[Element]:
    """目录 on a page of its own."""
    heading = w("p", w("pPr", w("pStyle", val="TOCHeading"), w("pageBreakBefore")), w("r", wtext("目　录")))
    lines = zip(count(1), drafts, first_pages(drafts), strict=False)
    return [heading, *(contents_line(number, draft.manifest.title, page) for number, draft, page in lines)]


def contents_line(number: int, title: str, page: int) -> Element:
    """Title, dotted leader, page: a link to the report and a field that follows it."""
    field = w("fldSimple", w("r", wtext(str(page))), instr=f" PAGEREF {report_bookmark(number)} \\h ")
    link = w("hyperlink", w("r", wtext(title)), w("r", w("tab")), field, anchor=report_bookmark(number), history=1)
    return w("p", w("pPr", w("pStyle", val="TOC1")), link)


def section_end() -> Element:
    """The paragraph that closes the unnumbered front pages."""
    properties = w("pPr", w("pStyle", val="TOC1"), section({}))
    return w("p", properties)
