"""OFD pages that no printer has seen: their layout must not cost more than reading them."""

from hostile.files.case import HARMLESS, Case
from hostile.parts import OFD, ofd_document, ofd_parts, zip_of

PAGE = "Pages/Page_0/Content.xml"


def sign(x: float, y: float, deltas: str = "") -> str:
    """One character, or two with a step between them, at a place."""
    code = f'<ofd:TextCode X="0" Y="5"{deltas}>{"字字" if deltas else "字"}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Boundary="{x} {y} 9 9" Size="5">{code}</ofd:TextObject>'


def ruling(x: float, y: float) -> str:
    """A line across and one down."""
    data = f"M {x} {y} L 200 {y} M {x} {y} L {x} 200"
    return f'<ofd:PathObject ID="1" Boundary="0 0 200 200"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def page(objects: str) -> bytes:
    """An OFD of one page."""
    return zip_of(ofd_parts(objects))


OFDS = [
    Case("far_apart.ofd", HARMLESS, lambda: page("".join(sign(20 * at, 50) for at in range(5_000)))),
    Case("grid.ofd", HARMLESS, lambda: page("".join(sign(at % 100 * 20, at // 100 * 10) for at in range(5_000)))),
    Case("one_place.ofd", HARMLESS, lambda: page(sign(20, 50) * 5_000)),
    Case("endless_step.ofd", HARMLESS, lambda: page(sign(20, 50, f' DeltaX="g {10**18} 5"'))),
    Case("long_number.ofd", "read.ofd_broken", lambda: page(sign(20, 50, f' DeltaX="g {"9" * 5000} 5"'))),
    Case("infinite.ofd", "read.ofd_broken", lambda: page(sign(float("inf"), 50))),
    Case("many_signs.ofd", "read.too_large", lambda: page(sign(20, 50) * 20_001)),
    Case(
        "rulings.ofd", HARMLESS, lambda: page("".join(ruling(at / 100, at / 90) for at in range(10_000)) + sign(20, 50))
    ),
    Case(
        "one_page_often.ofd",
        HARMLESS,
        lambda: zip_of(
            ofd_parts() | {"Doc_0/Document.xml": ofd_document(f'<ofd:Page ID="1" BaseLoc="{PAGE}"/>' * 100_000)}
        ),
    ),
    Case("blocks.ofd", "read.too_deep", lambda: page("<ofd:PageBlock>" * 300 + "</ofd:PageBlock>" * 300)),
    Case(
        "no_documents.ofd", "read.ofd_broken", lambda: zip_of(ofd_parts() | {"OFD.xml": f"<ofd:OFD {OFD}/>".encode()})
    ),
]
