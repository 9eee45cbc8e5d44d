"""Lines broken at a fixed width, and paragraphs cut in two by a page's foot: where to join them."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bihuan.reading.flat import MARK
from bihuan.reading.head import DATE_LINE, ORG_END, TITLE_END

_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")
_STOPS: Final = "。！？；：!?;:…"
_WIDEST: Final = 64  # characters: a longer line is a paragraph
_FEWEST: Final = 6  # lines
_RAGGED: Final = 4  # characters by which full lines differ
_FULL_SHARE: Final = 0.4
_SHORTEST_PARAGRAPH: Final = 20  # characters: a shorter line above a page's foot is a heading
_HEAD_LINES: Final = 4
_TITLE: Final = re.compile(rf"^[^，。；]*{TITLE_END}$")
_SIGNATURE: Final = re.compile(rf"^[^，。；：、！？\d]{{1,28}}{ORG_END}$")

Line = tuple[int, int]


def wrapped_joints(text: str, source: str) -> Iterator[tuple[int, int, str]]:
    """The gaps to close, each with nothing in its place; ``source`` still has the furniture that ``text`` has blank."""
    lines = [match.span() for match in _LINE.finditer(text)]
    titles = [line for line in lines[:_HEAD_LINES] if _TITLE.search(text[slice(*line)])]
    full = _full_width(lines)
    indented = full > 0 and any(text[start - 1] == "\u3000" for start, _ in lines if start)
    for above, below in itertools.pairwise(lines):
        is_title = above in titles and text[below[0]] not in "和及与暨"
        if not is_title and _goes_on(text, source, above, below, full, indented=indented):
            yield above[1], below[0], ""


def _full_width(lines: Sequence[Line]) -> int:
    """From how many characters a line is full; 0 when the lines are not broken at a width."""
    widths = sorted(end - start for start, end in lines)
    if len(widths) < _FEWEST or widths[-1 - len(widths) // 50] > _WIDEST:
        return 0
    full = widths[-1 - len(widths) // 50] - _RAGGED
    return full if sum(width >= full for width in widths) >= _FULL_SHARE * len(widths) and full > _RAGGED else 0


def _goes_on(text: str, source: str, above: Line, below: Line, full: int, *, indented: bool) -> bool:
    line, following = text[slice(*above)], text[slice(*below)]
    cut_by_furniture = bool(source[above[1] : below[0]].strip())
    if MARK.match(following) and (line[-1] in _STOPS or not full):
        return False
    if full:
        return (
            len(line) >= full
            and not (indented and text[below[0] - 1] == "\u3000")
            and not (line[-1] in _STOPS and _closes(following))
            and (cut_by_furniture or text.count("\n", above[1], below[0]) == 1 or line[-1] not in _STOPS)
        )
    return cut_by_furniture and len(line) >= _SHORTEST_PARAGRAPH and line[-1] not in _STOPS and not _is_title(line)


def _is_title(line: str) -> bool:
    return bool(MARK.match(line)) and "。" not in line


def _closes(line: str) -> bool:
    """A signature or a day under the last paragraph."""
    compact = re.sub(r"\s", "", line)
    return bool(_SIGNATURE.match(compact) or DATE_LINE.match(compact))
