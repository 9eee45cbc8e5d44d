"""Files into text, text into reports, reports into outlines."""

from bihuan.reading.compilation import reports_split
from bihuan.reading.document import Aside, Document, Paragraph
from bihuan.reading.furniture import furniture_clear
from bihuan.reading.head import Head, head_read
from bihuan.reading.opening import document_of, document_open, documents_open
from bihuan.reading.outline import Section, outline_read
from bihuan.reading.parts import parts_read, sections_placed
from bihuan.reading.roles import Role
from bihuan.reading.smoothing import Smooth

__all__ = [
    "Aside",
    "Document",
    "Head",
    "Paragraph",
    "Role",
    "Section",
    "Smooth",
    "document_of",
    "document_open",
    "documents_open",
    "furniture_clear",
    "head_read",
    "outline_read",
    "parts_read",
    "reports_split",
    "sections_placed",
]
