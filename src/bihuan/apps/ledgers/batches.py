"""Batches: many changes in one transaction with one event of their own, and what is needed to undo them within a day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bihuan.apps.ledgers.chain import NewEvent, events_append, now_text
from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.companions import companions_follow
from bihuan.apps.ledgers.entries import Change, Row, Store
from bihuan.apps.ledgers.models import Batch, BatchImage, ChainHead
from bihuan.apps.ledgers.tables import ledger_definition
from bihuan.apps.units.actors import Actor
from bihuan.datamodel.telling import Tell, untold
from bihuan.packs.schema import Move

UNDO_HOURS = 24


def batch_write(
    *,
    head: ChainHead,
    store: Store,
    changes: Sequence[Change],
    actor: Actor,
    kind: str,
    name: str,
    told: Mapping[str, str],
    sha256: str = "",
    unchanged: int = 0,
    undoes: int | None = None,
    move: Move | None = None,
    tell: Tell = untold,
) -> Batch:
    """Store changes with their events, what the entries were before, the batch, and the batch's event. Inside a transaction only."""
    added = sum(change.old is None for change in changes)
    images_expire()
    batch = Batch.objects.create(
        kind=kind, ledger=store.plan.ledger, sha256=sha256, name=name[:255], actor=actor.name, at=now_text(), added=added,
        changed=len(changes) - added, unchanged=unchanged, first_seq=head.count + 1, undoes=undoes,
    )  # fmt: skip
    ids = store.write(head, changes, actor=actor.name, batch=batch.pk, tell=tell)
    stored = [(change.old, replace(change.new, id=number)) for change, number in zip(changes, ids, strict=True)]
    companions_follow(ledger_definition(store.plan.ledger), store, stored, actor=actor, move=move)
    images_keep(store, batch, changes)
    event = NewEvent(
        "batch", store.plan.ledger, None, canonical_json({key: [None, text] for key, text in told.items()})
    )
    events_append(head, [event], actor=actor.name, batch=batch.pk)
    batch.last_seq = head.count
    batch.save(update_fields=["last_seq"])
    return batch


def images_keep(store: Store, batch: Batch, changes: Sequence[Change]) -> None:
    """What each changed entry was; an added one was nothing."""
    images = [
        BatchImage(batch=batch, entry_id=change.old.id, image=image_of(store, change.old))
        for change in changes
        if change.old
    ]
    BatchImage.objects.bulk_create(images, batch_size=500)


def image_of(store: Store, row: Row) -> str:
    """A row as JSON, its values by the origins of their columns."""
    values = {
        column.origin: value for column, value in zip(store.columns, row.values, strict=True) if value is not None
    }
    return canonical_json([row.unit_id, row.entry_key, row.state, row.removed, values])


def image_row(store: Store, entry_id: int, image: str) -> Row:
    """The row that an image tells of, in the table's columns of today."""
    unit_id, key, state, removed, values = json.loads(image)
    known: dict[str, Any] = values
    return Row(entry_id, unit_id, key, state, removed, tuple(known.get(column.origin) for column in store.columns))


def undo_until(batch: Batch) -> datetime:
    """The moment after which a batch can no longer be undone."""
    return datetime.fromisoformat(batch.at) + timedelta(hours=UNDO_HOURS)


def images_expire() -> None:
    """Erase what entries were before batches that can no longer be undone: personal values do not outlive their purpose."""
    before = (datetime.now(UTC) - timedelta(hours=UNDO_HOURS)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    BatchImage.objects.filter(batch__at__lt=before).delete()
