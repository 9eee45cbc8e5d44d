"""The append-only chain: an event's digest covers its content and the digest of the event before it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from bihuan.apps.ledgers.bulk import rows_insert
from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.models import ChainHead, Event

ALGORITHM = "sha256"
START = hashlib.sha256("闭环".encode()).hexdigest()  # what the first event names as its predecessor
FIELDS = ("seq", "at", "actor", "deed", "subject", "entry_id", "changes", "batch", "row_digest", "previous", "digest")


class NewEvent(NamedTuple):
    """What a deed says of itself; the chain adds number, time and digests. ``changes`` is canonical JSON."""

    deed: str
    subject: str
    entry_id: int | None
    changes: str
    row_digest: str = ""


def event_digest(values: Sequence[Any]) -> str:
    """SHA-256 of the canonical JSON of an event's first ten fields (all but its own digest)."""
    return hashlib.sha256(canonical_json([ALGORITHM, *values]).encode()).hexdigest()


def now_text() -> str:
    """This moment in UTC, to the microsecond, in one fixed spelling."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def head_lock() -> ChainHead:
    """The head, locked until the transaction ends: writers take turns, so numbers have no gaps."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("events are written inside a transaction")
    start = {"count": 0, "digest": START, "algorithm": ALGORITHM}
    head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1, defaults=start)
    return head


def events_append(head: ChainHead, events: Iterable[NewEvent], *, actor: str, batch: int | None = None) -> None:
    """Link the events to the head, store them, and move the head on."""
    rows_insert(Event._meta.db_table, FIELDS, events_link(head, events, actor, batch))
    head.save()


def events_link(
    head: ChainHead, events: Iterable[NewEvent], actor: str, batch: int | None
) -> Iterator[tuple[Any, ...]]:
    """Each event's row, digests made in one loop; leaves ``head`` at the last."""
    seq, previous, at = head.count, head.digest, now_text()
    for event in events:
        seq += 1
        content = (
            seq, at, actor, event.deed, event.subject, event.entry_id, event.changes, batch, event.row_digest, previous
        )  # fmt: skip
        previous = event_digest(content)
        yield (*content, previous)
    head.count, head.digest = seq, previous


@transaction.atomic
def event_record(
    *, deed: str, subject: str, changes: Mapping[str, Any], actor: str, entry_id: int | None = None
) -> int:
    """Put something that changes no row into the chain (a sealed manifest, a revealed field); returns the event's number.

    With ``entry_id`` it stands in the history of that entry of the ledger ``subject`` (an urging): its names are remarks (``#``).
    """
    head = head_lock()
    mark = "" if entry_id is None else "#"
    told = {mark + name: value if isinstance(value, list) else [None, value] for name, value in changes.items()}
    events_append(head, [NewEvent(deed, subject, entry_id, canonical_json(told))], actor=actor)
    return head.count
