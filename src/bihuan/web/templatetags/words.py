"""How values are written on pages."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template

register = template.Library()


@register.filter
def number(value: Any) -> str:
    """1234.50 → 1,234.5, at most two decimals; nothing → —."""
    if value is None or value == "":
        return "—"
    given = Decimal(str(value))
    text = f"{round_half_up(given):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_half_up(value: Decimal) -> Decimal:
    """As taught in school: 0.125 → 0.13."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


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
