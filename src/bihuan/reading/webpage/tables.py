"""Tables that hold data, and tables that only lay out a page, as pages of 2005 do."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

_PROSE: Final = 400  # characters in one cell: more is a part of the page


def layout_tables(body: etree._Element) -> set[etree._Element]:
    """The tables that hold other tables, that have a cell full of prose, or that have one column only."""
    layouts: set[etree._Element] = set()
    tables = list(body.iter("table"))
    for table in tables:
        for outer in table.iterancestors("table"):
            if outer in layouts:
                break
            layouts.add(outer)
    return layouts | {table for table in tables if table not in layouts and _lays_out(table)}


def table_rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row; a caption is a row of its own."""
    for row in table.iter("caption", "tr"):
        yield [row] if row.tag == "caption" else list(row.iterchildren("td", "th"))


def _lays_out(table: etree._Element) -> bool:
    rows = list(table_rows(table))
    if all(len(cells) <= 1 for cells in rows):
        return True
    return any(sum(len(text.strip()) for text in cell.itertext("*")) > _PROSE for cells in rows for cell in cells)
