"""A pack that changes a ledger's natural key: every entry gets its new key, as an event, or the change is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db import connection

from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.entries import Change, Row, Store, key_maker
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger

CHUNK = 2000


def entries_rekey(table: LedgerTable, ledger: Ledger, *, actor: str) -> None:
    """Give every entry the key of the new definition; two entries that would share one refuse the change."""
    store = Store(table)
    key_of = key_maker(store, ledger)
    seen: dict[tuple[int, str], int] = {}
    changes: list[Change] = []
    for row in rows_all(store):
        key = key_of(row.values)
        same = seen.setdefault((row.unit_id, key), row.id)
        if same != row.id:
            raise key_shared(ledger, same, row.id, key)
        if key != row.entry_key:
            changes.append(Change("rekey", row, replace(row, entry_key=key)))
    keys_park(store, changes)
    store.write(head_lock(), changes, actor=actor)


def rows_all(store: Store) -> Iterator[Row]:
    """Every row, tombstones too, by id."""
    last = 0
    while rows := store.fetch(f"id > %s ORDER BY id LIMIT {CHUNK}", [last]):
        yield from rows
        last = rows[-1].id


def keys_park(store: Store, changes: Sequence[Change]) -> None:
    """Move the old keys out of the way: a new key may be another entry's old one, and keys are unique at every moment."""
    with connection.cursor() as cursor:
        sets = f"UPDATE {store.table} SET entry_key = %s WHERE id = %s"
        cursor.executemany(sets, [(f"\n{change.new.id}", change.new.id) for change in changes])


def key_shared(ledger: Ledger, first: int, second: int, key: str) -> BihuanError:
    """The error for two entries under one new key."""
    return BihuanError(
        "ledger.key_shared",
        f"按新的键，#{first} 与 #{second} 会成为同一条目（{key}）",
        where=f"台账 {ledger.ledger}",
        hint="换一组键，或先更正这两条",
    )
