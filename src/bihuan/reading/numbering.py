"""Automatic numbering of Word: numbering.xml and styles.xml resolved to the text a person sees.

Rules: ECMA-376 part 1, 17.9. A paragraph's list comes from itself or from its style (through basedOn); levels count on, a
level restarts when an outer one moves; instances of one abstract list share their counters until an override restarts them.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bihuan.reading.numerals import number_format
from bihuan.reading.wordml import W, number, switched, value
from bihuan.reading.wordstyles import Styles

_ORNAMENT = re.compile(r"[\ue000-\uf8ff0-9A-Za-z]")  # a letter stands for what its font draws in its place
_SYMBOL_FONTS: Final = ("wingdings", "webdings", "symbol")


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # 0: never; n: when level n-1 or an outer one moves; None: whenever an outer one moves
    gap: str = ""
    legal: bool = False
    style: str | None = None  # paragraphs of this style stand at this level


@dataclass(slots=True)
class _List:
    """One w:num: its levels, whose counters it shares, and where it restarts."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives each paragraph its label; must be asked in document order, once a paragraph."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.lists = {} if root is None else _lists(root)
        self._styles = styles
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number in front of the paragraph, with the gap after it; empty when it has none."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        numbered, level = self.lists[place[0]], place[1]
        if level not in numbered.levels:
            return ""
        counters = self._advance(place[0], numbered, level)
        return _label(numbered.levels, level, counters)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and level that the paragraph itself names, else its style."""
        inherited = self._styled(value(paragraph, "pPr/pStyle") or self._styles.default)
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is None:
            return inherited
        listed, level = value(own, "numId"), value(own, "ilvl")
        if listed == "0":
            return None
        if listed is None:
            return (inherited[0], number(level, inherited[1])) if inherited else None
        return listed, number(level, inherited[1] if inherited else 0)

    def _styled(self, style: str) -> tuple[str, int] | None:
        found = self._styles.numbering(style)
        if found is None or found[1] not in self.lists:
            return None
        says, listed, level = found
        levels = self.lists[listed].levels
        return listed, next((index for index, rule in levels.items() if rule.style == says), level)

    def _advance(self, name: str, numbered: _List, level: int) -> dict[int, int]:
        counters = self._counters.setdefault(numbered.abstract, {})
        if name not in self._begun:
            self._begun.add(name)
            for restarted in numbered.restarts:
                counters.pop(restarted, None)
        start = numbered.restarts.get(level, numbered.levels[level].start)
        counters[level] = counters.get(level, start - 1) + 1
        for inner, rule in numbered.levels.items():
            if inner > level and rule.restart != 0 and (rule.restart is None or level < rule.restart):
                counters.pop(inner, None)
        return counters


def _label(levels: dict[int, _Level], level: int, counters: dict[int, int]) -> str:
    rule = levels[level]
    if rule.format == "bullet":
        bullet = _ORNAMENT.sub("", rule.text)
        return bullet + rule.gap if bullet.strip() else ""

    def one(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        inner = levels.get(index, _Level())
        style = "decimal" if rule.legal else inner.format
        return number_format(counters.get(index, inner.start), style)

    text = re.sub(r"%([1-9])", one, rule.text)
    return text + rule.gap if text else ""


def _lists(root: etree._Element) -> dict[str, _List]:
    abstracts = {item.get(W + "abstractNumId", ""): item for item in root.iterchildren(W + "abstractNum")}
    by_style = {value(item, "styleLink"): name for name, item in abstracts.items() if value(item, "styleLink")}
    lists = {}
    for item in root.iterchildren(W + "num"):
        name = value(item, "abstractNumId") or ""
        if name in abstracts:
            name = by_style.get(value(abstracts[name], "numStyleLink"), name)
            lists[item.get(W + "numId", "")] = _list(item, name, abstracts[name])
    return lists


def _list(item: etree._Element, name: str, abstract: etree._Element) -> _List:
    levels = {number(level.get(W + "ilvl"), 0): _level(level) for level in abstract.iterchildren(W + "lvl")}
    restarts = {}
    for override in item.iterchildren(W + "lvlOverride"):
        index = number(override.get(W + "ilvl"), 0)
        replaced = override.find(W + "lvl")
        if replaced is not None:
            levels[index] = _level(replaced)
        start = value(override, "startOverride")
        if start is not None:
            restarts[index] = number(start, 1)
    return _List(name, levels, restarts)


def _level(element: etree._Element) -> _Level:
    text = "" if _unseen(element) else value(element, "lvlText") or ""
    restart = value(element, "lvlRestart")
    closed = text[-1:] in "、.．)）。，, " or value(element, "suff") == "nothing"
    return _Level(
        format=value(element, "numFmt") or "decimal",
        text=text,
        start=number(value(element, "start"), 1),
        restart=None if restart is None else number(restart, 0),
        gap="" if closed else " ",
        legal=switched(element.find(W + "isLgl")),
        style=value(element, "pStyle"),
    )


def _unseen(level: etree._Element) -> bool:
    """Whether the number is hidden, or a bullet that its font draws."""
    if switched(level.find(f"{W}rPr/{W}vanish")):
        return True
    font = level.find(f"{W}rPr/{W}rFonts")
    name = "" if font is None else font.get(W + "ascii", "").lower()
    return value(level, "numFmt") == "bullet" and name.startswith(_SYMBOL_FONTS)
