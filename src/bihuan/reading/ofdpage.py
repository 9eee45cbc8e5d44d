"""One page of an OFD: its characters at their places; what the file writes first does not matter."""

from collections.abc import Iterator
from itertools import chain, islice, repeat
from typing import Final
from unicodedata import east_asian_width

from lxml import etree

from bihuan.reading.ofdobject import POINT, Numbers, Placing, number, numbers, objects
from bihuan.reading.ofdrules import page_rules
from bihuan.reading.page import Glyph, Page
from bihuan.reading.page.lines import glyphs_lines
from bihuan.reading.page.signs import sign_plain

GLYPH_LIMIT: Final = 20_000  # characters on one page: a printed page has some thousands
A4: Final = (0.0, 0.0, 210.0, 297.0)
_SLANT: Final = 0.05  # sine of the angle from which on text is a watermark or a stamp
_ASCENT: Final = 0.88  # of the size: above the baseline


def ofd_page(element: etree._Element, at: int, box: Numbers = A4) -> Page:
    """A page or a template; ``ValueError`` for numbers that are none, ``OverflowError`` for too many characters."""
    told = element.findtext("{*}Area/{*}PhysicalBox")
    _, _, width, height = numbers(told, 4) if told else box
    rules = page_rules(element)
    glyphs: list[Glyph] = []
    slanted = []
    for text in objects(element, "TextObject"):
        placing = Placing.of(text)
        if placing.slant > _SLANT:
            slanted.append("".join(code.text or "" for code in text.iterchildren("{*}TextCode")).strip())
            continue
        glyphs += islice(_glyphs(text, placing), GLYPH_LIMIT + 1)
        if len(glyphs) > GLYPH_LIMIT:
            raise OverflowError
    return Page(at, width * POINT, height * POINT, glyphs_lines(glyphs, rules), rules, "".join(slanted))


def _glyphs(element: etree._Element, placing: Placing) -> Iterator[Glyph]:
    """The characters of one text object, in points."""
    em = number(element.get("Size", ""))
    across, down = placing.scale
    size = max(em * down, 0.1)
    for char, x, y, width in _placed(element, em * number(element.get("HScale", "1"))):
        if sign := sign_plain(ord(char)):
            left, base = placing.point(x, y)
            yield Glyph(sign, left, base - _ASCENT * size, left + width * across, base + (1 - _ASCENT) * size, size)


def _placed(element: etree._Element, em: float) -> Iterator[tuple[str, float, float, float]]:
    """Each character with its place inside the object and its width (GB/T 33190, 11.3); a text code without X or Y goes on at the last."""
    x = y = 0.0
    for code in element.iterchildren("{*}TextCode"):
        text = (code.text or "").strip("\r\n\t")
        x, y = number(code.get("X", str(x))), number(code.get("Y", str(y)))
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
            yield from repeat(number(step), min(max(0, int(count)), GLYPH_LIMIT))
        else:
            yield number(word)
