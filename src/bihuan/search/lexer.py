"""A question cut into tokens: joiners, brackets, and whole leaves (words, phrases, fields with their values)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bihuan.search.bounds import bounds_read, fact_of
from bihuan.search.fields import Prefix, field_read
from bihuan.search.names import INDICATOR, NUMBERS
from bihuan.search.query import Phrase, Query, Words
from bihuan.search.signs import BLANK, BREAKS, COMPARISON, SKIPPED, WORD, fault, quoted_read, says

Join = Literal["and", "or", "not", "open", "close", "leaf", "prefix"]

_JOINERS: Final[dict[str, Join]] = {"AND": "and", "OR": "or", "NOT": "not", "与": "and", "或": "or", "非": "not"}
_BARS: Final = re.compile("[|｜]+")
_MINUS: Final = re.compile(rf"[-－−](?![{BREAKS}|｜)）]|$)")
_BOUND: Final = re.compile(rf"(?:{COMPARISON})\s*(?=\d|[一二三四五六七八九十])")
_EDGE: Final = re.compile(rf"[{BREAKS}()（）]|$")
_NOTHING: Final = re.compile(rf"[{BREAKS})）|｜]*$|[{BREAKS}]*[)）|｜]")


@dataclass(frozen=True, slots=True)
class Token:
    """``query`` is what a leaf asks; ``prefix`` is the field that the bracket after it belongs to."""

    join: Join
    at: int
    text: str = ""
    query: Query | None = None
    prefix: Prefix | None = None


def tokens_read(text: str) -> Iterator[Token]:
    """The tokens in text order; signs that say nothing are left out."""
    at = 0
    before: Join = "open"
    while at < len(text):
        token, at = _next(text, at, before)
        if token:
            before = token.join
            yield token


def _next(text: str, at: int, before: Join) -> tuple[Token | None, int]:
    """The token at a place, if anything is said there, and where to go on."""
    if _BOUND.match(text, at) and text[at] not in "=＝":
        raise fault(
            at, "比较符号前面没有说明是什么数", "在前面写上 金额、面积、人数 或 指标:名称，例如 指标:城镇新增就业>3000"
        )
    if skipped := SKIPPED.match(text, at):
        end = skipped.end()
        return None, _bound_within(text, at, end)
    if text[at] in "(（)）":
        return Token("open" if text[at] in "(（" else "close", at, text[at]), at + 1
    if bars := _BARS.match(text, at):
        return Token("or", at, "|"), bars.end()
    if text[at] in "-－−":
        return (Token("not", at, "-") if _MINUS.match(text, at) else None), at + 1
    return _leaf(text, at, before)


def _bound_within(text: str, at: int, end: int) -> int:
    """Stops before a comparison with a number, so that it is looked at by itself."""
    return next((place for place in range(at + 1, end) if _BOUND.match(text, place)), end)


def _leaf(text: str, at: int, before: Join) -> tuple[Token | None, int]:
    if field := field_read(text, at):
        query, end = field
        if isinstance(query, Prefix):
            return Token("prefix", at, text[at:end], prefix=query), end
        return Token("leaf", at, text[at:end], query), end
    if quoted := quoted_read(text, at):
        return _said(text, at, quoted.end, Phrase(quoted.text) if quoted.text else None)
    match = WORD.match(text, at)
    if match is None:
        return None, at + 1
    if join := _joiner(text, match, before):
        return Token(join, at, match[0]), match.end()
    word = match[0].strip(":：")
    return _said(text, at, match.end(), Words(word) if says(word) else None)


def _said(text: str, at: int, end: int, query: Words | Phrase | None) -> tuple[Token | None, int]:
    """A word or a phrase, or the number of what it names: 救助资金>30万元."""
    if query is None:
        return None, end
    bounds = bounds_read(text, end, signs="<>")
    if bounds is None:
        return Token("leaf", at, query.text, query), end
    fact = fact_of(query.text, bounds, NUMBERS[INDICATOR], end)
    return Token("leaf", at, query.text, fact), bounds.end


def _joiner(text: str, match: re.Match[str], before: Join) -> Join | None:
    """AND, OR, NOT anywhere; 与, 或, 非 where they stand alone between other things."""
    join = _JOINERS.get(match[0])
    if join is None or match[0].isascii():
        return join
    alone = _EDGE.match(text, match.end()) and not _NOTHING.match(text, match.end())
    left = join == "not" or before in ("leaf", "close")
    return join if alone and left else None


def blank(text: str) -> bool:
    """Whether nothing is typed."""
    return BLANK.fullmatch(text) is not None
