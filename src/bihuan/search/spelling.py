"""A question written back in one spelling, for addresses, saved searches and the search box."""

from decimal import Decimal
from functools import cache
from typing import Final

from bihuan.datamodel import BihuanError
from bihuan.search.amounts import amount_read
from bihuan.search.lexer import tokens_read
from bihuan.search.measures import COUNT, measure_of
from bihuan.search.names import FIELDS, NUMBERS, ROLES, STATES, first_word
from bihuan.search.query import And, Fact, Is, Not, Or, Phrase, Promises, Query, Words, Years
from bihuan.search.signs import SUBJECT, VALUE

_QUOTES: Final = (('"', '"“”＂'), ("「」", "」"), ("『』", "』"))
_WAN: Final = 10_000
_MU_PLACES: Final = 6
_ZERO: Final = Decimal(0)


def query_write(query: Query) -> str:
    """The canonical text: ``query_read`` of it is the query again."""
    match query:
        case Or(parts):
            return " OR ".join(query_write(part) for part in parts)
        case And(parts):
            return " ".join(_bracketed(part, Or) for part in parts)
        case Not(part):
            return "-" + _bracketed(part, And, Or)
    return _leaf(query)


def _bracketed(part: Query, *looser: type) -> str:
    return f"({query_write(part)})" if isinstance(part, looser) else query_write(part)


def _leaf(query: Query) -> str:
    match query:
        case Words(text, "any") if _stands_alone(text):
            return text
        case Words(text, field):
            return f"{FIELDS[field].label}:{text}"
        case Phrase(text, field):
            return quoted(text) if field == "any" else f"{FIELDS[field].label}:{quoted(text)}"
        case Is(field, values):
            told = (first_word(ROLES, value) if field == "role" else _value(value) for value in values)
            return f"{FIELDS[field].label}:{'、'.join(told)}"
        case Years(first, last):
            return _years(first, last)
        case Promises(state):
            return f"{FIELDS['promises'].label}:{first_word(STATES, state)}"
        case Fact():
            return _fact(query)
    raise AssertionError(query)


@cache
def _stands_alone(text: str) -> bool:
    """Whether the words are read as themselves without a field's name before them: not AND, 单位:甲, nor 万元 or 至2024 after a number."""
    after = amount_read(f"1 {text}", 0)
    if text in ("与", "或", "非") or text[0] in ".~～至到" or after is None or after.end > 1:
        return False
    try:
        tokens = list(tokens_read(text))
    except BihuanError:
        return False
    return [token.query for token in tokens] == [Words(text)]


def quoted(text: str) -> str:
    """The text between such quotes as it does not have itself."""
    for pair, closing in _QUOTES:
        if not any(sign in text for sign in closing):
            return f"{pair[0]}{text}{pair[-1]}"
    raise BihuanError("search.syntax", f"“{text}”里有各种引号，写不成检索式", hint="去掉其中的引号")


def _value(value: str) -> str:
    return (
        value
        if VALUE.fullmatch(value) and value == value.strip(":：") and any(map(str.isalnum, value))
        else quoted(value)
    )


def _years(first: int | None, last: int | None) -> str:
    label = FIELDS["year"].label
    if first == last:
        return f"{label}:{first}"
    if first is None or last is None:
        return f"{label}<={last}" if first is None else f"{label}>={first}"
    return f"{label}:{first}..{last}"


def _fact(fact: Fact) -> str:
    if fact.subject is None:
        return f"{FIELDS[_field(fact)].label}{_bounds(fact)}"
    plain = SUBJECT.fullmatch(fact.subject) and any(map(str.isalnum, fact.subject))
    subject = fact.subject if plain else quoted(fact.subject)
    return f"{FIELDS['indicator'].label}:{subject}{_bounds(fact)}"


def _field(fact: Fact) -> str:
    """The field whose name says the dimension, else the one of any number."""
    kind = (fact.dimension or "").partition("/")[0]
    if kind.partition(":")[0] == COUNT:
        return next((key for key, numbers in NUMBERS.items() if numbers.dimension == kind), "count")
    return next((key for key, numbers in NUMBERS.items() if kind in numbers.takes), "number")


def _bounds(fact: Fact) -> str:
    low, high = (_amount(value, fact.unit or "") for value in (fact.low, fact.high))
    if fact.low is not None and fact.low == fact.high:
        return f"={low}"
    if low and high and not (fact.low_open or fact.high_open):
        return f":{low}..{high}" if fact.unit else f":{_plain(fact.low or _ZERO)}..{_plain(fact.high or _ZERO)}"
    above = f"{'>' if fact.low_open else '>='}{low}" if low else ""
    below = f"{'<' if fact.high_open else '<='}{high}" if high else ""
    return f"{above} {below}".strip()


def _amount(value: Decimal | None, unit: str) -> str:
    """300000 元 as 30万元, exactly; an area that does not end in 平方米 in 亩, if it ends there."""
    if value is None:
        return ""
    mu = round(value * 15 / _WAN, _MU_PLACES)
    if unit == "平方米" and value % 1 and measure_of(mu, "亩")[1] == value:
        value, unit = mu, "亩"
    for power, word in ((_WAN * _WAN, "亿"), (_WAN, "万")):
        if abs(value) >= power and value % (power // 100) == 0:
            return f"{_plain(value / power)}{word}{unit}"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    told = f"{value:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told
