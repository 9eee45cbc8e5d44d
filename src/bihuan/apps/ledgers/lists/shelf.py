"""Which ledgers' columns are in memory: large ones, read in the background when first asked for, the least used given up."""

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from django.db import connection, connections

from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.selectors import ledgers_installed
from bihuan.apps.ledgers.tables import columns_of, model_make, shape_of

if TYPE_CHECKING:
    from bihuan.apps.ledgers.lists.columns import LedgerColumns

LARGE = 20_000  # entries up to which the database answers any list at once by itself
MOST = 8  # ledgers whose columns are held
_held: "OrderedDict[tuple[str, str], LedgerColumns]" = OrderedDict()
_loading: dict[tuple[str, str], threading.Thread] = {}
_lock = threading.Lock()


def columns_held(table: LedgerTable, *, wait: bool = False) -> "LedgerColumns | None":
    """The ledger's columns up to the last event. None for a small ledger, inside a transaction, and while they are being read."""
    if connection.in_atomic_block:
        return None
    key = (str(connection.settings_dict["NAME"]), shape_of(table))
    with _lock:
        found = _held.get(key)
        if found is not None:
            _held.move_to_end(key)
    if found is None:
        if not (wait or is_large(table)):
            return None
        thread = reading_start(key, table)
        if not wait:
            return None
        thread.join()
        found = _held.get(key)
    if found is not None:
        found.follow()
    return found


def is_large(table: LedgerTable) -> bool:
    """Whether the ledger has more entries than ``LARGE``; looks at no more than those."""
    entries = model_make(table.table, columns_of(table))._default_manager
    return entries.order_by("id").values_list("id")[LARGE : LARGE + 1].exists()


def reading_start(key: tuple[str, str], table: LedgerTable) -> threading.Thread:
    """The thread that reads the columns; one at a time for each ledger."""
    with _lock:
        thread = _loading.get(key)
        if thread is None:
            thread = threading.Thread(target=reading, args=(key, table), name=f"columns-{table.name}", daemon=True)
            _loading[key] = thread
            thread.start()
        return thread


def reading(key: tuple[str, str], table: LedgerTable) -> None:
    """Read one ledger's columns and hold them. DuckDB is loaded here: most ledgers never need it."""
    from bihuan.apps.ledgers.lists.columns import LedgerColumns

    try:
        columns = LedgerColumns(table)
        columns.load()
        with _lock:
            _held[key] = columns
            while len(_held) > MOST:
                _held.popitem(last=False)
    finally:
        with _lock:
            _loading.pop(key, None)
        connections.close_all()


def columns_warm() -> None:
    """Begin to read the columns of every large ledger: what a server does when it starts, in a thread of its own."""
    try:
        for table in ledgers_installed():
            columns_held(table)
    finally:
        connections.close_all()


def columns_forget() -> None:
    """Give up everything held; the next list reads anew."""
    with _lock:
        _held.clear()
