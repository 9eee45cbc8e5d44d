"""HTML, of a web site or saved by Word and WPS: recognised by its first tag, decoded, parsed without fetching anything."""

import re
from typing import Final

from lxml import etree

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import MARK_LIMIT, RESOURCE_LIMIT
from bihuan.reading.document import Content
from bihuan.reading.txt import text_decode
from bihuan.reading.webpage import article_content, page_blocks
from bihuan.reading.zipdirectory import PART_LIMIT

_HEAD: Final = 65_536  # bytes in which the first tag and the encoding are looked for
_BEFORE: Final = re.compile(r"\s+|\ufeff|<\?xml[^>]*>|<!--.*?-->", re.DOTALL)
_FIRST: Final = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|style|script|link|base|center|div|p|table|h[1-6]|font|span|article|section|main|ul|ol)[\s>/])",
    re.IGNORECASE,
)
_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHINESE: Final = frozenset({"gb2312", "gbk", "x-gbk", "gb_2312-80", "csgb2312", "chinese"})
_DECLARED: Final = re.compile(r"<!ENTITY|<!DOCTYPE[^>]{0,1000}\[", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def html_is(data: bytes) -> bool:
    """Whether a file begins as a web page: what stands before the first tag is blank, a comment or a declaration."""
    head = _text(data[:_HEAD]) if b"<" in data[:_HEAD] else ""
    at = 0
    while blank := _BEFORE.match(head, at):
        at = blank.end()
    return _FIRST.match(head, at) is not None


def html_content(data: bytes, where: str) -> Content:
    """The report of a web page, and what stands around it."""
    if len(data) > PART_LIMIT:
        raise _fault("read.too_large", f"网页超过 {PART_LIMIT // 1024**2} MiB", where)
    text = _text(data)
    if text.count("<") + text.count("=") > MARK_LIMIT:
        raise _fault("read.too_large", f"网页里有 {MARK_LIMIT} 个以上的标签和属性", where)
    if _DECLARED.search(text):
        raise _fault("read.entities", "网页声明了实体，没有读", where)
    root = _parsed(text, where)
    body = root.find("body")
    return Content([]) if body is None else article_content(*page_blocks(body), _titles(root))


def _titles(root: etree._Element) -> str:
    """What the page calls itself, without blanks."""
    named = (meta.get("content", "") for meta in root.iter("meta") if meta.get("name", "").lower() == "articletitle")
    return "".join("\n".join([root.findtext("head/title") or "", *named]).split(" "))


def _text(data: bytes) -> str:
    """The page decoded; a byte that no encoding knows does not lose the rest."""
    text = text_decode(data, _charset(data))
    return _CONTROL.sub("", data.decode("utf-8", "replace") if text is None else text)


def _charset(data: bytes) -> str:
    """What the page says of its encoding; the Chinese ones are all read as the newest of them."""
    told = _CHARSET.search(data[:_HEAD])
    name = told[1].decode("ascii", "replace").lower() if told else ""
    return "gb18030" if name in _CHINESE else name


def _parsed(text: str, where: str) -> etree._Element:
    """The tree; libxml2 leaves the rest of a page out where it is too deep or a text too long, which is an error here."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type == RESOURCE_LIMIT for entry in parser.error_log):
        raise _fault("read.too_deep", "网页嵌套太深，或有一处太长", where)
    return etree.Element("html") if root is None else root


def _fault(code: str, what: str, where: str) -> BihuanError:
    return BihuanError(code, what, where=where, hint="请确认文件来源，或只把报告另存为 docx、txt 后再读")
