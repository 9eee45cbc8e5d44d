"""OFD (GB/T 33190-2016): the text layer of each page by where its characters stand; templates hold what stands beside the text.

Libraries for OFD open the zip themselves; here every part comes through ``Archive``, so that its rules hold for OFD too.
"""

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import Archive
from bihuan.reading.document import Aside, Content
from bihuan.reading.ofd_text import Text, text_read
from bihuan.reading.printed import Line, lines_content

OFD_ROOT: Final = "OFD.xml"
_KEYS: Final = "Encryptions.xml"  # GM/T 0099-2020: beside OFD.xml, names the parts that are encrypted


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

    def content(self) -> Content:
        lines: list[Line] = []
        asides: list[Aside] = []
        for page, part in enumerate(self._pages(), 1):
            element = self._archive.xml(part)
            text = self._text(element, part, page)
            lines += text.lines
            asides += [Aside(aside, f"第{page}页斜排文字") for aside in text.slanted]
            asides += [Aside(aside, f"第{page}页模板") for aside in self._template_texts(element, page)]
        laid = lines_content(lines)
        return Content(laid.pieces, asides + laid.asides)

    def _pages(self) -> list[str]:
        pages = self._document.iterfind("{*}Pages/{*}Page")
        return list(dict.fromkeys(_part(self._archive, self._root, page.get("BaseLoc", "")) for page in pages))

    def _template_texts(self, page: etree._Element, number: int) -> Iterator[str]:
        for use in page.iterchildren("{*}Template"):
            location = self._templates.pop(use.get("TemplateID", ""), None)
            if location is not None:
                part = _part(self._archive, self._root, location)
                text = self._text(self._archive.xml(part), part, number)
                yield from (line.text for line in text.lines)
                yield from text.slanted

    def _text(self, element: etree._Element, part: str, page: int) -> Text:
        try:
            return text_read(element, page)
        except ValueError as error:
            raise self._archive.broken(part) from error
        except OverflowError as error:
            raise BihuanError(
                "read.too_large",
                f"其中的 {part} 一页里字太多",
                where=self._archive.where,
                hint="请确认文件来源，重新取得后再读",
            ) from error
