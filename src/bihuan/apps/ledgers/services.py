"""One door to each deed on ledgers. Every deed is one transaction with its events inside."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.chain import NewEvent, events_append, head_lock
from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.deeds import EntryRefused, entry_add, entry_change, entry_move, entry_remove
from bihuan.apps.ledgers.imports import BatchResult, batch_import
from bihuan.apps.ledgers.installs import ledger_install, pack_folder, pack_install, packs_install
from bihuan.apps.units import services as units

__all__ = [
    "BatchResult",
    "EntryRefused",
    "batch_import",
    "entry_add",
    "entry_change",
    "entry_move",
    "entry_remove",
    "event_record",
    "ledger_install",
    "pack_folder",
    "pack_install",
    "packs_install",
    "units_import",
]


@transaction.atomic
def event_record(*, deed: str, subject: str, changes: Mapping[str, Any], actor: str) -> int:
    """Put something that is not an entry into the chain (a sealed manifest, a revealed field); returns the event's number."""
    head = head_lock()
    told = {name: value if isinstance(value, list) else [None, value] for name, value in changes.items()}
    events_append(head, [NewEvent(deed, subject, None, canonical_json(told))], actor=actor)
    return head.count


@transaction.atomic
def units_import(*, path: Path, actor: str) -> list[str]:
    """Import the unit tree (``units.services``) and record it in the chain."""
    codes = units.units_import(path=path, actor=actor)
    event_record(deed="units_import", subject="units", changes={"file": path.name, "units": codes}, actor=actor)
    return codes
