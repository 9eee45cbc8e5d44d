"""对照原件: the original as a PDF, to be looked at beside its text; of Word and WPS files made once by LibreOffice, where there is one."""

import os
import threading
from pathlib import Path
from typing import Final

from django.conf import settings

from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.library.models import LibraryDocument
from bihuan.limited.reading import pdf_made_limited
from bihuan.reading.office import office_find

PDF: Final = ("pdf", "scan")
OFFICE: Final = ("docx", "doc", "wps", "rtf", "xlsx")
_lock = threading.Lock()  # one LibreOffice at a time: each takes a gibibyte


def previewable(document: LibraryDocument) -> bool:
    """Whether the original can be looked at here."""
    return _is_pdf(document) or (document.format in OFFICE and office_find() is not None)


def preview_path(document: LibraryDocument) -> Path:
    """The PDF to look at: the original itself, or what LibreOffice made of it, which takes some seconds the first time."""
    original = original_path(document.sha256)
    if _is_pdf(document):
        return original
    folder: Path = settings.BIHUAN.dir / "previews"
    made = folder / f"{document.sha256}.pdf"
    with _lock:
        if not made.is_file():
            pdf = pdf_made_limited(original.read_bytes(), document.name)
            folder.mkdir(exist_ok=True)
            half = folder / f"{document.sha256}.{os.getpid()}.new"
            half.write_bytes(pdf)
            half.replace(made)
    return made


def _is_pdf(document: LibraryDocument) -> bool:
    """One that could not be read has only its name to tell."""
    return document.format in PDF or (not document.format and document.name.lower().endswith(".pdf"))
