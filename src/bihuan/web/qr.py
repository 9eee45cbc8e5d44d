"""A QR code as SVG that stands in the page: made here, nothing is fetched."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """The code of a text; as large as the page makes it, with the light border that scanners need."""
    picture = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        picture, kind="svg", border=4, omitsize=True, xmldecl=False, svgns=True, nl=False, svgclass="qr", lineclass=""
    )
    return mark_safe(picture.getvalue().decode("utf-8"))
