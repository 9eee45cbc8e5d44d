"""How many pages a draft fills, reckoned on the standard's own grid of 22 lines × 28 characters.

The page numbers of a compilation's contents are cached from this; a word processor replaces them when it updates the fields.
"""

import math
import re
from collections.abc import Sequence

from bihuan.drafting.tree import Draft, Paragraph, ParagraphRole
from bihuan.gongwen.layout import CELLS_A_LINE, LINES_A_PAGE
from bihuan.gongwen.measures import text_cells
from bihuan.gongwen.titles import title_breaks

INDENTED = {role for role in ParagraphRole if role.startswith("heading") or role is ParagraphRole.BODY}
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_NO_START = frozenset("，。、；：？！）》〉”’】〕％%·…")


def first_pages(drafts: Sequence[Draft]) -> list[int]:
    """Page on which each report begins, the first on page 1."""
    pages, page = [], 1
    for draft in drafts:
        pages.append(page)
        page += pages_of(draft)
    return pages


def pages_of(draft: Draft) -> int:
    """Pages of one report."""
    signed = any(paragraph.role is ParagraphRole.SIGNATURE for paragraph in draft.paragraphs)
    lines = sum(lines_of(paragraph) for paragraph in draft.paragraphs) + signed
    return max(1, math.ceil(lines / LINES_A_PAGE))


def lines_of(paragraph: Paragraph) -> int:
    """Lines of one paragraph; the title has a free line below."""
    if paragraph.role is ParagraphRole.TITLE:
        return len(title_breaks(paragraph.text)) + 2
    lines, filled = 1, 2.0 if paragraph.role in INDENTED else 0.0
    for word in _WORD.findall(paragraph.text):
        width = text_cells(word)
        if filled + width > CELLS_A_LINE and filled > 0:
            lines += 1
            filled = 1.0 if word in _NO_START else 0.0
        filled += width
    return lines
