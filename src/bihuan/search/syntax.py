"""检索式: what a person types into the library's search box, read into a ``Query`` and written back in one spelling.

NOT binds tightest, then AND, then OR; side by side is AND. Only what cannot mean anything is an error.
"""

from collections.abc import Sequence
from typing import Final

from bihuan.search.fields import Prefix, field_spread
from bihuan.search.lexer import Token, blank, tokens_read
from bihuan.search.query import (
    And,
    FacetField,
    Fact,
    Field,
    Is,
    Not,
    Or,
    Phrase,
    Promises,
    Query,
    Words,
    Years,
    all_of,
    any_of,
    negation,
)
from bihuan.search.signs import fault
from bihuan.search.spelling import query_write

__all__ = [
    "And",
    "FacetField",
    "Fact",
    "Field",
    "Is",
    "Not",
    "Or",
    "Phrase",
    "Promises",
    "Query",
    "Words",
    "Years",
    "all_of",
    "any_of",
    "negation",
    "query_read",
    "query_write",
]

LONGEST: Final = 1000
DEEPEST: Final = 30


def query_read(text: str) -> Query | None:
    """The question that is typed; None for a blank one; ``BihuanError("search.syntax")`` for what cannot mean anything."""
    if blank(text):
        return None
    if len(text) > LONGEST:
        raise fault(LONGEST, f"检索式超过 {LONGEST} 个字", "删去一部分，或者分几次找")
    return _Parser(list(tokens_read(text))).whole()


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Query | None:
        parts = []
        while self._at < len(self._tokens):
            if part := self._either():
                parts.append(part)
            self._take("close")  # one bracket closed too often
        return all_of(parts) if parts else None

    def _take(self, *joins: str) -> Token | None:
        if self._at < len(self._tokens) and self._tokens[self._at].join in joins:
            self._at += 1
            return self._tokens[self._at - 1]
        return None

    def _either(self) -> Query | None:
        """Parts with OR between them."""
        part = self._all()
        parts = [part] if part else []
        while bar := self._take("or"):
            if not parts:
                raise _missing(bar, "前面")
            part = self._all()
            if part is None:
                raise _missing(bar, "后面")
            parts.append(part)
        return any_of(parts) if parts else None

    def _all(self) -> Query | None:
        """Parts side by side or with AND between them."""
        parts: list[Query] = []
        while self._at < len(self._tokens):
            joiner = self._take("and")
            if joiner and not parts:
                raise _missing(joiner, "前面")
            ahead = self._at
            part = self._one()
            if part:
                parts.append(part)
            elif joiner:
                raise _missing(joiner, "后面")
            elif ahead == self._at:
                break
        return all_of(parts) if parts else None

    def _one(self) -> Query | None:
        """A leaf or a bracket, negated or not."""
        odd, last = False, None
        while joiner := self._take("not"):
            odd, last = not odd, joiner
        part = self._atom()
        if last and part is None:
            raise _missing(last, "后面")
        return negation(part) if part and odd else part

    def _atom(self) -> Query | None:
        prefix = self._take("prefix")
        if opening := self._take("open"):
            part = self._bracket(opening)
            if prefix and prefix.prefix:
                return _spread(prefix, prefix.prefix, part)
            return part
        leaf = self._take("leaf")
        return leaf.query if leaf else None

    def _bracket(self, opening: Token) -> Query | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise fault(opening.at, f"括号套了 {DEEPEST} 层以上", "减少括号的层数")
        part = self._either()
        self._take("close")
        self._depth -= 1
        return part


def _spread(token: Token, prefix: Prefix, part: Query | None) -> Query:
    if part is None:
        raise fault(
            token.at, f"“{prefix.named.label}”后面的括号是空的", f"写上要找的内容，例如 {prefix.named.label}:(甲 OR 乙)"
        )
    return field_spread(part, prefix.named, token.at)


def _missing(joiner: Token, side: str) -> Exception:
    return fault(
        joiner.at,
        f"“{joiner.text}”{side}缺少要找的内容",
        "在它两边都写上要找的词，例如 防汛 AND 抗旱；要找这几个字本身就加上引号",
    )
