"""Harm to one XML part, element by element, so that it still parses and the reader behind the parser meets it."""

from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

from hostile.mutations.common import NUMBERS, WORDS, repeats

_MOST = 3_000  # elements said again
Tree = Callable[[list[etree._Element], Random], None]


def tree_changed(data: bytes, chance: Random) -> bytes:
    """One change of the tree; what does not parse comes back as it is."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return data
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    for _ in range(chance.choice((1, 1, 2, 4))):
        chance.choice(_CHANGES)(elements, chance)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _gone(elements: list[etree._Element], chance: Random) -> None:
    one = _inner(elements, chance)
    if one is not None:
        one.getparent().remove(one)


def _again(elements: list[etree._Element], chance: Random) -> None:
    one = _inner(elements, chance)
    if one is not None:
        for _ in range(min(repeats(chance), _MOST // (1 + sum(1 for _ in one.iter())))):
            one.addnext(deepcopy(one))


def _moved(elements: list[etree._Element], chance: Random) -> None:
    one, other = _inner(elements, chance), chance.choice(elements)
    if one is not None and one is not other and one not in list(other.iterancestors()):
        other.insert(chance.randint(0, len(other)), one)


def _nested(elements: list[etree._Element], chance: Random) -> None:
    """An element inside shells of itself, up to about the parser's limit and beyond."""
    one = _inner(elements, chance)
    if one is None:
        return
    shell = one.getparent()
    at = shell.index(one)
    for _ in range(chance.choice((1, 2, 10, 60, 200, 260))):
        inner = etree.Element(one.tag, dict(one.attrib))
        shell.insert(min(at, len(shell)), inner)
        shell, at = inner, 0
    shell.append(one)


def _emptied(elements: list[etree._Element], chance: Random) -> None:
    one = chance.choice(elements)
    chance.choice((one.clear, lambda: one.attrib.clear(), lambda: setattr(one, "text", None)))()


def _names(elements: list[etree._Element], chance: Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    one.tag, other.tag = other.tag, one.tag


def _namespace(elements: list[etree._Element], chance: Random) -> None:
    one = chance.choice(elements)
    name = etree.QName(one).localname
    one.tag = chance.choice(
        (name, f"{{urn:x}}{name}", str(etree.QName(etree.QName(chance.choice(elements)).namespace, name)))
    )


def _attributes(elements: list[etree._Element], chance: Random) -> None:
    """Odd values, or those of another element."""
    having = [one for one in elements if one.attrib]
    for _ in range(min(repeats(chance), 10) if having else 0):
        one, other = chance.choice(having), chance.choice(having)
        if one.attrib and other.attrib:
            value = chance.choice((chance.choice(NUMBERS), chance.choice(WORDS), chance.choice(other.attrib.values())))
            one.set(
                chance.choice((chance.choice(one.attrib.keys()), chance.choice(other.attrib.keys()))), _legal(value)
            )


def _texts(elements: list[etree._Element], chance: Random) -> None:
    one = chance.choice(elements)
    word = _legal(chance.choice((chance.choice(NUMBERS), chance.choice(WORDS), (one.text or "") * repeats(chance))))
    setattr(one, chance.choice(("text", "text", "tail")), word)


def _legal(word: str) -> str:
    return word.translate({0: None, 0xFFFE: None, 0xFFFF: None})


def _inner(elements: list[etree._Element], chance: Random) -> etree._Element | None:
    """Any element but the root."""
    inner = [one for one in elements if one.getparent() is not None]
    return chance.choice(inner) if inner else None


_CHANGES: tuple[Tree, ...] = (
    _gone, _again, _moved, _nested, _emptied, _names, _namespace, _attributes, _attributes, _texts, _texts,
)  # fmt: skip
