"""Fields with their values: 标题:防汛, 单位:水务局、交通局, 年:2022..2024, 金额>=30万元, 承诺:未完成."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from bihuan.search.bounds import bounds_read, bounds_sign, fact_of
from bihuan.search.names import (
    INDICATOR,
    NUMBERS,
    ROLES,
    STATES,
    Named,
    field_named,
    first_word,
    role_named,
    state_named,
)
from bihuan.search.query import And, FacetField, Fact, Field, Is, Not, Or, Phrase, Promises, Query, State, Words, any_of
from bihuan.search.signs import (
    COLON,
    COMPARISON,
    SUBJECT,
    VALUE,
    WORD,
    Piece,
    comparison_of,
    fault,
    piece_read,
    pieces_read,
)
from bihuan.search.years import years_read

_HEAD: Final = re.compile(rf"(?P<name>[^\W_]+)(?P<gap>\s*)(?P<sign>{COLON}|{COMPARISON})\s*")
_SPACE: Final = re.compile(r"\s*")
_OPERATOR: Final = re.compile(r"(?:AND|OR|NOT)(?!\w)")


@dataclass(frozen=True, slots=True)
class Prefix:
    """A field before a bracket: 标题:(防汛 OR 抗旱)."""

    named: Named


def field_read(text: str, at: int) -> tuple[Query | Prefix, int] | None:
    """A field with its values at ``at`` and where they end; None where no name of a field with a sign stands, so that it is words."""
    head = _HEAD.match(text, at)
    named = field_named(head["name"]) if head else None
    if head is None or named is None:
        return None
    if named.sort in ("year", "number"):
        return _reckoned(text, head, named)
    if comparison_of(head["sign"]) not in ":=":
        raise fault(
            at, f"“{head['name']}”没有大小可比", f"写成 {named.label}:… ；比较数的大小用 金额、面积、数量、指标 等"
        )
    if text[head.end() : head.end() + 1] in ("(", "（") and named.sort != "promises":
        return Prefix(named), head.end()
    return _READERS[named.sort](text, head, named)


def field_spread(query: Query, named: Named, at: int) -> Query:
    """What stands in the bracket after a field, asked of that field; ``at`` is where the field stands."""
    match query:
        case And(parts):
            return And(tuple(field_spread(part, named, at) for part in parts))
        case Or(parts):
            return Or(tuple(field_spread(part, named, at) for part in parts))
        case Not(part):
            return Not(field_spread(part, named, at))
        case Words(text, "any") | Phrase(text, "any"):
            if named.sort == "facet":
                return Is(cast("FacetField", named.key), (_facet(named, text, at),))
            return type(query)(text, cast("Field", named.key))
    return query


def _empty(head: re.Match[str], named: Named) -> Exception:
    return fault(
        head.start(), f"“{head['name']}”后面是空的", f"写上要找的内容，例如 {_EXAMPLES[named.sort]}，或者去掉冒号"
    )


_EXAMPLES: Final = {
    "text": "标题:防汛", "facet": "单位:水务局", "year": "年:2023", "number": "金额>=30万元", "promises": "承诺:未完成",
}  # fmt: skip


def _pieces(text: str, head: re.Match[str], named: Named, word: re.Pattern[str]) -> list[Piece]:
    """The values after the sign; what stands apart from it may not be a joiner or another field."""
    at = head.end()
    apart = text[at - 1].isspace()
    if apart and (_OPERATOR.match(text, at) or _next_field(text, at)):
        raise _empty(head, named)
    pieces = list(pieces_read(text, at, word))
    if not pieces:
        raise _empty(head, named)
    return pieces


def _next_field(text: str, at: int) -> bool:
    head = _HEAD.match(text, at)
    return head is not None and field_named(head["name"]) is not None


def _text(text: str, head: re.Match[str], named: Named) -> tuple[Query, int]:
    pieces = _pieces(text, head, named, WORD)
    field = cast("Field", named.key)
    query = any_of(Phrase(one.text, field) if one.quoted else Words(one.text, field) for one in pieces)
    return query, pieces[-1].end


def _facets(text: str, head: re.Match[str], named: Named) -> tuple[Query, int]:
    pieces = _pieces(text, head, named, VALUE)
    values = dict.fromkeys(_facet(named, one.text, one.start) for one in pieces)
    return Is(cast("FacetField", named.key), tuple(values)), pieces[-1].end


def _facet(named: Named, word: str, at: int) -> str:
    if named.key != "role":
        return word
    role = role_named(word)
    if role is None:
        raise fault(at, f"没有叫“{word}”的部分", f"可以写 {'、'.join(first_word(ROLES, key) for key in ROLES)}")
    return role


def _promises(text: str, head: re.Match[str], named: Named) -> tuple[Query, int]:
    piece = piece_read(text, head.end(), VALUE)
    if piece is None:
        raise _empty(head, named)
    state = state_named(piece.text)
    if state is None:
        options = "、".join(first_word(STATES, key) for key in STATES)
        raise fault(piece.start, f"承诺没有“{piece.text}”这种情况", f"可以写 {options}")
    return Promises(cast("State", state)), piece.end


def _reckoned(text: str, head: re.Match[str], named: Named) -> tuple[Query, int]:
    if named.sort == "year":
        return years_read(text, head.end("name"))
    if named.key == INDICATOR and comparison_of(head["sign"]) == ":":
        return _indicator(text, head, named)
    bounds = bounds_read(text, head.end("name"))
    if bounds is None:
        raise _no_amount(head.end() - 1, head["name"])
    return fact_of(None, bounds, NUMBERS[named.key], head.start()), bounds.end


def _indicator(text: str, head: re.Match[str], named: Named) -> tuple[Query, int]:
    """指标:城镇新增就业, with bounds or without; 指标:>30 is a number of anything."""
    if bounds := bounds_read(text, head.end("name"), signs="<>="):
        return fact_of(None, bounds, NUMBERS[named.key], head.start()), bounds.end
    pieces = _pieces(text, head, named, SUBJECT)
    subjects = dict.fromkeys(piece.text for piece in pieces)
    end = pieces[-1].end
    bounds = bounds_read(text, end)
    if bounds is None:
        sign = bounds_sign(text, end)
        if sign is not None:
            raise _no_amount(sign, pieces[-1].text)
        return any_of(Fact(subject) for subject in subjects), end
    return any_of(fact_of(subject, bounds, NUMBERS[named.key], end) for subject in subjects), bounds.end


def _no_amount(at: int, name: str) -> Exception:
    return fault(
        at, f"“{name}”后面要写一个数", "例如 金额>=30万元、面积:1000..2000亩、比例>=95%、指标:城镇新增就业>3000人"
    )


_READERS: Final[dict[str, Callable[[str, re.Match[str], Named], tuple[Query, int]]]] = {
    "text": _text, "facet": _facets, "promises": _promises,
}  # fmt: skip
