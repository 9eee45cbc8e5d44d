"""What stands around a hit, with the places that were looked for: read from the text itself, folded as the question is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.search.folding import fold

WIDTH = 120  # characters of a snippet


@dataclass(frozen=True, slots=True)
class Snippet:
    """``text`` is the piece's text from ``start`` on (in the piece); ``marks`` are (start, end) in ``text``."""

    text: str
    start: int
    marks: tuple[tuple[int, int], ...]


def snippet_of(text: str, needles: Sequence[str], *, width: int = WIDTH, raw: bool = False) -> Snippet:
    """The stretch that holds most of what was looked for. ``needles`` are folded and lower case, unless ``raw``."""
    marks = marks_of(text, needles, raw=raw)
    start = _start(text, marks, width)
    end = min(len(text), start + width)
    inside = [(one - start, min(other, end) - start) for one, other in marks if start <= one < end]
    shown = text[start:end].replace("\n", " ")
    cut = shown.rstrip()
    return Snippet(cut, start, tuple((one, min(other, len(cut))) for one, other in inside if one < len(cut)))


def marks_of(text: str, needles: Sequence[str], *, raw: bool = False) -> list[tuple[int, int]]:
    """Every place of every needle, in order, the longer one where two begin together; none within another."""
    if not needles:
        return []
    sought = text if raw else _lower(fold(text))
    pattern = "|".join(re.escape(needle) for needle in sorted(needles, key=len, reverse=True) if needle)
    return [found.span() for found in re.finditer(pattern, sought)] if pattern else []


def _lower(text: str) -> str:
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(sign if len(sign.lower()) != 1 else sign.lower() for sign in text)
    )


def _start(text: str, marks: Sequence[tuple[int, int]], width: int) -> int:
    """Where most marks fall within the width, a little before the first of them."""
    if not marks:
        return 0
    best, most, last = marks[0][0], 0, 0
    for index, (start, _) in enumerate(marks):
        while last < len(marks) and marks[last][1] <= start + width * 3 // 4:
            last += 1
        if last - index > most:
            best, most = start, last - index
    return max(0, min(best - width // 4, len(text) - width))
