"""Word files with macros, passwords, calls to other places, and structures that never end."""

from hostile.files.case import HARMLESS, Case
from hostile.parts import W, document, docx_parts, paragraph, relations, table, zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_parts(**parts: bytes) -> bytes:
    """The sample docx with further or other parts."""
    return zip_of({**docx_parts(), **{name.replace("__", "/"): data for name, data in parts.items()}})


def with_relation(kind: str, target: str, source: str = "document") -> bytes:
    """The sample docx with a relation to an outside place."""
    return zip_of({**docx_parts(), f"word/_rels/{source}.xml.rels": relations((kind, target, "External"))})


def ole(*streams: str) -> bytes:
    """The front of a compound file: header, one sector of FAT, one of directory with these streams (MS-CFB 2.2, 2.6)."""
    header = OLE + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00" + bytes(6)
    header += b"".join(number.to_bytes(4, "little") for number in (0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0))
    header += b"\xff\xff\xff\xff" * 108
    fat = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff\xff\xff\xff" * 126
    entries = b"".join(_ole_entry(name, 5 if name == "Root Entry" else 2) for name in ("Root Entry", *streams))
    return header + fat + entries.ljust(512, b"\x00")


def _ole_entry(name: str, kind: int) -> bytes:
    spelt = name.encode("utf-16-le")
    links = b"\xff\xff\xff\xff" * 2 + (b"\x01\x00\x00\x00" if kind == 5 else b"\xff\xff\xff\xff")
    return spelt.ljust(64, b"\x00") + (len(spelt) + 2).to_bytes(2, "little") + bytes([kind, 1]) + links + bytes(48)


NUMBER_CYCLE = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="a"/><w:numStyleLink w:val="a"/></w:abstractNum>'
    f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
).encode()
STYLE_CYCLE = (
    f'<w:styles {W}><w:style w:styleId="1"><w:basedOn w:val="2"/></w:style>'
    f'<w:style w:styleId="2"><w:basedOn w:val="1"/></w:style></w:styles>'
).encode()
NOTE_CYCLE = (
    f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    f"</w:footnote></w:footnotes>"
).encode()
HUGE_START = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999999999999999"/>'
    f'<w:numFmt w:val="{{}}"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
SPAN = '<w:tcPr><w:gridSpan w:val="2000000000"/><w:vMerge w:val="restart"/></w:tcPr>'
CONTINUED = '<w:tcPr><w:gridSpan w:val="-5"/><w:vMerge/></w:tcPr>'
GRID = table([["甲", "乙"]] * 3, SPAN) + table([["丙"]] * 3, CONTINUED)
TABLES = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 60
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'

WORD = [
    Case("macros.docm", "read.macros", lambda: with_parts(**{"word/vbaProject.bin": ole("VBA")})),
    Case("macros_renamed.docx", "read.macros", lambda: with_parts(**{"word/VbaProject.bin": b"x"})),
    Case("encrypted.docx", "read.encrypted", lambda: ole("EncryptionInfo", "EncryptedPackage")),
    Case(
        "template_http.docx",
        "read.remote_part",
        lambda: with_relation("attachedTemplate", "http://127.0.0.1:9/t.dotm", "settings"),
    ),
    Case(
        "template_share.docx",
        "read.remote_part",
        lambda: with_relation("attachedTemplate", "\\\\127.0.0.1\\t.dotm", "settings"),
    ),
    Case(
        "frame_http.docx",
        "read.remote_part",
        lambda: with_relation("frame", "https://127.0.0.1:9/f.html", "webSettings"),
    ),
    Case(
        "object_http.docx",
        "read.remote_part",
        lambda: with_relation("oleObject", "mhtml:http://127.0.0.1:9/x!x-usc:http://x"),
    ),
    Case(
        "subdocument_http.docx", "read.remote_part", lambda: with_relation("subDocument", "http://127.0.0.1:9/s.docx")
    ),
    Case(
        "no_body.docx", "read.docx_broken", lambda: with_parts(**{"word/document.xml": f"<w:document {W}/>".encode()})
    ),
    Case("number_cycle.docx", HARMLESS, lambda: with_parts(**{"word/numbering.xml": NUMBER_CYCLE})),
    Case(
        "number_huge.docx",
        HARMLESS,
        lambda: with_parts(**{"word/numbering.xml": HUGE_START.format("chineseCounting").encode()}),
    ),
    Case(
        "number_roman.docx",
        HARMLESS,
        lambda: with_parts(**{"word/numbering.xml": HUGE_START.format("upperRoman").encode()}),
    ),
    Case(
        "number_letter.docx",
        HARMLESS,
        lambda: with_parts(**{"word/numbering.xml": HUGE_START.format("lowerLetter").encode()}),
    ),
    Case("style_cycle.docx", HARMLESS, lambda: with_parts(**{"word/styles.xml": STYLE_CYCLE})),
    Case("note_cycle.docx", HARMLESS, lambda: with_parts(**{"word/footnotes.xml": NOTE_CYCLE})),
    Case("grid_span.docx", HARMLESS, lambda: with_parts(**{"word/document.xml": document(GRID)})),
    Case("tables_in_tables.docx", HARMLESS, lambda: with_parts(**{"word/document.xml": document(TABLES)})),
    Case(
        "field_dde.docx",
        HARMLESS,
        lambda: with_parts(**{"word/document.xml": document(paragraph("完成5件。") + FIELD)}),
    ),
    Case("embedded_object.docx", HARMLESS, lambda: with_parts(**{"word/embeddings/oleObject1.bin": ole("Package")})),
    Case("link_http.docx", HARMLESS, lambda: with_relation("hyperlink", "http://127.0.0.1:9/")),
    Case(
        "template_local.docx",
        HARMLESS,
        lambda: with_relation("attachedTemplate", "file:///C:/t/Normal.dotm", "settings"),
    ),
]
