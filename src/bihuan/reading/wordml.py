"""Names and small questions of WordprocessingML that all readers of its parts share (ECMA-376 part 1, 17)."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from lxml import etree

from bihuan.reading.archive import Archive

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL: Final = W + "val"

_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)
_WRAPPERS: Final = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
OFF: Final = {"0", "false", "off"}


def part_open(archive: Archive, part: str) -> etree._Element:
    """The root of a part; one in the strict namespaces is given the usual ones."""
    root = archive.xml(part)
    if not any("purl.oclc.org" in space for space in root.nsmap.values()):
        return root
    data = etree.tostring(root)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return archive.parsed(data, part)


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """The elements of a block, row or table, wrappers (content controls, accepted insertions) opened and one alternative chosen."""
    for child in parent:
        if child.tag in _WRAPPERS:
            if not placeholder(child):
                yield from children(child)
        elif child.tag == MC + "AlternateContent":
            yield from children(alternative(child))
        elif isinstance(child.tag, str):
            yield child


def alternative(element: etree._Element) -> etree._Element:
    """The content of an mc:AlternateContent that is read: the first choice, else the fallback, else nothing."""
    chosen = element.find(MC + "Choice")
    if chosen is None:
        chosen = element.find(MC + "Fallback")
    return element.makeelement("nothing") if chosen is None else chosen


def placeholder(element: etree._Element) -> bool:
    """Whether a content control still shows what it asks for (单击此处输入文字)."""
    return element.tag == W + "sdt" and switched(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def switched(element: etree._Element | None) -> bool:
    """Whether an on-off property is there and on."""
    return element is not None and element.get(VAL, "on") not in OFF


def value(element: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of what stands below (``pPr/pStyle``); None when it is not there."""
    found = None if element is None else element.find(_spelt(path))
    return None if found is None else found.get(VAL)


@cache
def _spelt(path: str) -> str:
    return "/".join(W + step for step in path.split("/"))


def number(text: str | None, default: int) -> int:
    """A whole number as XML spells it; ``default`` for anything else."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default
