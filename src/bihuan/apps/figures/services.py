"""Deeds on figures: what makes answers fast. Nothing here changes a figure."""

from bihuan.apps.figures.selectors import figure_desk
from bihuan.apps.figures.snapshots import entries_behind, ledgers_all, snapshot_find, snapshots_write

TAIL_LIMIT = 5_000  # entries changed since: beyond this a snapshot is worth writing anew


def shapes_compile() -> None:
    """Compile every question about the installed indicators, so that the first report of a fresh folder is drafted without Ibis."""
    figure_desk().source.shapes_compile()


def snapshots_refresh(*, limit: int = 0) -> list[str]:
    """Write anew the snapshots that more than ``limit`` changed entries stand behind, or that no longer fit; their names."""
    stale = [ledger for ledger in ledgers_all() if entries_behind(ledger, snapshot_find(ledger)) > limit]
    if stale:
        snapshots_write(stale)
    return [ledger.ledger for ledger in stale]
