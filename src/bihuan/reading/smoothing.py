"""The text as its writer meant it: broken lines joined, spaces inside words gone, a report in one line on its lines again, simplified.

What is read is the smooth text; every offset goes back to the source. Most texts are smooth already and pass untouched.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from bihuan.reading.flat import MARK, flat_breaks
from bihuan.reading.traditional import SIMPLIFIED, TRADITIONAL
from bihuan.reading.wrapped import wrapped_joints

Edit = tuple[int, int, str]  # text[start:end] gives way to the word

_LEAST_TRADITIONAL: Final = 5  # different characters, before a text is taken for a traditional one
_HAN: Final = "\u4e00-\u9fff"
_SPACE: Final = "[ \u00a0\u2002-\u200a\u3000]"
_NUMBER_SPACE: Final = re.compile(
    rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))|(?<=[12]){_SPACE}(?=\d{{3}}年)|(?<=\d\d){_SPACE}(?=\d\d年)"
)
_WORD_SPACE: Final = re.compile(rf"{_SPACE}{{1,2}}(?=[{_HAN}\d，、。；：％%（“])")
_BEFORE_SPACE: Final = re.compile(rf"[{_HAN}\d，、：％%）”]")
_SPACES_PER: Final = 60  # characters: a text with a space inside words more often than that has them everywhere


@dataclass(frozen=True, slots=True)
class Smooth:
    """``text`` is read in place of the source; ``at`` and ``end_at`` lead back."""

    text: str
    _starts: tuple[int, ...] = ()  # where in the smooth text an edit has just been made …
    _shifts: tuple[int, ...] = ()  # … and what to add to an offset from there on
    _spelling: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, source: str, clear: str) -> Self:
        """``clear`` is the source with its furniture blanked."""
        simple = clear.translate(SIMPLIFIED) if len(TRADITIONAL.intersection(clear)) >= _LEAST_TRADITIONAL else clear
        spelling = tuple({new: old for old, new in zip(clear, simple, strict=True) if old != new}.items())
        return cls(*_edited(simple, _edits(simple, source)), spelling)

    def at(self, offset: int) -> int:
        """Where the character at ``offset`` stands in the source."""
        index = bisect_right(self._starts, offset) - 1
        return offset + self._shifts[index] if index >= 0 else offset

    def end_at(self, offset: int) -> int:
        """Where a span ends in the source that ends at ``offset``."""
        return min(self.at(offset - 1) + 1, self.at(offset)) if offset else 0  # the last sign may be a put in line feed

    def spelt(self, words: str) -> str:
        """Words of the reading as the source writes them."""
        return "".join(dict(self._spelling).get(sign, sign) for sign in words) if self._spelling else words

    @property
    def is_source(self) -> bool:
        """Whether nothing was changed."""
        return not self._starts and not self._spelling


def _edits(text: str, source: str) -> list[Edit]:
    """Not overlapping, in text order."""
    edits = [*flat_breaks(text), *wrapped_joints(text, source), *_spaces(text)]
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _spaces(text: str) -> Iterator[Edit]:
    """Spaces inside numbers always; inside words where they are all over the text."""
    for match in _NUMBER_SPACE.finditer(text):
        yield match.start(), match.end(), ""
    inside = [match for match in _WORD_SPACE.finditer(text) if _inside_word(text, match)]
    if len(inside) * _SPACES_PER >= len(text):
        for match in inside:
            yield match.start(), match.end(), ""


def _inside_word(text: str, space: re.Match[str]) -> bool:
    before = text[space.start() - 1 : space.start()]
    return bool(_BEFORE_SPACE.match(before)) and not MARK.match(text, space.end())


def _edited(text: str, edits: list[Edit]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    pieces, starts, shifts, at, length = [], [], [], 0, 0
    for start, end, word in edits:
        pieces += [text[at:start], word]
        length += start - at + len(word)
        at = end
        starts.append(length)
        shifts.append(end - length)
    return "".join([*pieces, text[at:]]), tuple(starts), tuple(shifts)
