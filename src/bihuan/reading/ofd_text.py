"""The characters of one OFD page, each at its own place, gathered into lines; what the file says first does not matter."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Final
from unicodedata import east_asian_width

from lxml import etree

from bihuan.reading.printed import Line

GLYPH_LIMIT: Final = 200_000  # characters on one page: a printed page has some thousands
_UPRIGHT: Final = 0.05  # sine of the angle from which on text is slanted: a watermark
_DESCENT: Final = 0.12  # of the size: below the baseline
_CELL_GAP: Final = 1.5  # of the size: cells of a table stand apart
_WORD_GAP: Final = 0.2
_SAME_PLACE: Final = 0.15  # of the size: the same character drawn twice is bold

Numbers = Sequence[float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: left end of its baseline, width and size in millimetres, y downwards."""

    text: str
    x: float
    y: float
    width: float
    size: float


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a page from top to bottom, and its slanted texts."""

    lines: list[Line]
    slanted: list[str]


def text_read(page: etree._Element, number: int) -> Text:
    """Read a page or template; ``ValueError`` for numbers that are none, ``OverflowError`` for too many characters."""
    glyphs: list[Glyph] = []
    slanted = []
    for element in _text_objects(page):
        matrix = _numbers(element.get("CTM", "1 0 0 1 0 0"), 6)
        if abs(matrix[1]) > _UPRIGHT * math.hypot(matrix[0], matrix[1]):
            slanted.append("".join(code.text or "" for code in element.iterchildren("{*}TextCode")))
            continue
        glyphs += islice(_glyphs(element, matrix), GLYPH_LIMIT + 1)
        if len(glyphs) > GLYPH_LIMIT:
            raise OverflowError
    return Text([line for row in _rows(glyphs) if (line := _line(row, number))], slanted)


def _text_objects(page: etree._Element) -> Iterator[etree._Element]:
    """Every visible text object of the layers, however deep in blocks."""
    for element in page.iterfind("{*}Content/{*}Layer//{*}TextObject"):
        if element.get("Visible", "true") not in {"false", "0"}:
            yield element


def _glyphs(element: etree._Element, matrix: Numbers) -> Iterator[Glyph]:
    """The characters of one text object: X, Y and the deltas, through CTM, from the boundary's corner (GB/T 33190, 11.3)."""
    left, top, _, _ = _numbers(element.get("Boundary", ""), 4)
    a, b, c, d, e, f = matrix
    size = _number(element.get("Size", ""))
    stretch = _number(element.get("HScale", "1"))
    x = y = 0.0
    for code in element.iterchildren("{*}TextCode"):
        text = (code.text or "").strip("\r\n\t")
        x, y = _number(code.get("X", str(x))), _number(code.get("Y", str(y)))
        widths = [_em(char) * size * stretch for char in text]
        steps = _steps(code, widths)
        at_x, at_y = x, y
        for char, width, (dx, dy) in zip(text, widths, steps, strict=False):
            px, py = left + a * at_x + c * at_y + e, top + b * at_x + d * at_y + f
            yield Glyph(char, px, py, (dx if width < dx <= size else width) * abs(a), size * math.hypot(c, d))
            at_x, at_y = at_x + dx, at_y + dy


def _steps(code: etree._Element, widths: list[float]) -> Iterator[tuple[float, float]]:
    """From each character to the next; where a file leaves it to the font, a character is as wide as its kind."""
    across, down = code.get("DeltaX"), code.get("DeltaY")
    usual = widths if down is None else repeat(0.0)
    dx = _deltas(across) if across is not None else iter(usual)
    dy = _deltas(down) if down is not None else repeat(0.0)
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


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Characters whose baselines differ by less than half their size stand in one line."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("y")):
        if row and glyph.y - row[0].y > 0.5 * min(glyph.size, row[0].size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _line(row: list[Glyph], page: int) -> Line | None:
    glyphs = sorted(row, key=attrgetter("x"))
    ink = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not ink:
        return None
    size = max(glyph.size for glyph in ink)
    base = max(glyph.y for glyph in ink)
    end = max(glyph.x + glyph.width for glyph in ink)
    text = "".join(_spaced(glyphs)).strip()
    return Line(ink[0].x, base - (1 - _DESCENT) * size, end, base + _DESCENT * size, size, text, page)


def _spaced(glyphs: list[Glyph]) -> Iterator[str]:
    """The characters with a tab between cells and a space between words, each character drawn twice once."""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None:
            if glyph.text == last.text and glyph.x - last.x < _SAME_PLACE * glyph.size:
                continue
            gap = glyph.x - last.x - last.width
            if gap > _CELL_GAP * glyph.size:
                yield "\t"
            elif gap > _WORD_GAP * glyph.size and _is_letter(last.text) and _is_letter(glyph.text):
                yield " "
        last = glyph
        yield glyph.text


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _em(char: str) -> float:
    return 1.0 if east_asian_width(char) in "WFA" else 0.5


def _numbers(told: str, count: int) -> Numbers:
    numbers = [_number(word) for word in told.split()]
    if len(numbers) != count:
        raise ValueError(told)
    return numbers


def _number(told: str) -> float:
    number = float(told)
    if not math.isfinite(number):
        raise ValueError(told)
    return number
