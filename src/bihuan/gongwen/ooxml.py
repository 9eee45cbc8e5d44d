"""Small tools for writing and finding WordprocessingML elements."""

from typing import cast

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NSMAP = {"w": W, "r": R}

Element = etree._Element


def wtag(name: str) -> str:
    """``p`` → ``{…wordprocessingml…}p``."""
    return f"{{{W}}}{name}"


def w(name: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """One element of the ``w`` namespace; attributes are of the same namespace; absent children are left out."""
    element = etree.Element(wtag(name), nsmap=NSMAP)
    for key, value in attributes.items():
        element.set(wtag(key), str(value))
    element.extend(child for child in children if child is not None)
    return element


def wtext(text: str, name: str = "t") -> Element:
    """A text element that keeps its blanks."""
    element = w(name)
    element.text = text
    element.set(XML_SPACE, "preserve")
    return element


def namespace_root(uri: str, name: str) -> Element:
    """A root element whose namespace is the default one."""
    return etree.Element(f"{{{uri}}}{name}", nsmap=cast("dict[str, str]", {None: uri}))  # the stubs forget None


def part_bytes(root: Element) -> bytes:
    """One XML part as bytes: UTF-8, standalone, same input same bytes."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
