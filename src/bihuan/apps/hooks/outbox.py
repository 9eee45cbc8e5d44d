"""From the chain to the outbox: every deed writes its event in its own transaction, in one order without gaps. So the chain is what
messages come from; nothing is written twice and nothing is lost. A webhook remembers how far it has read (docs/adr/0021)."""

import json
from typing import Any

from django.db import transaction

from bihuan.apps.hooks.models import Outbox, Webhook
from bihuan.apps.ledgers.bulk import rows_insert
from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.selectors import chain_count

CHUNK = 1000
NAMES = ("webhook_id", "seq", "key", "body", "state", "tries", "due_at", "sent_at", "told")


def outbox_fill(webhook: Webhook) -> int:
    """Put the events since the webhook's last into its outbox; returns how many."""
    filled, end = 0, chain_count()
    while webhook.seq < end:
        filled += outbox_step(webhook, min(webhook.seq + CHUNK, end))
    return filled


@transaction.atomic
def outbox_step(webhook: Webhook, end: int) -> int:
    """Events up to ``end``, and the webhook's place among them, in one transaction."""
    locked = Webhook.objects.select_for_update().get(pk=webhook.pk)
    events = Event.objects.filter(seq__gt=locked.seq, seq__lte=end).order_by("seq")
    if locked.events:
        events = events.filter(deed__in=locked.events)
    now = now_text()
    rows = [
        (locked.pk, event.seq, f"{locked.pk}-{event.seq}", message_body(event), Outbox.WAITING, 0, now, "", "")
        for event in events
    ]
    rows_insert(Outbox._meta.db_table, NAMES, rows)
    Webhook.objects.filter(pk=locked.pk).update(seq=end)
    webhook.seq = end
    return len(rows)


def message_body(event: Event) -> str:
    """What is told: which entry, which deed, from which state to which. No field of the entry: those are asked for with rights."""
    changes: dict[str, Any] = changes_read(event.changes) or {}
    state, move, unit = (changes.get(name, [None, None]) for name in ("state", "#move", "unit_id"))
    told = {
        "id": event.seq, "type": event.deed, "at": event.at, "ledger": event.subject, "entry": event.entry_id,
        "move": move[1], "state": state[1], "state_before": state[0], "unit": unit[1],
    }  # fmt: skip
    return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False)
