"""Lines into paragraphs, by what a reader's eye goes by: the indent, the short last line, the size of print, the distance."""

import re
from dataclasses import dataclass
from typing import Final, Self

from bihuan.reading.flat import MARK
from bihuan.reading.page.frames import Frame
from bihuan.reading.page.geometry import Line, usual

_INDENT, _DEEPEST = 0.8, 4.5  # sizes of print
_INDENTED_SHARE: Final = 0.08  # of all lines
_SLACK: Final = 0.7
_LARGER: Final = 1.12
_UNIT: Final = re.compile(r"[“‘（《〈【〔「『(\[]*(?:[A-Za-z0-9.,:%/\-]+|.)[，。、；：？！）》”’%％…)\]」』】〕]*")
_LEADER: Final = re.compile(r"[.．…·]{3,}\s*[（(]?\d{0,4}[)）]?$")
_LATIN: Final = re.compile(r"[A-Za-z]$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page and the edges it keeps to."""

    line: Line
    frame: Frame
    page: int
    column: int


def paragraphs_of(lines: list[Placed]) -> list[list[Placed]]:
    """Lines that belong together."""
    body = _Body.of(lines)
    paragraphs: list[list[Placed]] = []
    for placed in lines:
        if paragraphs and body.goes_on(paragraphs[-1][-1], placed):
            paragraphs[-1].append(placed)
        else:
            paragraphs.append([placed])
    return paragraphs


def paragraph_text(lines: list[Placed]) -> str:
    """The lines as one."""
    text = ""
    for placed in lines:
        space = " " if _LATIN.search(text) and placed.line.text[0].isascii() and placed.line.text[0].isalpha() else ""
        text += space + placed.line.text
    return text


@dataclass(frozen=True, slots=True)
class _Body:
    """The usual size of print, and whether paragraphs begin with an indent."""

    size: float
    indents: bool

    @classmethod
    def of(cls, lines: list[Placed]) -> Self:
        size = usual([placed.line.size for placed in lines], [len(placed.line.text) for placed in lines])
        indented = sum(_INDENT < _indent(placed) / placed.line.size < _DEEPEST for placed in lines)
        return cls(size, indented > _INDENTED_SHARE * len(lines))

    def goes_on(self, last: Placed, placed: Placed) -> bool:
        """Whether a line belongs to the paragraph of the one before."""
        above, line = last.line, placed.line
        if above.is_row or line.is_row or _other_size(above, line) or _LEADER.search(above.text) or _far(last, placed):
            return False
        if line.size > _LARGER * self.size and _balanced(last) and _balanced(placed):
            return True
        if _indent(placed) > _INDENT * line.size or _would_fit(line, last):
            return False
        return self.indents or not MARK.match(line.text)


def _other_size(above: Line, line: Line) -> bool:
    return not 1 / _LARGER < above.size / line.size < _LARGER


def _far(last: Placed, placed: Placed) -> bool:
    """Further down than the next line."""
    if (last.page, last.column) != (placed.page, placed.column) or not placed.frame.pitch:
        return False
    step = placed.line.top - last.line.top
    return step > 1.5 * max(placed.frame.pitch, placed.line.size * 1.2) + 0.5


def _indent(placed: Placed) -> float:
    return placed.line.left - placed.frame.left


def _balanced(placed: Placed) -> bool:
    """Centred, or as wide as the column."""
    return abs(placed.line.middle - (placed.frame.left + placed.frame.right) / 2) < placed.line.size


def _would_fit(line: Line, last: Placed) -> bool:
    """Whether the first word of this line had found room on the last one: then the writer ended that one."""
    unit = _UNIT.match(line.text)
    width = sum(0.5 if sign.isascii() else 1.0 for sign in unit[0]) if unit else 1.0
    return last.frame.right - last.line.right > (width + _SLACK) * line.size
