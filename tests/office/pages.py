"""A PDF's pages as lines of characters with their places in millimetres."""

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
HALF_LINE = 5.0  # characters of one line lie within 5 mm of height, lines 10 mm apart


@dataclass(frozen=True)
class Line:
    """One line: text without blanks, distances of its outer edges from the page's edges in mm."""

    text: str
    left: float
    right: float
    bottom: float
    font: str


def pdf_lines(file: Path) -> list[list[Line]]:
    """The lines of each page from top to bottom."""
    with pypdfium2.PdfDocument(file) as document:
        return [page_lines(document[number]) for number in range(len(document))]


def page_lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of one page."""
    width, _ = page.get_size()
    textpage = page.get_textpage()
    groups: list[list[tuple[float, float, float, str, int]]] = []
    for index in range(textpage.count_chars()):
        character = textpage.get_text_range(index, 1)
        if not character.strip():
            continue
        left, bottom, right, _ = textpage.get_charbox(index, loose=True)
        if not groups or abs(groups[-1][0][2] - bottom) * MM > HALF_LINE:
            groups.append([])
        groups[-1].append((left, right, bottom, character, index))
    return [line_of(group, width, textpage) for group in groups]


def line_of(group: list[tuple[float, float, float, str, int]], width: float, textpage: pypdfium2.PdfTextPage) -> Line:
    """One line from its characters."""
    return Line(
        text="".join(character for *_, character, _ in group),
        left=min(item[0] for item in group) * MM,
        right=(width - max(item[1] for item in group)) * MM,
        bottom=min(item[2] for item in group) * MM,
        font=font_name(textpage, group[0][4]),
    )


def font_name(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    """The font of one character."""
    buffer = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, 200, flags)
    return buffer.value.decode()
