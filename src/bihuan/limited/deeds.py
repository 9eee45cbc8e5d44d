"""What a child may be asked to do, by name: ``python -m bihuan.limited.deeds DEED NAME LIMITS``; run by ``reading.py``."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from bihuan.commitments import Reading, report_read
from bihuan.limited.child import FILE, child_live
from bihuan.limited.limits import Limits
from bihuan.reading import Document, document_open

DOCUMENT: Final = TypeAdapter(Document)
READING: Final = TypeAdapter(Reading)


def deed_do(deed: Callable[[Path, str], bytes], name: str, data: bytes) -> bytes:
    """Do it with the bytes as a file."""
    path = Path(FILE)
    path.write_bytes(data)
    return deed(path, name)


def _document(path: Path, name: str) -> bytes:
    return DOCUMENT.dump_json(replace(document_open(path), name=name))


def _reading(path: Path, name: str) -> bytes:
    reading = report_read(path)
    return READING.dump_json(replace(reading, source=replace(reading.source, name=name)))


DEEDS: Final = {"document": _document, "reading": _reading}


if __name__ == "__main__":
    _, asked, called, limits = sys.argv
    sys.exit(child_live(partial(deed_do, DEEDS[asked], called), Limits(**json.loads(limits))))
