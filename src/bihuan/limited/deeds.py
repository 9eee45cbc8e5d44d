"""What a child may be asked to do, by name: ``python -m bihuan.limited.deeds DEED NAME LIMITS``; run by ``reading.py``."""

import json
import sys
from functools import partial
from typing import Final

from pydantic import TypeAdapter

from bihuan.commitments import Reading, document_read
from bihuan.limited.child import child_live
from bihuan.limited.limits import Limits
from bihuan.reading.document import Document
from bihuan.reading.file import File
from bihuan.reading.office import office_find, pdf_made
from bihuan.reading.opening import document_of

DOCUMENT: Final = TypeAdapter(Document)
READING: Final = TypeAdapter(Reading)


def _document(name: str, data: bytes) -> bytes:
    return DOCUMENT.dump_json(document_of(data, name))


def _reading(name: str, data: bytes) -> bytes:
    return READING.dump_json(document_read(document_of(data, name)))


def _pdf(name: str, data: bytes) -> bytes:
    return pdf_made(File(data, name, name), office_find())


DEEDS: Final = {"document": _document, "reading": _reading, "pdf": _pdf}


if __name__ == "__main__":
    _, asked, called, limits = sys.argv
    sys.exit(child_live(partial(DEEDS[asked], called), Limits(**json.loads(limits))))
