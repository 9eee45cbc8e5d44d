"""XML that reads other files, calls home, swells or sinks: in each part that a reader opens."""

from hostile.files.case import Case
from hostile.parts import HEAD, OFD, Parts, S, W, docx_parts, ofd_parts, xlsx_parts, zip_of

OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
CALLS_HOME = '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:9/x.dtd">'
PARAMETER = '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/x"> %b;]>'
LAUGHS = "<!DOCTYPE a [<!ENTITY b0 'ha'>{}]>".format(
    "".join(f"<!ENTITY b{level} '{f'&b{level - 1};' * 10}'>" for level in range(1, 10))
)
LONG_ENTITY = f"<!DOCTYPE a [<!ENTITY b '{'x' * 100_000}'>]>"


def declared(parts: Parts, part: str, doctype: str, encoding: str = "utf-8") -> bytes:
    """The zip with a document type in front of one part's root."""
    root = parts[part].decode().removeprefix(HEAD)
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{doctype}{root}'
    return zip_of({**parts, part: text.encode(encoding)})


def replaced(parts: Parts, part: str, text: str) -> bytes:
    """The zip with one part's text replaced."""
    return zip_of({**parts, part: text.encode()})


def body(inner: str) -> bytes:
    """A docx whose body is this."""
    return zip_of(docx_parts(inner))


DOCX_PARTS = ("document", "styles", "numbering", "footnotes")
XLSX_PARTS = ("workbook", "sharedStrings", "worksheets/sheet1")
OFD_PARTS = ("OFD", "Doc_0/Document", "Doc_0/Pages/Page_0/Content")

XML = [
    *(
        Case(f"outside_{part}.docx", "read.entities", lambda p=part: declared(docx_parts(), f"word/{p}.xml", OUTSIDE))
        for part in DOCX_PARTS
    ),
    *(
        Case(
            f"outside_{part.rpartition('/')[2]}.xlsx",
            "read.entities",
            lambda p=part: declared(xlsx_parts(), f"xl/{p}.xml", OUTSIDE),
        )
        for part in XLSX_PARTS
    ),
    *(
        Case(
            f"outside_{part.rpartition('/')[2]}.ofd",
            "read.entities",
            lambda p=part: declared(ofd_parts(), f"{p}.xml", OUTSIDE),
        )
        for part in OFD_PARTS
    ),
    Case("calls_home.docx", "read.entities", lambda: declared(docx_parts(), "word/document.xml", CALLS_HOME)),
    Case("parameter.docx", "read.entities", lambda: declared(docx_parts(), "word/document.xml", PARAMETER)),
    Case("laughs.docx", "read.entities", lambda: declared(docx_parts(), "word/document.xml", LAUGHS)),
    Case("laughs.xlsx", "read.entities", lambda: declared(xlsx_parts(), "xl/sharedStrings.xml", LAUGHS)),
    Case("laughs.ofd", "read.entities", lambda: declared(ofd_parts(), "Doc_0/Document.xml", LAUGHS)),
    Case("long_entity.docx", "read.entities", lambda: declared(docx_parts(), "word/document.xml", LONG_ENTITY)),
    Case("utf16_entity.docx", "read.entities", lambda: declared(docx_parts(), "word/document.xml", OUTSIDE, "utf-16")),
    Case("deep.docx", "read.too_deep", lambda: body("<w:sdt>" * 1_000_000)),
    Case("deep_closed.docx", "read.too_deep", lambda: body("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)),
    Case("many_tags.docx", "read.too_large", lambda: body("<w:p/>" * 1_300_000)),
    Case("many_attributes.docx", "read.too_large", lambda: body("<w:p a='' b='' c=''/>" * 400_000)),
    Case("giant_attribute.docx", "read.too_deep", lambda: body(f'<w:p a="{"x" * 12_000_000}"/>')),
    Case("giant_text.docx", "read.too_deep", lambda: body(f"<w:p><w:r><w:t>{'x' * 12_000_000}</w:t></w:r></w:p>")),
    Case(
        "deep.xlsx",
        "read.too_deep",
        lambda: replaced(xlsx_parts(), "xl/sharedStrings.xml", f"<sst {S}>" + "<si>" * 10**6),
    ),
    Case("deep.ofd", "read.too_deep", lambda: replaced(ofd_parts(), "OFD.xml", f"<ofd:OFD {OFD}>" + "<ofd:a>" * 10**6)),
    Case("torn_xml.docx", "read.docx_broken", lambda: replaced(docx_parts(), "word/document.xml", f"<w:document {W}>")),
    Case(
        "invalid_utf8.docx", "read.docx_broken", lambda: zip_of({**docx_parts(), "word/document.xml": b"<a>\xff</a>"})
    ),
]
