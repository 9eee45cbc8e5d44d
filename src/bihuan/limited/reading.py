"""The readers, each in a limited child: the same results and errors as in this process, and names for all that can befall a child."""

import json
import sys
from collections.abc import Callable
from typing import Final, TypeVar

from bihuan.commitments import Reading
from bihuan.limited.deeds import DOCUMENT, READING
from bihuan.limited.limits import OFFICE, SCAN, USUAL, Limits
from bihuan.limited.process import child_ask
from bihuan.reading.document import Document
from bihuan.reading.ocr import image_is

T = TypeVar("T")

_PYTHON: Final = (sys.executable, "-P", "-B", "-X", "utf8", "-m", "bihuan.limited.deeds")
_OLD_OFFICE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


def document_open_limited(data: bytes, name: str, limits: Limits | None = None) -> Document:
    """``reading.opening.document_open`` for bytes from a stranger; a result or a ``BihuanError``, whatever the bytes are."""
    return _ask("document", data, name, limits or limits_for(data), DOCUMENT.validate_json)


def report_read_limited(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    """``commitments.report_read`` for bytes from a stranger; a result or a ``BihuanError``, whatever the bytes are."""
    return _ask("reading", data, name, limits or limits_for(data), READING.validate_json)


def pdf_made_limited(data: bytes, name: str) -> bytes:
    """``reading.office.pdf_made`` for bytes from a stranger."""
    return _ask("pdf", data, name, OFFICE, bytes)


def limits_for(data: bytes) -> Limits:
    """Old Office files need LibreOffice, and what it needs; pictures need time; everything else the usual."""
    if data.startswith(_OLD_OFFICE):
        return OFFICE
    return SCAN if image_is(data) else USUAL


def _ask(deed: str, data: bytes, name: str, limits: Limits, understand: Callable[[bytes], T]) -> T:
    command = (*_PYTHON, deed, name, json.dumps(limits.to_dict()))
    return child_ask(command, data, name, limits, understand)
