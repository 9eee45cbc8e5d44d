"""PDF: signs at places, read by PDFium (no forms, no scripts, nothing fetched), laid out again by ``page``; scanned pages by ``ocr``."""

import re
from contextlib import closing
from typing import Final

import pypdfium2
from pypdfium2 import raw

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Content, Format
from bihuan.reading.ocr import picture_lines, scan_missing
from bihuan.reading.page import Page, pages_content
from bihuan.reading.pdfobjects import OBJECT_LIMIT, Drawn, page_drawn
from bihuan.reading.pdfpage import pdf_page, signs_lost
from bihuan.reading.pdfstreams import streams_check

PAGE_LIMIT: Final = 2_000
SIGN_LIMIT: Final = 400_000
PAGE_SIGN_LIMIT: Final = 50_000
PIXEL_LIMIT: Final = 50_000_000  # of all pictures on a page that is to be drawn: A4 at 600 dots an inch has 35 million
_SCAN_SHARE: Final = 0.4  # of a page's area under pictures
_SCAN_SIGNS: Final = 40  # a page number or the mark of a scanning program is no text
_DOTS: Final = 200  # an inch
_DRAWN_LIMIT: Final = 12_000_000  # dots of one drawn page
_SPLIT: Final = "请拆成几份再读"
_HEAD: Final = re.compile(rb"%PDF-\d\.\d")


def pdf_is(data: bytes) -> bool:
    """Whether these are the bytes of a PDF, which may begin with something else."""
    return _HEAD.search(data[:1024]) is not None


def pdf_read(data: bytes, where: str) -> tuple[Format, Content]:
    """``pdf_content``, and whether it is a scan: a PDF without any text of its own."""
    streams_check(data, where)
    document = _opened(data, where)
    try:
        pages, scanned = _pages(document, where)
    except BihuanError as error:
        raise error if error.where else BihuanError(error.code, error.what, where=where, hint=error.hint) from error
    finally:
        document.close()
    return ("scan" if scanned and scanned == len(pages) else "pdf"), pages_content(pages)


def pdf_content(data: bytes, where: str) -> Content:
    """Paragraphs of a PDF (第2页第5段) and what stands beside them on its pages."""
    return pdf_read(data, where)[1]


def _opened(data: bytes, where: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            hint = "请用密码打开，去掉密码后另存"
            raise BihuanError("read.encrypted", "PDF 设了密码，打不开", where=where, hint=hint) from error
        raise _broken(where, "PDF 已损坏，打不开") from error
    if len(document) > PAGE_LIMIT:
        count = len(document)
        document.close()
        what = f"PDF 有 {count} 页，超过上限 {PAGE_LIMIT} 页"
        raise BihuanError("read.too_large", what, where=where, hint=_SPLIT)
    return document


def _pages(document: pypdfium2.PdfDocument, where: str) -> tuple[list[Page], int]:
    """The pages, and how many of them had to be read as pictures."""
    pages: list[Page] = []
    signs = scanned = 0
    for index in range(len(document)):
        try:
            with closing(document[index]) as page:
                one, is_scan = _page(page, index + 1, min(SIGN_LIMIT - signs, PAGE_SIGN_LIMIT))
        except pypdfium2.PdfiumError as error:
            raise _broken(where, f"PDF 已损坏，第 {index + 1} 页读不出来") from error
        pages.append(one)
        scanned += is_scan
        signs += sum(len(line.text) for line in one.lines)
    return pages, scanned


def _page(page: pypdfium2.PdfPage, number: int, most: int) -> tuple[Page, bool]:
    drawn = page_drawn(page)
    if drawn.objects > OBJECT_LIMIT:
        raise BihuanError("read.too_large", f"PDF 第 {number} 页有 {OBJECT_LIMIT} 个以上的对象", hint=_SPLIT)
    read = pdf_page(page, number, drawn, most)
    return (_scanned(page, read, drawn), True) if _is_scan(read, drawn) else (read, False)


def _is_scan(page: Page, drawn: Drawn) -> bool:
    """A page of pictures, or of text whose signs its fonts do not tell."""
    texts = [line.text for line in page.lines]
    if sum(map(len, texts)) > _SCAN_SIGNS:
        return signs_lost(texts)
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in drawn.pictures)
    return area > _SCAN_SHARE * page.width * page.height


def _scanned(page: pypdfium2.PdfPage, read: Page, drawn: Drawn) -> Page:
    """The page drawn and looked at."""
    if (missing := scan_missing()) is not None:
        raise BihuanError("read.scanned", f"PDF 第 {read.number} 页是扫描的图片，没有文字", hint=missing)
    if drawn.pixels > PIXEL_LIMIT:
        raise BihuanError("read.too_large", f"PDF 第 {read.number} 页的图片有 {drawn.pixels} 个像素", hint=_SPLIT)
    width, height = page.get_size()
    scale = min(_DOTS / 72, (_DRAWN_LIMIT / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale, may_draw_forms=False).to_numpy()
    return Page(read.number, width, height, picture_lines(picture, 1 / scale))


def _broken(where: str, what: str) -> BihuanError:
    return BihuanError("read.pdf_broken", what, where=where, hint="请重新取得文件，或用 PDF 阅读器打开后另存")
