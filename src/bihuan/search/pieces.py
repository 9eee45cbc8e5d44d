"""A document as consecutive pieces of whole paragraphs, which is what a search finds: an item of the outline, an article of a law.

Nothing is in two pieces and nothing in none, so a count of pieces is exact; a paragraph is never parted.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

LONG: Final = 1500  # characters; a longer piece is parted where a paragraph ends
SHORT: Final = 30  # a piece of fewer is a heading, and stands with what follows it
_ARTICLES: Final = 5  # a text of as many is parted by its articles, not by what is enumerated within them
_ARTICLE: Final = re.compile(r"^[ \t　]*(?:#{1,6} |第[〇零一二三四五六七八九十百千\d]{1,7}[编章节条])", re.MULTILINE)
_HEADING: Final = 60


class Item(Protocol):
    """An item of an outline: of one report's sections or parts."""

    @property
    def title(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def role(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]``, its line end included; ``heading`` is the title of the item it begins or goes on."""

    number: int
    start: int
    end: int
    heading: str
    role: str  # summary, problems, plan, measures, other; blank before the first item


def pieces_cut(text: str, items: Iterable[Item]) -> list[Piece]:
    """The pieces of a text, in order; ``items`` are those of its outline."""
    heads = dict(_articles(text))
    by_article = len(heads) >= _ARTICLES
    begun = {item.start: item for item in items if not by_article and _at_line_head(text, item.start)}
    heads.update((_line_head(text, start), item.title) for start, item in begun.items())
    roles = {_line_head(text, start): item.role for start, item in begun.items()}
    return _numbered(text, heads, roles)


def _numbered(text: str, heads: dict[int, str], roles: dict[int, str]) -> list[Piece]:
    pieces: list[Piece] = []
    heading = role = waiting = ""
    starts = sorted({0, *heads})
    begun = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        heading, role = waiting or heads.get(start, heading), roles.get(start, role)
        if end < len(text) and len(text[begun:end].strip()) < SHORT:
            waiting = heads.get(start, "")
            continue
        for one, other in _parted(text, begun, end):
            if text[one:other].strip():
                pieces.append(Piece(len(pieces), one, other, heading, role))
        begun, waiting = end, ""
    return pieces


def _parted(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """A stretch, cut at paragraph ends where it grows too long."""
    while end - start > LONG:
        stop = text.rfind("\n", start, start + LONG) + 1 or text.find("\n", start + LONG, end) + 1
        if stop <= start or stop >= end:
            break
        yield start, stop
        start = stop
    yield start, end


def _articles(text: str) -> Iterable[tuple[int, str]]:
    for match in _ARTICLE.finditer(text):
        line = text[match.start() : _line_end(text, match.start())].strip()
        yield match.start(), line.lstrip("# ")[:_HEADING]


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _line_head(text: str, start: int) -> int:
    return text.rfind("\n", 0, start) + 1


def _at_line_head(text: str, start: int) -> bool:
    return not text[_line_head(text, start) : start].strip()


def pieces_packed(pieces: Sequence[Piece]) -> list[list[object]]:
    """The pieces as JSON, a list each."""
    return [[piece.start, piece.end, piece.heading, piece.role] for piece in pieces]


def pieces_unpacked(packed: Sequence[Sequence[object]]) -> list[Piece]:
    """And back."""
    return [Piece(number, *one) for number, one in enumerate(packed)]  # type: ignore[arg-type]
