"""入库: what was accepted is read on all cores, its card, text and likeness are stored, and the index takes it."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.db import transaction

from bihuan.apps.ledgers.bulk import rows_update
from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.library.families import families_join, versions_link
from bihuan.apps.library.models import LibraryDocument, LibraryText, LikeBand, State
from bihuan.cataloguing.jobs import Job, Read, job_broken, job_read
from bihuan.cataloguing.taking import Taken, Topics, document_taken
from bihuan.datamodel import BihuanError
from bihuan.limited.crew import crew_map
from bihuan.limited.reading import document_open_limited

CARD = ("title", "issuer", "region", "year", "kind", "topic", "doc_number", "addressee", "signer", "signed_on")
_LENGTHS = {name: getattr(LibraryDocument._meta.get_field(name), "max_length", None) for name in CARD}


def documents_read(rows: Sequence[LibraryDocument], topics: Topics, jobs: int) -> Iterator[Read]:
    """Read originals that somebody at the server gave, on ``jobs`` cores."""
    work: list[Job] = []
    for row in rows:
        try:
            work.append(Job(row.pk, original_path(row.sha256), row.name, row.size))
        except BihuanError as error:
            yield Read(row.pk, error)
    yield from crew_map(partial(job_read, topics=topics), work, jobs, size=lambda job: job.size, broken=job_broken)


def documents_read_limited(rows: Sequence[LibraryDocument], topics: Topics) -> Iterator[Read]:
    """Read strangers' originals, each in a limited child."""
    for row in rows:
        try:
            document = document_open_limited(original_path(row.sha256).read_bytes(), row.name)
            yield Read(row.pk, document_taken(document, topics))
        except BihuanError as error:
            yield Read(row.pk, error)


@transaction.atomic
def lot_store(lot: Sequence[Read]) -> list[tuple[LibraryDocument, Taken]]:
    """Cards, texts and likeness of a lot of documents, or none of them; what could not be read keeps its reason.

    What another program read meanwhile is left as it is.
    """
    unread = LibraryDocument.objects.exclude(state=State.READ)
    rows = unread.in_bulk([read.number for read in lot])
    lot = [read for read in lot if read.number in rows]
    good = [(rows[read.number], read.outcome) for read in lot if isinstance(read.outcome, Taken)]
    for read in lot:
        if isinstance(read.outcome, BihuanError):
            rows[read.number].state, rows[read.number].reason = State.FAILED, str(read.outcome)[:500]
    for row, taken in good:
        card_write(row, taken)
    _texts_write(good)
    families_join([(row, taken.signature, taken.bands) for row, taken in good])
    versions_link([row for row, _ in good])
    rows_update(LibraryDocument, _WRITTEN, rows.values())
    return good


_WRITTEN = ("state", "reason", "format", "chars", "pieces", "text_sha256", "version_key", "family", "indexed", *CARD)


def card_write(row: LibraryDocument, taken: Taken) -> None:
    """What was found, where nobody wrote something better."""
    for name in CARD:
        if name not in row.edited:
            value = getattr(taken.card, name)
            setattr(row, name, value[: _LENGTHS[name]] if isinstance(value, str) else value)
    row.state, row.reason, row.indexed = State.READ, "", ""
    row.format, row.chars, row.pieces = taken.format, taken.chars, taken.count
    row.text_sha256, row.version_key = taken.text_sha256, taken.version_key[:200]


def _texts_write(good: Sequence[tuple[LibraryDocument, Taken]]) -> None:
    numbers = [row.pk for row, _ in good]
    LibraryText.objects.filter(document__in=numbers).delete()
    LikeBand.objects.filter(document__in=numbers).delete()
    LibraryText.objects.bulk_create(
        LibraryText(
            document=row,
            body=taken.body,
            pieces=taken.pieces,
            removed=taken.removed,
            signature=_signature(taken.signature),
        )
        for row, taken in good
    )


def _signature(values: Sequence[int]) -> bytes:
    return b"".join(value.to_bytes(4, "little") for value in values)
