"""One file taken in: read, cleaned, catalogued, cut and made ready for the index. Everything that a worker can do without the database."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bihuan.cataloguing.card import Card, card_of
from bihuan.cataloguing.cleaning import text_clean
from bihuan.cataloguing.likeness import bands_of, paragraphs_marked, signature_of, text_digest
from bihuan.cataloguing.versions import version_key
from bihuan.commitments import Reading, text_read
from bihuan.datamodel import BihuanError
from bihuan.reading.document import Document
from bihuan.reading.opening import document_of
from bihuan.search.pieces import pieces_cut, pieces_packed
from bihuan.search.shelving import Shelved, text_shelved

Topics = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Taken:
    """All that is kept of a document. ``body`` and ``pieces`` are packed as ``packed`` packs; ``removed``: [start, end, why] each."""

    card: Card
    format: str
    chars: int
    count: int  # pieces
    body: bytes
    pieces: bytes
    removed: list[list[object]]
    text_sha256: str
    version_key: str
    signature: tuple[int, ...]
    bands: tuple[int, ...]
    shelved: Shelved


def file_taken(path: Path, name: str, topics: Topics) -> Taken | BihuanError:
    """A stored original; what cannot be read is its error."""
    try:
        return document_taken(document_of(path.read_bytes(), name), topics)
    except BihuanError as error:
        return error


def document_taken(document: Document, topics: Topics) -> Taken:
    """A document that is open."""
    cleaned = text_clean(document.text)
    reading = text_read(cleaned.text, document.name)
    card = card_of(reading, document.name, topics)
    signature = signature_of(cleaned.text)
    pieces, shelved = reading_shelved(reading)
    return Taken(
        card=card, format=document.format, chars=len(cleaned.text), count=len(pieces), body=packed(cleaned.text),
        pieces=packed(json.dumps(pieces, ensure_ascii=False)), removed=[[one.start, one.end, one.why] for one in cleaned.removed],
        text_sha256=text_digest(cleaned.text), version_key=version_key(card),
        signature=signature, bands=bands_of(signature), shelved=shelved,
    )  # fmt: skip


def reading_shelved(reading: Reading) -> tuple[list[list[object]], Shelved]:
    """The pieces of a text, as JSON keeps them, and what the index takes of them."""
    items = [item for report in reading.documents for item in (*report.parts, *report.sections)]
    pieces = pieces_cut(reading.text, items)
    quantities = sorted((one for report in reading.documents for one in report.quantities), key=lambda one: one.start)
    return pieces_packed(pieces), text_shelved(reading.text, pieces, quantities, paragraphs_marked(reading.text))


def body_shelved(body: bytes, name: str) -> Shelved:
    """The same of a text that is kept: for making an index anew."""
    return reading_shelved(text_read(unpacked(body), name))[1]


def packed(text: str) -> bytes:
    """A text as few bytes."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 3)


def unpacked(data: bytes) -> str:
    """And back."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")
