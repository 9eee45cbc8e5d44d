"""The text as its writer meant it: broken lines joined, spaces inside words gone, a report in one line on its lines again, simplified.

What is read is the smooth text; every offset goes back to the source. Most texts are smooth already and pass untouched.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Self

from bihuan.reading.flat import MARK, flat_breaks
from bihuan.reading.traditional import SIMPLIFIED, TRADITIONAL
from bihuan.reading.wrapped import wrapped_joints

Edit = tuple[int, int, str]  # text[start:end] gives way to the word

_LEAST_TRADITIONAL: Final = 5  # different characters, before a text is taken for a traditional one
_HAN: Final = "\u4e00-\u9fff"
_SPACE: Final = "[ \u00a0\u2002-\u200a\u3000]"
_NUMBER_SPACE: Final = re.compile(  # looks back once it has a space: the engine passes over all else at once
    rf"{_SPACE}(?:(?<=\d.)(?=\d{{3}}(?!\d))|(?<=[12].)(?=\d{{3}}年)|(?<=\d\d.)(?=\d\d年))"
)
_WORD_SPACE: Final = re.compile(rf"{_SPACE}{{1,2}}(?=[{_HAN}\d，、。；：％%（“])")
_BEFORE_SPACE: Final = re.compile(rf"[{_HAN}\d，、：％%）”]")
_WIDE: Final = str.maketrans(",;:?!()", "，；：？！（）")
_NARROW: Final = re.compile(r"(?<!\d)[,:](?!//)|[,:](?![\d/])|[;?!()]")
_STOP: Final = re.compile(rf"(?<=[{_HAN}）)”])(?<![一二三四五六七八九十])[.．](?=[{_HAN}“（(]|\s*$|\n)")
NO_SURNAME: Final = (  # 王某某 is a person; surnames that end common words (高, 方, 田) are left out
    "(?<![王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈彭吕卢蒋蔡贾魏薛潘杜戴姚谭廖邹熊陆郝崔邱])"
)
_BLANK: Final = re.compile(NO_SURNAME + "(?<!某)某{2,3}|某(?=[年月日])|(?<=第)某(?=名|位)")
_BLANK_SIGN: Final = "Ｘ"
_SPACES_PER: Final = 60  # characters: a text with a space inside words more often than that has them everywhere


@dataclass(frozen=True, slots=True)
class Smooth:
    """``text`` is read in place of the source; ``at`` and ``end_at`` lead back."""

    text: str
    _starts: tuple[int, ...] = ()  # where in the smooth text an edit has just been made …
    _shifts: tuple[int, ...] = ()  # … and what to add to an offset from there on
    _spelling: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, source: str, clear: str) -> Self:
        """``clear`` is the source with its furniture blanked."""
        simple = clear.translate(SIMPLIFIED) if len(set(TRADITIONAL.findall(clear))) >= _LEAST_TRADITIONAL else clear
        simple = wide_signs(blanks_signed(simple))
        if simple == clear:
            return cls(*_edited(clear, _edits(clear, source)))
        spelling = {ord(new): old for old, new in zip(clear, simple, strict=True) if old != new}
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
        return words.translate(self._spelling) if self._spelling else words

    def spelt_at(self, words: str, source: str, near: int) -> str:
        """The same for words that stand at ``near`` or soon after it, sign by sign."""
        start = self.text.find(words, near)
        if not self._spelling or start < 0:
            return words
        return "".join(source[self.at(start + index)] for index in range(len(words)))

    @property
    def is_source(self) -> bool:
        """Whether nothing was changed."""
        return not self._starts and not self._spelling


def wide_signs(text: str) -> str:
    """A ``.`` between Chinese words is ``。``; ``,;:?!()`` are full-width in a text that has more of them than of the full-width ones."""
    text = _STOP.sub("。", text)
    if text.count(",") + text.count(";") <= text.count("，") + text.count("；"):
        return text
    return _NARROW.sub(lambda match: match[0].translate(_WIDE), text)


def blanks_signed(text: str) -> str:
    """``某某`` as ``ＸＸ``, which stands for a number, a year, a mark or a name alike; untouched in a text that uses both."""
    if _BLANK_SIGN in text or "某" not in text:
        return text
    return _BLANK.sub(lambda match: _BLANK_SIGN * len(match[0]), text)


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
