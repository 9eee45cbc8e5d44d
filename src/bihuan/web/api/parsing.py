"""Bodies read exactly: numbers keep every digit, text can be stored."""

import json
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

DIGITS = 40


class ExactParser(Parser):
    """JSON with decimals as they are written; what no table could hold is refused as unreadable."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value; ValueError for what is no good."""
        value = json.loads(
            request.body.decode("utf-8"), parse_float=number_read, parse_int=whole_read, parse_constant=constant_refuse
        )
        text_check(value)
        return value


def number_read(text: str) -> Decimal:
    """A number of a size that means something."""
    value = Decimal(text)
    if len(text) > 2 * DIGITS or (value and abs(value.adjusted()) > DIGITS):
        raise ValueError("number")
    return value


def whole_read(text: str) -> int:
    """A whole number of a size that means something."""
    if len(text) > DIGITS:
        raise ValueError("number")
    return int(text)


def constant_refuse(word: str) -> Any:
    """NaN and infinities are no JSON."""
    raise ValueError(word)


def text_check(value: Any) -> None:
    """No half characters and no NUL anywhere."""
    match value:
        case str():
            value.encode("utf-8")
            if "\x00" in value:
                raise ValueError("NUL")
        case list():
            for item in value:
                text_check(item)
        case dict():
            for name, item in value.items():
                text_check(name)
                text_check(item)
