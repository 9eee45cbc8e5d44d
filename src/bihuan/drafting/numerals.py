"""Numbers as text: Chinese numerals, significant figures, plain decimals."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def chinese_numeral(value: int) -> str:
    """A whole number from 0 below 10^12 in Chinese: 436 → 四百三十六, 2 → 二."""
    if value < 0:
        raise ValueError("negative numbers are not written in Chinese numerals")
    if value >= 10**8:
        return _joined(value, 10**8, "亿")
    if value >= 10**4:
        return _joined(value, 10**4, "万")
    text = _below_myriad(value)
    return text.removeprefix("一") if 10 <= value < 20 else text


def chinese_counted(value: int) -> str:
    """The same before a measure word: 两场, 两百, 十二人."""
    if value == 2:
        return "两"
    text = chinese_numeral(value)
    return "两" + text[1:] if text[:2] in {"二百", "二千", "二万", "二亿"} else text


def _joined(value: int, unit: int, name: str) -> str:
    head, rest = divmod(value, unit)
    gap = "零" if rest and rest < unit // 10 else ""
    tail = (chinese_numeral(rest) if rest >= 10**4 else _below_myriad(rest)) if rest else ""
    return f"{chinese_numeral(head)}{name}{gap}{tail}"


def _below_myriad(value: int) -> str:
    if value == 0:
        return "零"
    text = ""
    for place, digit in enumerate(reversed(str(value))):
        text = (_DIGITS[int(digit)] + _PLACES[place] if digit != "0" else "零") + text
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.rstrip("零")


def plain(value: Decimal) -> str:
    """Digits without exponent or trailing zeros: 5300, 12.35, 0."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as officials round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def floored(value: Decimal, figures: int = 2) -> Decimal:
    """Cut to significant figures: 5312 → 5300."""
    return _significant(value, figures, ROUND_FLOOR)


def ceiled(value: Decimal, figures: int = 2) -> Decimal:
    """Raised to significant figures: 148 → 150."""
    return _significant(value, figures, ROUND_CEILING)


def significant(value: Decimal, figures: int = 2) -> Decimal:
    """Rounded to significant figures: 2.04 → 2.0."""
    return _significant(value, figures, ROUND_HALF_UP)


def _significant(value: Decimal, figures: int, rounding: str) -> Decimal:
    if value == 0:
        return Decimal(0)
    step = Decimal(1).scaleb(value.adjusted() - figures + 1)
    return (value / step).to_integral_value(rounding) * step
