"""Signs that Word takes from symbol fonts by their place in the font, as the characters that a person sees."""

from typing import Final

from lxml import etree

from bihuan.reading.wordml import W

_FONTS: Final = {
    "symbol": dict(zip((0xA3, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB), "≤°±≥×·÷≠≈", strict=True)),
    "wingdings": dict(zip((0x6F, 0xA8, 0xFB, 0xFC, 0xFD, 0xFE), "□□✗✓☒☑", strict=True)),
    "wingdings 2": dict(zip((0x30, 0x50, 0x51, 0x52, 0x53, 0x54, 0xA3), "□✓☒☑☒☒□", strict=True)),
}


def symbol_text(symbol: etree._Element) -> str:
    """The character of a ``w:sym``; an ornament without a meaning of its own is nothing."""
    try:
        code = int(symbol.get(W + "char", ""), 16)
    except ValueError:
        return ""
    known = _FONTS.get(symbol.get(W + "font", "").lower())
    if known is not None:
        return known.get(code & 0xFF, "")
    usual = 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE  # outside what each font uses as it likes
    return chr(code) if usual else ""
