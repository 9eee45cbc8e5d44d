"""OFD (GB/T 33190-2016): the text layer of its pages, laid out again by ``page``; templates hold what stands beside the text.

Libraries for OFD open the zip themselves; here every part comes through ``Archive``, so that its rules hold for OFD too.
"""

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import OFD_ROOT, Archive
from bihuan.reading.document import Aside, Content
from bihuan.reading.ofdobject import Numbers, numbers
from bihuan.reading.ofdpage import A4, ofd_page
from bihuan.reading.page import Page, pages_content

_KEYS: Final = "Encryptions.xml"  # GM/T 0099-2020: beside OFD.xml, names the parts that are encrypted
_SIGN_LIMIT: Final = 600_000  # characters on all pages


def ofd_content(archive: Archive, where: str) -> Content:
    """The paragraphs of all documents of one OFD, and what stands on their pages beside them."""
    if archive.has(_KEYS):
        raise BihuanError("read.encrypted", f"OFD 已加密（{_KEYS}）", where=where, hint="请去掉密码或证书加密后再读")
    content = Content([])
    roots = _roots(archive)
    for number, root in enumerate(roots, 1):
        one = _Document(archive, root).content()
        place = f"文档{number}" if len(roots) > 1 else ""
        content.pieces.extend((text, place + at) for text, at in one.pieces)
        content.asides.extend(Aside(aside.text, place + aside.where) for aside in one.asides)
    if not content.pieces:
        raise BihuanError("read.scanned", "OFD 里没有文字，可能是扫描的图片", where=where, hint="请先识别成文字再读")
    return content


def _roots(archive: Archive) -> list[str]:
    """The Document.xml of each document, in order and each once."""
    entries = archive.xml(OFD_ROOT).iterfind("{*}DocBody/{*}DocRoot")
    roots = list(dict.fromkeys(_part(archive, OFD_ROOT, entry.text or "") for entry in entries))
    if not roots:
        raise archive.broken(OFD_ROOT)
    return roots


def _part(archive: Archive, base: str, location: str) -> str:
    """The name of a part that another part refers to: from its own folder, or, as some programs write, from the root."""
    location = location.strip().replace("\\", "/")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(base), location)).lstrip("/")
    return beside if archive.has(beside) else posixpath.normpath(location).lstrip("/")


class _Document:
    """One Document.xml with its templates; each page part and each template is read once, however often it is named."""

    def __init__(self, archive: Archive, root: str) -> None:
        self._archive = archive
        self._root = root
        self._document = archive.xml(root)
        templates = self._document.iterfind("{*}CommonData/{*}TemplatePage")
        self._templates = {item.get("ID", ""): item.get("BaseLoc", "") for item in templates}
        self._box = self._usual_box()
        self._signs = 0

    def content(self) -> Content:
        """Its pages laid out; the texts of its templates before what the pages themselves have beside their text."""
        pages, asides = [], []
        for number, part in enumerate(self._parts(), 1):
            element = self._archive.xml(part)
            pages.append(self._page(element, part, number))
            asides += [Aside(text, f"第{number}页模板") for text in self._template_texts(element, number)]
        laid = pages_content(pages)
        return Content(laid.pieces, asides + laid.asides)

    def _usual_box(self) -> Numbers:
        told = self._document.findtext("{*}CommonData/{*}PageArea/{*}PhysicalBox")
        try:
            return numbers(told, 4) if told else A4
        except ValueError as error:
            raise self._archive.broken(self._root) from error

    def _parts(self) -> list[str]:
        pages = self._document.iterfind("{*}Pages/{*}Page")
        return list(dict.fromkeys(_part(self._archive, self._root, page.get("BaseLoc", "")) for page in pages))

    def _template_texts(self, element: etree._Element, number: int) -> Iterator[str]:
        """The lines of the templates that no earlier page had."""
        for use in element.iterchildren("{*}Template"):
            location = self._templates.pop(use.get("TemplateID", ""), None)
            if location is not None:
                part = _part(self._archive, self._root, location)
                page = self._page(self._archive.xml(part), part, number)
                yield from (line.text for line in page.lines)
                yield from filter(None, [page.slanted])

    def _page(self, element: etree._Element, part: str, number: int) -> Page:
        try:
            page = ofd_page(element, number, self._box)
        except ValueError as error:
            raise self._archive.broken(part) from error
        except OverflowError as error:
            raise self._too_large(part) from error
        self._signs += sum(len(line.text) for line in page.lines)
        if self._signs > _SIGN_LIMIT:
            raise self._too_large(part)
        return page

    def _too_large(self, part: str) -> BihuanError:
        return BihuanError(
            "read.too_large", f"OFD 读到 {part} 时字符太多", where=self._archive.where, hint="请拆成几份再读"
        )
