"""From signs at places on pages back to the paragraphs that their writer typed; PDF, scans and every other fixed layout end here."""

from bihuan.reading.page.geometry import Glyph, Line, Page, Rule
from bihuan.reading.page.layout import pages_content

__all__ = ["Glyph", "Line", "Page", "Rule", "pages_content"]
