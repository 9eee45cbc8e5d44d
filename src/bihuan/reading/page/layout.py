"""Pages into content: what stands beside the text is taken off, tables and columns are found, lines become paragraphs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bihuan.reading.document import Aside, Content, Piece
from bihuan.reading.page.beside import beside_take
from bihuan.reading.page.columns import pages_columns
from bihuan.reading.page.frames import columns_frames
from bihuan.reading.page.geometry import Line, Page, rows_of
from bihuan.reading.page.paragraphs import Placed, paragraph_text, paragraphs_of
from bihuan.reading.page.tables import page_tables

_TAB: Final = 2.0  # sizes of print between two cells


def pages_content(pages: Sequence[Page]) -> Content:
    """The paragraphs of all pages in reading order, and what stands beside them."""
    for page in pages:
        page_tables(page)
    asides = beside_take(pages) + [Aside(page.slanted, f"第{page.number}页斜排文字") for page in pages if page.slanted]
    columns = pages_columns(pages)
    for column in columns:
        column.lines = [_row_line(row) for row in rows_of(column.lines)]
    frames = columns_frames(columns)
    placed = [
        Placed(line, frame, column.page, index)
        for index, (column, frame) in enumerate(zip(columns, frames, strict=True))
        for line in column.lines
    ]
    return Content(list(_pieces(paragraphs_of(placed))), asides)


def _pieces(paragraphs: list[list[Placed]]) -> Iterator[Piece]:
    page = count = 0
    for lines in paragraphs:
        count, page = count if lines[0].page == page else 0, lines[0].page
        if place := lines[0].line.place:
            yield lines[0].line.text, f"第{page}页{place}"
        else:
            count += 1
            yield paragraph_text(lines), f"第{page}页第{count}段"


def _row_line(row: list[Line]) -> Line:
    """One line of what stands at one height: cells joined by tabs."""
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for last, line in pairwise(row):
        text += ("\t" if line.left - last.right > _TAB * line.size else "") + line.text
    top, bottom = min(line.top for line in row), max(line.bottom for line in row)
    return Line(text, row[0].left, top, row[-1].right, bottom, row[0].size)
