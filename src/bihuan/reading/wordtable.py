"""The rows and cells of a Word table as they stand on the page: deleted and hidden ones gone, a merged cell's value once."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bihuan.reading.wordml import W, children, number, switched, value

_COLUMNS_MOST: Final = 63  # Word's own bound
Cells = list[etree._Element | None]  # None: a place that another cell reaches into


def rows_seen(table: etree._Element) -> Iterator[Cells]:
    """The cells of each row, one a column of the table."""
    for row in children(table):
        if row.tag == W + "tr" and not _gone(row.find(W + "trPr")):
            yield _cells(row)


def _cells(row: etree._Element) -> Cells:
    cells: Cells = [None] * _span(value(row, "trPr/gridBefore"), 0)
    for cell in children(row):
        properties = cell.find(W + "tcPr")
        if cell.tag == W + "tc" and not _gone(properties):
            cells.append(None if _continued(properties) else cell)
            cells += [None] * (_span(value(properties, "gridSpan"), 1) - 1)
    return cells


def _gone(properties: etree._Element | None) -> bool:
    """Whether the row or cell was deleted, or is hidden."""
    if properties is None:
        return False
    deleted = any(properties.find(W + name) is not None for name in ("del", "cellDel"))
    return deleted or switched(properties.find(W + "hidden"))


def _continued(properties: etree._Element | None) -> bool:
    """Whether the cell is reached into by the one above or (in old files) left of it."""
    merges = [] if properties is None else [properties.find(W + name) for name in ("vMerge", "hMerge")]
    return any(merge is not None and merge.get(W + "val", "continue") == "continue" for merge in merges)


def _span(text: str | None, least: int) -> int:
    return min(max(number(text, least), least), _COLUMNS_MOST)
