"""Values of cells as their number formats show them: 12 not 12.0, 98.5%, 3.20, 12万元, 2024年5月1日 (ECMA-376 part 1, 18.8.30)."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple

GENERAL: Final = "General"
_LONGEST: Final = 200  # of a format that is looked at
_PLACES_MOST: Final = 7  # a decimal of 28 digits holds them behind the largest number below
_DIGITS_MOST: Final = 20
_TOKEN = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|[0#?][0#?,.]*|.', re.DOTALL)
_CURRENCY = re.compile(r"\[\$([^-\]]*)")


class _Shape(NamedTuple):
    """A number format in parts: what stands before and behind the digits, and how many of them."""

    before: str
    behind: str
    least: int
    most: int
    scale: int  # powers of ten that the shown number is larger by


def cell_shown(value: Any, code: str = GENERAL) -> str:
    """One cell as the sheet shows it, outer blanks gone."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, code)
        case datetime() if value.time() != time():
            return f"{_date(value, code)} {value:%H:%M}"
        case date():
            return _date(value, code)
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value).strip()


def _date(value: date, code: str) -> str:
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]', "", code).lower()
    if "d" in letters or "y" not in letters:
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.year}年{value.month}月" if "m" in letters else f"{value.year}年"


def _number(value: float, code: str) -> str:
    shape = _shape(code)
    if shape is None:
        return f"{value:.15g}"
    number = Decimal(repr(value)).scaleb(shape.scale)
    if not number.is_finite() or number.adjusted() > _DIGITS_MOST:
        return f"{value:.15g}"
    digits = f"{number.quantize(Decimal(1).scaleb(-shape.most), ROUND_HALF_UP):f}"
    while shape.most and digits.endswith("0") and len(digits.rpartition(".")[2]) > shape.least:
        digits = digits[:-1]
    digits = digits.removesuffix(".")
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    return f"{sign}{shape.before}{digits}{shape.behind}".strip()


def _shape(code: str) -> _Shape | None:
    """The first section of a format; None for the general one, dates, and what nobody writes in a table."""
    said = ["", ""]
    body, scale = "", 0
    for token in _TOKEN.findall(code[:_LONGEST]):
        if token == ";":
            break
        if token[0] in "0#?":
            if body:
                return None
            body = token
        elif token.isascii() and token.isalnum():
            return None
        else:
            scale += 2 * (token == "%")
            said[bool(body)] += _literal(token)
    digits = body.rstrip(",")
    places = digits.partition(".")[2].replace(",", "")
    if not body or len(code) > _LONGEST or len(places) > _PLACES_MOST:
        return None
    return _Shape(said[0], said[1], places.count("0"), len(places), scale - 3 * (len(body) - len(digits)))


def _literal(token: str) -> str:
    """What a token that is no digit writes."""
    if token[0] == "[":
        currency = _CURRENCY.match(token)
        return currency[1] if currency else ""
    if token[0] in "_*" and len(token) > 1:
        return ""
    if token[0] == "\\":
        return token[1:]
    return token.strip('"')
