"""发文机关署名 and 成文日期 without a seal, as GB/T 9704-2012 7.3.5.2 places them.

The name stands two characters from the right; the date begins two characters to the right of the name's first character. Where that
would bring the date nearer than two characters to the edge, the date stands two characters from it and the name moves left.
"""

from collections.abc import Sequence

from bihuan.drafting.tree import Paragraph, ParagraphRole
from bihuan.gongwen import layout
from bihuan.gongwen.measures import text_cells
from bihuan.gongwen.ooxml import Element, w

LEAST, SHIFT = 2.0, 2.0


def signing_indents(paragraphs: Sequence[Paragraph]) -> dict[int, tuple[Element, ...]]:
    """Direct paragraph properties (one line free above, right indent) by the paragraph's number."""
    result: dict[int, tuple[Element, ...]] = {}
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        before = paragraphs[number - 1].role if number else None
        if paragraph.role is ParagraphRole.SIGNATURE:
            date = following.text if following and following.role is ParagraphRole.DATE else ""
            name_right, date_right = right_indents(paragraph.text, date)
            result[number] = (*line_above(before), right_indent(name_right))
            if date:
                result[number + 1] = (right_indent(date_right),)
        elif paragraph.role is ParagraphRole.DATE and number not in result:
            result[number] = (*line_above(before), right_indent(LEAST))
    return result


def kept_with_next(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Numbers of the paragraphs that stand on one page with the next: no page carries the signature alone (7.3.5.4)."""
    closing = (ParagraphRole.SIGNATURE, ParagraphRole.DATE)
    return frozenset(number - 1 for number, paragraph in enumerate(paragraphs) if number and paragraph.role in closing)


def right_indents(name: str, date: str) -> tuple[float, float]:
    """Right indents of name and date in characters."""
    name_width, date_width = text_cells(name), text_cells(date)
    date_right = LEAST + name_width - SHIFT - date_width
    if not date or date_right >= LEAST:
        return LEAST, date_right
    return LEAST + date_width + SHIFT - name_width, LEAST


def line_above(before: ParagraphRole | None) -> tuple[Element, ...]:
    """One line free between the text and the first line of the signature."""
    if before in (None, ParagraphRole.SIGNATURE, ParagraphRole.DATE):
        return ()
    return (w("spacing", before=layout.LINE_PITCH),)


def right_indent(characters: float) -> Element:
    """``w:ind`` from the right edge; never negative."""
    cells = max(0.0, characters)
    return w("ind", rightChars=round(cells * 100), right=round(cells * layout.CELL))
