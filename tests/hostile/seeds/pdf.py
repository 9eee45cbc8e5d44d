"""PDFs written object by object, nothing packed: one column, two columns, a table of lines, and a page that is only a picture."""

from collections.abc import Sequence

from hostile.parts import TEXT
from hostile.seeds.pictures import HEIGHT, WIDTH, page

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 5 0 R>>]>>"
)
DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
    b"/CapHeight 880/StemV 90>>"
)


def pdf_written(objects: Sequence[bytes], first: int = 1) -> bytes:
    """The objects with a table of their places; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, one in enumerate(objects, first):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
    )
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object, not packed."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def _pages(*contents: bytes) -> bytes:
    """Pages of these contents, with a font, a bookmark, and a form that each page may draw."""
    kids = b" ".join(b"%d 0 R" % (8 + 2 * at) for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d/MediaBox[0 0 595 842]>>" % (kids, len(contents)),
        b"<</Font<</F1 4 0 R>>/XObject<</X1 6 0 R>>>>",
        FONT,
        DESCRIPTOR,
        stream(_line("内部资料", 60, 800, 9), b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 3 0 R"),
        b"<</Type/Outlines/Count 0>>",
    ]
    for at, content in enumerate(contents):
        objects += [b"<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents %d 0 R>>" % (9 + 2 * at), stream(content)]
    return pdf_written(objects)


def _line(text: str, x: float, y: float, size: float = 12) -> bytes:
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%b> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())


def _column(lines: Sequence[str], x: float, width: int) -> bytes:
    rows = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    return b"".join(_line(row, x, 760 - 20 * at) for at, row in enumerate(rows))


def one_column() -> bytes:
    """Two pages with a running head and page numbers."""
    pages = (
        _column(half, 60, 38) + _line(f"— {number} —", 280, 40, 9)
        for number, half in enumerate((TEXT[:6], TEXT[6:]), 1)
    )
    return _pages(*(b"/X1 Do\n" + page for page in pages))


def two_columns() -> bytes:
    """One page of two columns."""
    return _pages(_line(TEXT[0], 120, 790, 14) + _column(TEXT[1:6], 40, 20) + _column(TEXT[6:], 310, 20))


def with_table() -> bytes:
    """Words, then a table drawn with lines, its cells placed by TJ and Td."""
    lines = b"".join(b"%d 500 m %d 620 l S\n" % (x, x) for x in (60, 200, 340)) + b"".join(
        b"60 %d m 340 %d l S\n" % (y, y) for y in (500, 540, 580, 620)
    )
    cells = b"".join(
        _line(cell, 70 + 140 * column, 595 - 40 * row)
        for row, pair in enumerate((("镇", "改造（个）"), ("城关镇", "5"), ("河口镇", "7")))
        for column, cell in enumerate(pair)
    )
    spaced = (
        b"BT /F1 12 Tf 60 460 Td [<6c47> -500 <603b> 250 <00350036>] TJ 0 -20 Td (\x95\x7f) Tj T* 3 Tr <516c> Tj ET\n"
    )
    return _pages(_column(TEXT[:3], 60, 38) + b"q 0.5 w\n" + lines + b"Q\n" + cells + spaced)


def scanned() -> bytes:
    """A page that is one picture."""
    picture = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (
        WIDTH,
        HEIGHT,
    )
    return pdf_written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
            stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
            stream(page(), picture),
        ]
    )


def object_stream() -> bytes:
    """The same page in the newer spelling: objects inside a stream, the table of places a stream too."""
    inner = (
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 6 0 R>>",
        FONT,
        DESCRIPTOR,
    )
    places = [sum(len(one) + 1 for one in inner[:at]) for at in range(len(inner))]
    head = b" ".join(b"%d %d" % (number, place) for number, place in zip((2, 3, 4, 5), places, strict=True)) + b" "
    out, at = bytearray(b"%PDF-1.5\n"), {}
    for number, one in (
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (6, stream(_column(TEXT, 60, 38))),
        (7, stream(head + b" ".join(inner), b"/Type/ObjStm/N 4/First %d" % len(head))),
    ):
        at[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    rows = [
        (0, 0, 255),
        (1, at[1], 0),
        *((2, 7, index) for index in range(4)),
        (1, at[6], 0),
        (1, at[7], 0),
        (1, len(out), 0),
    ]
    table = b"".join(bytes([kind]) + place.to_bytes(2, "big") + bytes([index]) for kind, place, index in rows)
    start = len(out)
    out += b"8 0 obj\n%b\nendobj\n" % stream(table, b"/Type/XRef/Size 9/W[1 2 1]/Root 1 0 R")
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


PDF = {
    "one_column": one_column,
    "two_columns": two_columns,
    "with_table": with_table,
    "object_stream": object_stream,
}
SCAN = {"scanned": scanned}
