"""One page of an OFD: its characters at their places; what the file writes first does not matter."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Final
from unicodedata import east_asian_width

from lxml import etree

from bihuan.reading.page import Glyph, Page
from bihuan.reading.page.lines import glyphs_lines
from bihuan.reading.page.signs import sign_plain

GLYPH_LIMIT: Final = 100_000  # characters on one page: a printed page has some thousands
A4: Final = (0.0, 0.0, 210.0, 297.0)
_POINT: Final = 72 / 25.4  # in a millimetre
_SLANT: Final = 0.05  # sine of the angle from which on text is a watermark or a stamp
_ASCENT: Final = 0.88  # of the size: above the baseline

Numbers = Sequence[float]


def ofd_page(element: etree._Element, number: int, box: Numbers = A4) -> Page:
    """A page or a template; ``ValueError`` for numbers that are none, ``OverflowError`` for too many characters."""
    own = element.findtext("{*}Area/{*}PhysicalBox")
    _, _, width, height = numbers(own, 4) if own else box
    glyphs: list[Glyph] = []
    slanted = []
    for text in _text_objects(element):
        matrix = numbers(text.get("CTM", "1 0 0 1 0 0"), 6)
        if abs(matrix[1]) > _SLANT * math.hypot(matrix[0], matrix[1]):
            slanted.append("".join(code.text or "" for code in text.iterchildren("{*}TextCode")).strip())
            continue
        glyphs += islice(_glyphs(text, matrix), GLYPH_LIMIT + 1)
        if len(glyphs) > GLYPH_LIMIT:
            raise OverflowError
    return Page(number, width * _POINT, height * _POINT, glyphs_lines(glyphs), [], "".join(slanted))


def numbers(told: str, count: int) -> Numbers:
    """So many finite numbers, apart by blanks."""
    found = [_number(word) for word in told.split()]
    if len(found) != count:
        raise ValueError(told)
    return found


def _text_objects(page: etree._Element) -> Iterator[etree._Element]:
    """Every visible text object of the layers, however deep in blocks."""
    for element in page.iterfind("{*}Content/{*}Layer//{*}TextObject"):
        if element.get("Visible", "true") not in {"false", "0"}:
            yield element


def _glyphs(element: etree._Element, matrix: Numbers) -> Iterator[Glyph]:
    """The characters of one text object: X, Y and the deltas, through CTM, from the corner of its box (GB/T 33190, 11.3)."""
    a, b, c, d, e, f = matrix
    left, top, _, _ = numbers(element.get("Boundary", ""), 4)
    em = _number(element.get("Size", ""))
    size = max(em * math.hypot(c, d) * _POINT, 0.1)
    for char, x, y, width in _placed(element, em * _number(element.get("HScale", "1"))):
        sign = sign_plain(ord(char))
        if sign:
            at, base = (left + a * x + c * y + e) * _POINT, (top + b * x + d * y + f) * _POINT
            yield Glyph(
                sign, at, base - _ASCENT * size, at + width * abs(a) * _POINT, base + (1 - _ASCENT) * size, size
            )


def _placed(element: etree._Element, em: float) -> Iterator[tuple[str, float, float, float]]:
    """Each character with its place inside the object and its width; a text code without X or Y goes on at the last ones."""
    x = y = 0.0
    for code in element.iterchildren("{*}TextCode"):
        text = (code.text or "").strip("\r\n\t")
        x, y = _number(code.get("X", str(x))), _number(code.get("Y", str(y)))
        at, base = x, y
        widths = [em if east_asian_width(char) in "WFA" else em / 2 for char in text]
        for char, width, (across, down) in zip(text, widths, _steps(code, widths), strict=False):
            yield char, at, base, across if width < across <= em else width
            at, base = at + across, base + down


def _steps(code: etree._Element, widths: list[float]) -> Iterator[tuple[float, float]]:
    """From each character to the next; where a file leaves it to the font, a character is as wide as its kind."""
    across, down = code.get("DeltaX"), code.get("DeltaY")
    dx = _deltas(across) if across is not None else iter(widths if down is None else ())
    dy = _deltas(down) if down is not None else iter(())
    return zip(chain(dx, repeat(0.0)), chain(dy, repeat(0.0)), strict=False)


def _deltas(told: str) -> Iterator[float]:
    """``5 5 g 3 2.5``: five, five, and three times two and a half; never unrolled further than the text is long."""
    words = iter(told.split())
    for word in words:
        if word == "g":
            count, step = next(words, ""), next(words, "")
            yield from repeat(_number(step), max(0, int(count)))
        else:
            yield _number(word)


def _number(told: str) -> float:
    number = float(told)
    if not math.isfinite(number):
        raise ValueError(told)
    return number
