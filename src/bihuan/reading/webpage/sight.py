"""What a person sees of a page, and what the page itself sets beside its text."""

import re
from typing import Final

from lxml import etree

_UNSEEN: Final = re.compile(
    r"applet|audio|button|canvas|del|embed|iframe|input|map|math|noembed|noframes|noscript|object|option|rp|rt"
    r"|script|select|style|svg|template|textarea|title|video|xml"
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SHOWN_BY_SCRIPT: Final = frozenset({"js_content"})  # WeChat's official accounts
_OFFICE_PART: Final = re.compile(r"mso-element\s*:\s*(header|footer|footnote|endnote|comment)", re.IGNORECASE)
_BESIDE: Final = {
    "nav": "导航",
    "navigation": "导航",
    "menu": "导航",
    "header": "页眉",
    "banner": "页眉",
    "footer": "页脚",
    "contentinfo": "页脚",
    "footnote": "页脚",
    "endnote": "页脚",
    "aside": "边栏",
    "complementary": "边栏",
    "comment": "边栏",
}


def unseen(element: etree._Element) -> bool:
    """Scripts, fields of forms, deleted and hidden text, but for an article that its page shows by script."""
    if _UNSEEN.fullmatch(str(element.tag)):
        return True
    hidden = "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))
    return hidden and element.get("id") not in _SHOWN_BY_SCRIPT


def beside(element: etree._Element) -> str:
    """导航, 页眉, 页脚 or 边栏 where the tag, the role or Word's style says so; a header inside an article is its own."""
    told = _OFFICE_PART.search(element.get("style", ""))
    name = told[1].lower() if told else element.get("role", str(element.tag)).lower()
    place = _BESIDE.get(name, "")
    if place and element.tag in {"header", "footer"}:
        return "" if next(element.iterancestors("article", "main"), None) is not None else place
    return place
