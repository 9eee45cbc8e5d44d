"""Events read back: what they say of an entry, whatever may have been done to them. What cannot be read says nothing."""

import json
from typing import Any

from bihuan.apps.ledgers.models import Event


def changes_read(text: Any) -> dict[str, list[Any]] | None:
    """An event's ``changes`` as ``{name: [old, new]}``; None where it is not of that shape."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return found if all(isinstance(pair, list) and len(pair) == 2 for pair in found.values()) else None


def entry_replay(ledger: str, entry_id: Any) -> dict[str, str]:
    """An entry's columns as its readable events leave them."""
    values: dict[str, Any] = {}
    events = Event.objects.filter(subject=ledger, entry_id=entry_id).order_by("seq")
    for text in events.values_list("changes", flat=True):
        pairs = changes_read(text) or {}
        values |= {name: pair[1] for name, pair in pairs.items() if not name.startswith("#")}
    return {name: str(value) for name, value in values.items() if value is not None}
