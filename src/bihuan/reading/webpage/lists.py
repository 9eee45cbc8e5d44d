"""The numbers of list items as a browser shows them, and as Word writes them beside its paragraphs."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bihuan.reading.numerals import number_format

_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_OWN: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SYMBOLS: Final = re.compile(r"font-family\s*:[^;]*(?:wingdings|symbol)", re.IGNORECASE)
_CLOSED: Final = "、.．)）。，,"
_CHINESE: Final = ("chineseCountingThousand", "、")
_SHOWN: Final = {  # type attribute or CSS name → (format as Word names it, what follows the number)
    "1": ("decimal", "."),
    "decimal": ("decimal", "."),
    "decimal-leading-zero": ("decimalZero", "."),
    "a": ("lowerLetter", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "lower-roman": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
    "upper-roman": ("upperRoman", "."),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"), _CHINESE),
    **dict.fromkeys(("simp-chinese-formal", "trad-chinese-formal"), ("chineseLegalSimplified", "、")),
}
_LARGEST: Final = 1_000_000


def list_labels(element: etree._Element) -> dict[etree._Element, str]:
    """The label of each item of an ordered list; nothing for any other element."""
    if element.tag != "ol":
        return {}
    items = list(element.iterchildren("li"))
    usual = _style(element, "decimal")
    shown = ((item, number, _style(item, usual)) for item, number in zip(items, _numbers(element, items), strict=True))
    return {item: _label(number, style) for item, number, style in shown}


def bullet_label(element: etree._Element) -> str | None:
    """The number that Word writes before a paragraph; empty for a sign of a symbol font, None for any other element."""
    style = element.get("style", "")
    if not _OWN.search(style):
        return None
    parent = element.getparent()
    if _SYMBOLS.search(style) or (parent is not None and _SYMBOLS.search(parent.get("style", ""))):
        return ""
    label = "".join("".join(map(str, element.itertext("*"))).split())
    return label if label.endswith(tuple(_CLOSED)) or not label else label + " "


def _numbers(element: etree._Element, items: list[etree._Element]) -> Iterator[int]:
    """``start``, ``reversed`` and each item's own ``value``."""
    step = -1 if "reversed" in element.attrib else 1
    number = _int(element.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _int(item.get("value"), number)
        yield number
        number += step


def _style(element: etree._Element, usual: str) -> str:
    css = _STYLE.search(element.get("style", ""))
    return css[1].strip().lower() if css else element.get("type", usual)


def _label(number: int, style: str) -> str:
    if "none" in style or style in {"disc", "circle", "square"}:
        return ""
    kind, after = next((_SHOWN[word] for word in style.split() if word in _SHOWN), _SHOWN["decimal"])
    return number_format(number, kind) + after


def _int(told: str | None, usual: int) -> int:
    try:
        number = int(told or "")
    except ValueError:
        return usual
    return number if abs(number) < _LARGEST else usual
