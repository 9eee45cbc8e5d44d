"""How values are written on pages."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template

register = template.Library()


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """1234.50 → 1,234.5, at most two decimals; with ``places`` always that many, so that a column is even; nothing → —."""
    if value is None or value == "":
        return "—"
    text = f"{round_half_up(Decimal(str(value)), 2 if places is None else places):,f}"
    return text.rstrip("0").rstrip(".") if places is None and "." in text else text


def round_half_up(value: Decimal, places: int) -> Decimal:
    """As taught in school: 0.125 → 0.13."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@register.filter
def day(value: date | None) -> str:
    """2024年10月31日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


@register.filter
def signed(value: Any) -> str:
    """+3.2, −3.2, 0; nothing → —."""
    if value is None:
        return "—"
    text = number(abs(Decimal(str(value))))
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else text
