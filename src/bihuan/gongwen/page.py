"""The page: paper, margins, page number."""

from bihuan.gongwen import layout
from bihuan.gongwen.ooxml import Element, R, part_bytes, w, wtext

ODD, EVEN = "default", "even"


def section(footers: dict[str, str], *, starts_at: int | None = None, kind: str | None = None) -> Element:
    """``w:sectPr``; ``footers`` maps odd/even to relationship ids."""
    properties = w("sectPr", *(footer_reference(side, rid) for side, rid in footers.items()))
    if kind:
        properties.append(w("type", val=kind))
    properties.extend(
        [
            w("pgSz", w=layout.PAGE_WIDTH, h=layout.PAGE_HEIGHT),
            w(
                "pgMar",
                top=layout.MARGIN_TOP,
                right=layout.MARGIN_RIGHT,
                bottom=layout.MARGIN_BOTTOM,
                left=layout.MARGIN_LEFT,
                header=851,
                footer=layout.FOOTER_DISTANCE,
                gutter=0,
            ),
        ]
    )
    if starts_at is not None:
        properties.append(w("pgNumType", start=starts_at))
    properties.append(w("docGrid", linePitch=layout.LINE_PITCH))
    return properties


def footer_reference(side: str, rid: str) -> Element:
    """A reference to the footer part of one side."""
    reference = w("footerReference", type=side)
    reference.set(f"{{{R}}}id", rid)
    return reference


def footer_part(side: str) -> bytes:
    """``— 1 —``: one character in, at the right on odd pages and at the left on even ones."""
    odd = side == ODD
    one_character = {"rightChars" if odd else "leftChars": 100, "right" if odd else "left": layout.SIZE_4 * 10}
    properties = w("pPr", w("pStyle", val="Footer"), w("ind", **one_character), w("jc", val="right" if odd else "left"))
    number = w("fldSimple", w("r", wtext("1")), instr=" PAGE ")
    return part_bytes(w("ftr", w("p", properties, w("r", wtext("— ")), number, w("r", wtext(" —")))))
