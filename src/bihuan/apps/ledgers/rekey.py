"""A pack that changes a ledger's natural key: every entry gets its new key, as an event, or the change is refused."""

from dataclasses import replace

from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.entries import Change, Store, key_maker
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger

CHUNK = 2000


def entries_rekey(table: LedgerTable, ledger: Ledger, *, actor: str) -> None:
    """Give every entry the key of the new definition; two entries that would share one refuse the change."""
    store = Store(table)
    key_of = key_maker(store, ledger)
    seen: dict[tuple[int, str], int] = {}
    last = 0
    while rows := store.fetch(f"id > %s ORDER BY id LIMIT {CHUNK}", [last]):
        changes = [Change("rekey", row, replace(row, entry_key=key_of(row.values))) for row in rows]
        for change in changes:
            same = seen.setdefault((change.new.unit_id, change.new.entry_key), change.new.id)
            if same != change.new.id:
                raise key_shared(ledger, same, change.new.id, change.new.entry_key)
        store.write(head_lock(), [change for change in changes if change.new != change.old], actor=actor)
        last = rows[-1].id


def key_shared(ledger: Ledger, first: int, second: int, key: str) -> BihuanError:
    """The error for two entries under one new key."""
    return BihuanError(
        "ledger.key_shared",
        f"按新的键，#{first} 与 #{second} 会成为同一条目（{key}）",
        where=f"台账 {ledger.ledger}",
        hint="换一组键，或先更正这两条",
    )
