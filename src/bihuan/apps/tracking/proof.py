"""Which evidence counts for a step: files added since the matter was last handed on or sent back."""

from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.entries import Row
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.tracking.models import Evidence


def evidence_of_round(desk: LedgerDesk, row: Row) -> list[Evidence]:
    """The files of this round, oldest first: what proved an answer that was sent back does not prove the next one."""
    kept = Evidence.objects.filter(ledger=desk.ledger.ledger, entry_id=row.id, removed_at="").order_by("id")
    since = round_start(desk, row)
    return [one for one in kept if one.at > since]


def round_start(desk: LedgerDesk, row: Row) -> str:
    """When the entry was last handed to a unit or sent back; blank when it never was."""
    fresh = {move.key for move in desk.ledger.moves if not move.forward or "unit" in move.needs}
    moves = Event.objects.filter(subject=desk.ledger.ledger, entry_id=row.id, deed="move").order_by("-seq")
    for at, text in moves.values_list("at", "changes"):
        if ((changes_read(text) or {}).get("#move") or [None, None])[1] in fresh:
            return str(at)
    return ""


def evidence_words(desk: LedgerDesk, row: Row) -> str:
    """``门头.jpg（SHA-256）；…``, for the event: the files' digests bind them to the step. Blank when there is none."""
    return "；".join(f"{one.name}（{one.sha256}）" for one in evidence_of_round(desk, row))
