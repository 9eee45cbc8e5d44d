"""The small parts of a question: separators, words, quotes and comparisons in both widths, and how a fault names its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bihuan.datamodel import BihuanError

SPACES: Final = r"\s\u200b\ufeff"
BREAKS: Final = rf"{SPACES}，、；;。！？…"
QUOTES: Final = {**dict.fromkeys('"“”＂', '"“”＂'), "「": "」", "『": "』"}  # what opens: all that may close it
_STOPS: Final = rf"{BREAKS}|｜()（）\"“”＂「」『』<>=＜＞＝≥≤≧≦"

WORD: Final = re.compile(rf"(?:[^{_STOPS},]|(?<=\d),(?=\d))+")  # 1,000 is one word
VALUE: Final = re.compile(rf"[^{_STOPS},]+")
SUBJECT: Final = re.compile(rf"[^{_STOPS},:：]+")
SKIPPED: Final = re.compile(rf"[{BREAKS},:：<>=＜＞＝≥≤≧≦」』]+")
BLANK: Final = re.compile(rf"[{SPACES}]*")
END: Final = rf"(?=$|[{_STOPS},])"
EITHER: Final = re.compile(r"[,，、|｜]+")  # between values any of which will do
COMPARISON: Final = r"[>＞]\s*[=＝]|[<＜]\s*[=＝]|[=＝]\s*[>＞]|[≥≧≤≦<>＜＞]|[=＝]{1,2}"
COLON: Final = "[:：]+"


@dataclass(frozen=True, slots=True)
class Piece:
    """One value as it is typed: a word, or what stands between quotes."""

    text: str
    quoted: bool
    start: int
    end: int


def fault(at: int, what: str, hint: str) -> BihuanError:
    """The one error of this package; ``at`` counts from 0, people count from 1."""
    return BihuanError("search.syntax", what, where=f"第{at + 1}个字", hint=hint)


def comparison_of(sign: str) -> str:
    """One of > < >= <= = : for a sign in either width."""
    plain = "".join(sign.translate(str.maketrans("＞＜＝：", "><=:")).split())
    return {"≥": ">=", "≧": ">=", "=>": ">=", "≤": "<=", "≦": "<=", "==": "="}.get(
        plain, plain[0] if ":" in plain else plain
    )


def quoted_read(text: str, at: int) -> Piece | None:
    """What stands between quotes from ``at``; an open quote closes at the end."""
    if at >= len(text) or text[at] not in QUOTES:
        return None
    closing = QUOTES[text[at]]
    end = next((place for place in range(at + 1, len(text)) if text[place] in closing), len(text))
    return Piece(text[at + 1 : end].strip(), True, at, min(end + 1, len(text)))


def piece_read(text: str, at: int, word: re.Pattern[str] = WORD) -> Piece | None:
    """A quoted or a plain value at ``at``; one without letter or figure is none."""
    piece = quoted_read(text, at)
    if piece is None and (match := word.match(text, at)):
        piece = Piece(match[0].strip(":："), False, at, match.end())
    return piece if piece and (piece.text if piece.quoted else says(piece.text)) else None


def pieces_read(text: str, at: int, word: re.Pattern[str]) -> Iterator[Piece]:
    """Values with 、 or a comma or | between them."""
    while piece := piece_read(text, at, word):
        yield piece
        more = EITHER.match(text, piece.end)
        if not more:
            return
        at = more.end()


def says(text: str) -> bool:
    """Whether there is a letter or a figure in it."""
    return any(sign.isalnum() for sign in text)
