"""Document-wide settings and properties."""

from datetime import date

from lxml import etree

from bihuan.gongwen.marks import AUTHOR
from bihuan.gongwen.ooxml import part_bytes, w

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
DUBLIN_TERMS = "http://purl.org/dc/terms/"
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def settings_part() -> bytes:
    """word/settings.xml: page numbers differ on odd and even pages, marks are never squeezed."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return part_bytes(
        w(
            "settings",
            w("zoom", percent=100),
            w("defaultTabStop", val=420),
            w("evenAndOddHeaders"),
            w("characterSpacingControl", val="doNotCompress"),
            w("compat", w("doNotExpandShiftReturn"), mode),
            w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        )
    )


def core_part(title: str, day: date) -> bytes:
    """docProps/core.xml: the title, and the as-of day instead of a clock."""
    root = etree.Element(
        f"{{{CORE}}}coreProperties",
        nsmap={"cp": CORE, "dc": DUBLIN_CORE, "dcterms": DUBLIN_TERMS, "xsi": SCHEMA_INSTANCE},
    )
    etree.SubElement(root, f"{{{DUBLIN_CORE}}}title").text = title
    etree.SubElement(root, f"{{{DUBLIN_CORE}}}creator").text = AUTHOR
    for name in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{DUBLIN_TERMS}}}{name}")
        moment.set(f"{{{SCHEMA_INSTANCE}}}type", "dcterms:W3CDTF")
        moment.text = f"{day.isoformat()}T00:00:00Z"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
