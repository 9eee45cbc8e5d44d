"""Automatic numbering of Word: numbering.xml and styles.xml resolved to the text a person sees.

Rules: ECMA-376 part 1, 17.9. A paragraph's list comes from itself or from its style (through basedOn); levels count on, a
level restarts when an outer one moves; instances of one abstract list share their counters until an override restarts them.
"""

import re
from dataclasses import dataclass, field
from typing import Final, Self

from lxml import etree

from bihuan.reading.archive import Archive
from bihuan.reading.numerals import number_format

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL: Final = _W + "val"
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")  # Wingdings bullets


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # 0: never; n: when level n-1 or an outer one moves; None: whenever an outer one moves
    gap: str = ""
    legal: bool = False


@dataclass(slots=True)
class _List:
    """One w:num: its levels, whose counters it shares, and where it restarts."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """Gives each paragraph its label; must be asked in document order, once a paragraph."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style id → (list id, level)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, archive: Archive) -> Self:
        """Read the two parts; a document without them has no automatic numbers."""
        numbering = cls()
        if archive.has("word/numbering.xml"):
            numbering.lists = _lists(archive.xml("word/numbering.xml"))
        if archive.has("word/styles.xml"):
            numbering.styles = _style_links(archive.xml("word/styles.xml"))
        return numbering

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
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        inherited = self.styles.get(style.get(_VAL, "")) if style is not None else None
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is None:
            return inherited
        number, level = _child(own, "numId"), _child(own, "ilvl")
        if number == "0":
            return None
        if number is None:
            return (inherited[0], _int(level, inherited[1])) if inherited else None
        return number, _int(level, inherited[1] if inherited else 0)

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
        return _PRIVATE_USE.sub("", rule.text)

    def one(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        inner = levels.get(index, _Level())
        style = "decimal" if rule.legal else inner.format
        return number_format(counters.get(index, inner.start), style)

    text = re.sub(r"%([1-9])", one, rule.text)
    return text + rule.gap if text else ""


def _lists(root: etree._Element) -> dict[str, _List]:
    abstracts = {item.get(_W + "abstractNumId", ""): item for item in root.iterchildren(_W + "abstractNum")}
    by_style = {_child(item, "styleLink"): name for name, item in abstracts.items() if _child(item, "styleLink")}
    lists = {}
    for item in root.iterchildren(_W + "num"):
        name = _child(item, "abstractNumId") or ""
        if name in abstracts:
            name = by_style.get(_child(abstracts[name], "numStyleLink"), name)
            lists[item.get(_W + "numId", "")] = _list(item, name, abstracts[name])
    return lists


def _list(item: etree._Element, name: str, abstract: etree._Element) -> _List:
    levels = {_int(level.get(_W + "ilvl"), 0): _level(level) for level in abstract.iterchildren(_W + "lvl")}
    restarts = {}
    for override in item.iterchildren(_W + "lvlOverride"):
        index = _int(override.get(_W + "ilvl"), 0)
        replaced = override.find(_W + "lvl")
        if replaced is not None:
            levels[index] = _level(replaced)
        start = _child(override, "startOverride")
        if start is not None:
            restarts[index] = _int(start, 1)
    return _List(name, levels, restarts)


def _level(element: etree._Element) -> _Level:
    text = _child(element, "lvlText") or ""
    restart = _child(element, "lvlRestart")
    closed = text[-1:] in "、.．)）。，, " or _child(element, "suff") == "nothing"
    return _Level(
        format=_child(element, "numFmt") or "decimal",
        text=text,
        start=_int(_child(element, "start"), 1),
        restart=None if restart is None else _int(restart, 0),
        gap="" if closed else " ",
        legal=element.find(_W + "isLgl") is not None,
    )


def _style_links(root: etree._Element) -> dict[str, tuple[str, int]]:
    """Style id → (list id, level), through basedOn."""
    own = {style.get(_W + "styleId", ""): style for style in root.iterchildren(_W + "style")}
    links = {}
    for name in own:
        number, level, seen, at = None, None, set(), name
        while at in own and at not in seen:
            seen.add(at)
            properties = own[at].find(f"{_W}pPr/{_W}numPr")
            if properties is not None:
                number = number or _child(properties, "numId")
                level = level or _child(properties, "ilvl")
            at = _child(own[at], "basedOn") or ""
        if number not in {None, "0"}:
            links[name] = (str(number), _int(level, 0))
    return links


def _child(element: etree._Element, name: str) -> str | None:
    found = element.find(_W + name)
    return None if found is None else found.get(_VAL)


def _int(text: str | None, default: int) -> int:
    try:
        return default if text is None else int(text)
    except ValueError:
        return default
