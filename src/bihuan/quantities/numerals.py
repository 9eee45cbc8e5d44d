"""Numerals of Chinese official text into numbers: 1,234.5, １２, 四百多, 一万二千, 三点五."""

import re
from decimal import Decimal
from typing import Final

from bihuan.quantities.signs import MASK_SIGNS

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")
_DIGITS: Final = {
    sign: value for value, signs in enumerate(["零〇○", "一", "二两", *"三四五六七八九"]) for sign in signs
}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_POWERS: Final = "百2 千3 万4 十万5 百万6 千万7 亿8 十亿9 百亿10 千亿11 万亿12"
_MAGNITUDES: Final = {word.rstrip("0123456789"): 10 ** int(word.lstrip("十百千万亿")) for word in _POWERS.split()}
_VAGUE: Final = re.compile("[余多]")  # 4万多亿
_MASKED: Final = re.compile(f"[{MASK_SIGNS}某]")


def number_value(numeral: str, magnitude: str | None = None) -> int | float | None:
    """An Arabic numeral times its magnitude; None when any digit is masked."""
    if magnitude is None and numeral.isdecimal():  # most of them; full-width digits too
        return int(numeral)
    if _MASKED.search(numeral):
        return None
    plain = numeral.translate(_FULL_WIDTH).replace(",", "")
    factor = _MAGNITUDES[_VAGUE.sub("", magnitude)] if magnitude else 1
    if "." not in plain:
        return int(plain) * factor
    return exact(Decimal(plain) * factor)


def round_value(word: str) -> int:
    """千, 万, 百万, 千亿: a power of ten by name."""
    return int(_MAGNITUDES[word])


def exact(value: float | Decimal) -> int | float:
    """Rid of binary dust: 1.29万 is 12900, 7.15 stays 7.15."""
    rounded = round(Decimal(value), 6)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def chinese_value(numeral: str) -> int | float:
    """十二, 三百零五, 一万二千, 两; digits read one by one where no 十百千 stands (二五 → 25); 三点五 → 3.5."""
    whole, point, decimals = numeral.partition("点")
    if point:
        return exact(float(f"{chinese_value(whole)}." + "".join(str(_DIGITS.get(sign, 0)) for sign in decimals)))
    total = section = 0
    digit: int | None = None
    for sign in whole:
        if sign in _DIGITS:
            digit = _DIGITS[sign] if digit is None or digit == 0 else digit * 10 + _DIGITS[sign]
        elif sign in _TENS:
            section += (1 if digit is None else digit or 1) * _TENS[sign]
            digit = None
        elif sign in "万亿":
            total = (total + section + (digit or 0) or 1) * _MAGNITUDES[sign]
            section, digit = 0, None
    return total + section + (digit or 0)
