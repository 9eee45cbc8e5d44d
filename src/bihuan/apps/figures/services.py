"""Deeds on figures: bringing the columnar snapshots up to the last event."""

from bihuan.apps.figures.snapshots import entries_behind, ledgers_all, snapshot_find, snapshots_write

TAIL_LIMIT = 5_000  # entries changed since: beyond this a snapshot is worth writing anew


def snapshots_refresh(*, limit: int = 0) -> list[str]:
    """Write anew the snapshots that more than ``limit`` changed entries stand behind, or that no longer fit; their names."""
    stale = [ledger for ledger in ledgers_all() if entries_behind(ledger, snapshot_find(ledger)) > limit]
    if stale:
        snapshots_write(stale)
    return [ledger.ledger for ledger in stale]
