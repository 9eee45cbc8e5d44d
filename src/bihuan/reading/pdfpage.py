"""One page of a PDF: its visible signs and its rulings, turned as a reader sees them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from ctypes import byref
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any, Final, NamedTuple

import pypdfium2
from pypdfium2 import raw

from bihuan.datamodel import BihuanError
from bihuan.reading.page import Glyph, Page, Rule
from bihuan.reading.page.lines import glyphs_lines
from bihuan.reading.page.signs import sign_plain
from bihuan.reading.pdfobjects import Box, Drawn, address

_SLANT: Final = 3.0  # degrees: what leans more is a stamp or a watermark
_LOST: Final = "\ufffd"


class _Sign(NamedTuple):
    """A sign in the coordinates of the PDF, with its direction in degrees, counterclockwise."""

    sign: str
    box: Box
    size: float
    angle: float
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class _View:
    """The page as it is held: turned clockwise by quarters, counted from its upper left corner."""

    quarters: int
    box: Box

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (height, width) if self.quarters % 2 else (width, height)

    def seen(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, counted downwards."""
        left, bottom, right, top = box
        near_left, near_bottom, near_right, near_top = self.box
        match self.quarters:
            case 0:
                return left - near_left, near_top - top, right - near_left, near_top - bottom
            case 1:
                return bottom - near_bottom, left - near_left, top - near_bottom, right - near_left
            case 2:
                return near_right - right, bottom - near_bottom, near_right - left, top - near_bottom
        return near_top - top, near_right - right, near_top - bottom, near_right - left


def pdf_page(page: pypdfium2.PdfPage, number: int, drawn: Drawn, most: int) -> Page:
    """The page with its lines and rulings; ``most`` is how many signs it may have."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        raise pypdfium2.PdfiumError("no text page")
    try:
        if raw.FPDFText_CountChars(text) > most:
            raise BihuanError("read.too_large", f"PDF 到第 {number} 页字符太多", hint="请拆成几份再读")
        signs = _told(_shown(list(_signs(text, drawn.hidden))))
    finally:
        raw.FPDFText_ClosePage(text)
    quarters = Counter(round(sign.angle / 90) % 4 for sign in signs).most_common(1)
    view = _View(quarters[0][0] if quarters else 0, page.get_bbox())
    return _page(number, view, signs, drawn)


def _page(number: int, view: _View, signs: list[_Sign], drawn: Drawn) -> Page:
    width, height = view.size
    upright = [sign for sign in signs if _leaning(sign.angle - 90 * view.quarters) < _SLANT]
    glyphs = [Glyph(sign.sign, *view.seen(sign.box), sign.size) for sign in upright]
    inside = (glyph for glyph in glyphs if _is_inside(glyph, width, height))
    rules = [Rule(*view.seen(box)) for box in drawn.rules]
    slanted = "".join(sign.sign for sign in signs if _leaning(sign.angle - 90 * view.quarters) >= _SLANT)
    return Page(number, width, height, glyphs_lines(inside, rules), rules, slanted.strip())


def _signs(text: Any, hidden: set[int]) -> Iterator[_Sign]:
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    for index in range(raw.FPDFText_CountChars(text)):
        is_lost = raw.FPDFText_HasUnicodeMapError(text, index) == 1
        sign = _LOST if is_lost else sign_plain(raw.FPDFText_GetUnicode(text, index))
        if not sign or (sign == " " and raw.FPDFText_IsGenerated(text, index)):
            continue
        raw.FPDFText_GetLooseCharBox(text, index, byref(box))
        raw.FPDFText_GetMatrix(text, index, byref(matrix))
        size = max(raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d), 0.1)
        angle = degrees(atan2(matrix.b, matrix.a)) if matrix.b else 0.0 if matrix.a >= 0 else 180.0
        unseen = bool(hidden) and address(raw.FPDFText_GetTextObject(text, index)) in hidden
        yield _Sign(sign, (box.left, box.bottom, box.right, box.top), size, angle, unseen)


def _shown(signs: list[_Sign]) -> list[_Sign]:
    """What is drawn; the layer under a scan, where nothing else is text."""
    seen = [sign for sign in signs if not sign.is_hidden]
    return seen if len(seen) * 2 > len(signs) else signs if not seen else [sign for sign in signs if sign.is_hidden]


def _told(signs: list[_Sign]) -> list[_Sign]:
    """Without single signs that the fonts do not tell; a page of them is to be looked at like a scan."""
    told = [sign for sign in signs if sign.sign != _LOST]
    return told if len(told) * 2 >= len(signs) else signs


def _leaning(angle: float) -> float:
    return abs((angle + 180) % 360 - 180)


def _is_inside(glyph: Glyph, width: float, height: float) -> bool:
    return -1 < (glyph.left + glyph.right) / 2 < width + 1 and -1 < (glyph.top + glyph.bottom) / 2 < height + 1


def signs_lost(lines: Iterable[str]) -> bool:
    """Whether a page's text is mostly signs that its fonts do not tell."""
    text = "".join(lines)
    return text.count(_LOST) * 2 > len(text)
