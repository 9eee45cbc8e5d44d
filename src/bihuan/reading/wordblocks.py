"""The blocks of a Word part in reading order: paragraphs, text boxes, notes, table rows, each with its place."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from lxml import etree

from bihuan.reading.document import Piece
from bihuan.reading.numbering import Numbering
from bihuan.reading.wordml import W, children, switched, value
from bihuan.reading.wordnotes import Notes
from bihuan.reading.wordruns import Shown, paragraph_shown
from bihuan.reading.wordstyles import Styles
from bihuan.reading.wordtable import Cells, rows_seen

_LONG_CELL: Final = (3, 120)  # paragraphs and characters from which a cell of a form is read as running text


class Blocks:
    """Counts paragraphs and tables while it goes through a part once."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._paragraphs = 0
        self._tables = 0

    def pieces(self, parent: etree._Element, place: str = "") -> Iterator[Piece]:
        """(text, where) below an element; ``place`` stands for the places of its paragraphs."""
        carried: list[Shown] = []  # of paragraphs whose marks are deleted or hidden: they run into the next one
        for child in children(parent):
            if child.tag == W + "p":
                if self._ends(child, carried):
                    yield from self._said(carried, place)
                    carried = []
            elif child.tag == W + "tbl":
                yield from self._said(_seen(carried), place)
                carried = []
                yield from self._table(child)
        yield from self._said(_seen(carried), place)

    def _ends(self, paragraph: etree._Element, carried: list[Shown]) -> bool:
        """Add the paragraph and, before all that was carried to it, its number; whether its end is seen."""
        carried.append(paragraph_shown(self._styles, paragraph))
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom")):
            return False
        hidden = mark is not None and switched(mark.find(W + "vanish"))
        if not hidden or carried[-1].text:
            carried.insert(0, Shown(self._numbering.label(paragraph)))
        if value(paragraph, "pPr/pStyle") in self._styles.titles:  # its line breaks are layout
            carried[:] = [replace(shown, text=shown.text.replace("\n", "")) for shown in carried]
        return not hidden

    def _said(self, parts: list[Shown], place: str) -> Iterator[Piece]:
        if not parts:
            return
        self._paragraphs += not place
        where = place or f"第{self._paragraphs}段"
        yield from ((line, where) for line in "".join(shown.text for shown in parts).split("\n"))
        for box in chain.from_iterable(shown.boxes for shown in parts):
            yield from [(box, where)] if isinstance(box, str) else self.pieces(box, place)
        for note, called in self._notes.called([note for shown in parts for note in shown.notes]):
            yield from ((text.lstrip(), called) for text, _ in self.pieces(note, called))

    def _table(self, table: etree._Element) -> Iterator[Piece]:
        self._tables += 1
        number = self._tables
        for index, cells in enumerate(rows_seen(table), 1):
            yield from self._row(cells, f"表{number}第{index}行")

    def _row(self, cells: Cells, where: str) -> Iterator[Piece]:
        """A row is one piece; what no row can hold follows it: a form's running text, tables inside, notes."""
        seen = [cell for cell in cells if cell is not None]
        if len(seen) == 1 and cells[0] is not None:  # a frame around text
            yield from self.pieces(seen[0], where)
            return
        texts, after = [], []
        for cell in cells:
            said = [] if cell is None else list(self.pieces(cell, where))
            own = [text for text, at in said if at == where and text.strip()]
            running = len(own) >= _LONG_CELL[0] and sum(map(len, own)) >= _LONG_CELL[1]
            texts.append("" if running else _one_line(own))
            after += said if running else [piece for piece in said if piece[1] != where]
        yield "\t".join(texts).rstrip("\t"), where
        yield from after


def _seen(carried: list[Shown]) -> list[Shown]:
    """What is left of paragraphs without an end."""
    return [shown for shown in carried if shown != Shown()]


def _one_line(texts: list[str]) -> str:
    return " ".join(texts).replace("\t", " ")
