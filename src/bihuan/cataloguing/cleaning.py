"""Strips what sellers put into documents that they resell. Never a real sentence: whatever is in doubt stays."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bihuan.cataloguing.selling import TELLTALES, Why, stands_beside, why_sold

_MARK: Final = re.compile(r"[【\[（(〔]([^【】\[\]（）()〔〕\n]{2,60})[】\])）〕]")
_HEADER: Final = re.compile(  # 云海公文网 写作素材: the name of a site at the head of each page
    r"[^，。；：:、（(]{0,10}(?:范文网|文秘网|素材网|下载站"
    r"|(?:文库|公文网|资料网|文档网|材料网)[-_—|· ]+[^，。；：:]{0,8}(?:写作|素材|范文|公文|免费|下载|大全)[^，。；：:]{0,12})"
)
_HEADER_TIMES: Final = 3


@dataclass(frozen=True, slots=True)
class Removed:
    """One stretch of the original text that was stripped; the end is exclusive."""

    start: int
    end: int
    why: Why


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left, and what was removed in order; removed and left together are the original."""

    text: str
    removed: tuple[Removed, ...]


def text_clean(text: str) -> Cleaned:
    """The text without lines and bracketed marks of those who resell documents."""
    found = [word for word in TELLTALES if word in text]
    if not found:
        return Cleaned(text, ())
    lines = _Lines(text)
    removed = _whole_lines(lines, lines.with_words(found))
    marks = (mark for at in lines.with_words(found) if at not in removed for mark in _marks(lines, at))
    spans = sorted((*(lines.removed(at, why) for at, why in removed.items()), *marks), key=lambda one: one.start)
    return Cleaned(_without(text, spans), tuple(spans))


class _Lines:
    """The lines of a text by number, found without cutting the text up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> str:
        return self.text[self.starts[at] : self.end(at)].strip()

    def end(self, at: int) -> int:
        """With its line feed."""
        return self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)

    def with_words(self, words: Iterable[str]) -> list[int]:
        """The numbers of the lines in which one of ``words`` stands, in order."""
        found: set[int] = set()
        for word in words:
            at = self.text.find(word)
            while at >= 0:
                line = bisect_right(self.starts, at) - 1
                found.add(line)
                at = self.text.find(word, self.end(line))
        return sorted(found)

    def removed(self, at: int, why: Why) -> Removed:
        """The whole line."""
        return Removed(self.starts[at], self.end(at), why)


def _whole_lines(lines: _Lines, suspects: list[int]) -> dict[int, Why]:
    """line → why: certain ones, names of sites that come again and again, and what stands next to either."""
    removed = {at: why for at in suspects if (why := why_sold(lines[at]))}
    headers = {at: line for at in suspects if at not in removed and _HEADER.fullmatch(line := lines[at])}
    times = Counter(headers.values())
    removed |= {at: "advertising" for at, line in headers.items() if times[line] >= _HEADER_TIMES}
    for at, why in list(removed.items()):
        for step in (-1, 1):
            removed |= dict.fromkeys(_beside(lines, at, step, removed), why)
    return removed


def _beside(lines: _Lines, at: int, step: int, removed: dict[int, Why]) -> Iterator[int]:
    """The lines next to a removed one that are a seller's there, empty lines between them passed over."""
    at += step
    while 0 <= at < len(lines):
        line = lines[at]
        if line and at not in removed:
            if not stands_beside(line):
                return
            yield at
        elif line:
            return
        at += step


def _marks(lines: _Lines, at: int) -> Iterator[Removed]:
    """【付费阅读】 inside a line that stays."""
    start = lines.starts[at]
    for mark in _MARK.finditer(lines.text, start, lines.end(at)):
        if (why := why_sold(mark[1])) and why != "portal":
            yield Removed(mark.start(), mark.end(), why)


def _without(text: str, spans: Iterable[Removed]) -> str:
    parts, at = [], 0
    for span in spans:
        parts.append(text[at : span.start])
        at = span.end
    return "".join((*parts, text[at:]))
