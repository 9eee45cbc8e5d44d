"""Clauses and sentences around a number."""

import re
from typing import Final

_CLAUSE_BREAKS: Final = re.compile(r"[，。；：！？\n]")
_SENTENCE_BREAKS: Final = re.compile(r"[。！？\n]")
_MARK: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]|第?[一二三四五六七八九十]{1,2}(?:[是，]|要(?=[^求]))|[①-⑳]|——)?\s*"
)
_LIST_BREAK: Final = re.compile(r"(?<=[\d万亿以上左右下内多余吨套户台辆元个人里亩瓦箱家项件处次宗%％])、")


def clause_start(text: str, at: int) -> int:
    """Where the clause that holds ``text[at]`` begins; a list of numbers parts at its 、."""
    start = _last(_CLAUSE_BREAKS, text, at)
    piece = text[start:at]
    return start + _last(_LIST_BREAK, piece, len(piece))


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that holds ``text[at]`` begins."""
    return _last(_SENTENCE_BREAKS, text, at)


def clause_end(text: str, at: int) -> int:
    """Where the clause that holds ``text[at]`` ends, its mark left out."""
    found = _CLAUSE_BREAKS.search(text, at)
    return found.start() if found else len(text)


def piece_end(text: str, at: int) -> int:
    """Where what is said of the number that ends at ``at`` ends: the clause's end, or the 、 after the number."""
    return at if text[at : at + 1] in ("、", "和") else clause_end(text, at)


def past_mark(text: str, start: int, end: int) -> int:
    """Where the words begin after a list mark: 1．, （二）, 一是."""
    mark = _MARK.match(text, start, end)
    return mark.end() if mark else start


def _last(breaks: re.Pattern[str], text: str, at: int) -> int:
    end = 0
    for match in breaks.finditer(text, max(0, at - 400), at):
        end = match.end()
    return end or max(0, at - 400)
