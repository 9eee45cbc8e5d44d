"""How values are written on pages."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template

register = template.Library()


@register.filter
def number(value: Any) -> str:
    """1234.50 → 1,234.5; nothing → —."""
    if value is None or value == "":
        return "—"
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
