"""Rows on their way into a ledger's table: fetched, compared, written with their events. Called inside a transaction only."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection

from bihuan.apps.ledgers.bulk import rows_insert
from bihuan.apps.ledgers.chain import NewEvent, events_append
from bihuan.apps.ledgers.columns import MASK, SYSTEM, RowPlan, canonical_json
from bihuan.apps.ledgers.models import ChainHead, LedgerTable
from bihuan.apps.ledgers.standing import StandingPlan, standing_follow
from bihuan.apps.ledgers.tables import columns_of
from bihuan.datamodel.telling import EVERY, Tell, told_of, untold
from bihuan.packs.schema import Ledger


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as stored: ``values`` in the table's column order, hidden columns included. ``id`` 0 is not stored yet."""

    id: int
    unit_id: int
    entry_key: str
    state: str
    removed: bool
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One deed on one entry. ``remarks`` go into the event beside the columns (evidence, reason), named with ``#``."""

    deed: str
    old: Row | None
    new: Row
    remarks: tuple[tuple[str, str], ...] = ()


class Store:
    """The table of one ledger, read and written by plain tuples."""

    def __init__(self, table: LedgerTable) -> None:
        self.columns = columns_of(table)
        self.plan = RowPlan(table.name, self.columns)
        quote = connection.ops.quote_name
        self.table_name = table.table
        self.plain_names = (*SYSTEM, *(column.name for column in self.columns))
        self.table, self.names = quote(self.table_name), [quote(name) for name in self.plain_names]
        self.personal = {column.origin for column in self.columns if column.personal}
        self.index = {column.name: number for number, column in enumerate(self.columns)}
        self.standing = StandingPlan.of(table.definition, self.index)

    def fetch(self, where: str, params: Sequence[Any]) -> list[Row]:
        """The rows that a condition in SQL picks."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(self.names)} FROM {self.table} WHERE {where}", list(params))
            return [row_of(found) for found in cursor.fetchall()]

    def fetch_keys(self, keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Row]:
        """The rows of these (unit, entry key) pairs, asked for 500 keys at a time."""
        wanted = set(keys)
        found: dict[tuple[int, str], Row] = {}
        spellings = iter(sorted({key for _, key in wanted}))
        while chunk := list(islice(spellings, 500)):
            for row in self.fetch(f"entry_key IN ({', '.join(['%s'] * len(chunk))})", chunk):
                if (row.unit_id, row.entry_key) in wanted:
                    found[row.unit_id, row.entry_key] = row
        return found

    def fetch_ids(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these ids, in their order, asked for 500 at a time; an unknown id is left out."""
        found: dict[int, Row] = {}
        for start in range(0, len(ids), 500):
            chunk = ids[start : start + 500]
            found |= {row.id: row for row in self.fetch(f"id IN ({', '.join(['%s'] * len(chunk))})", chunk)}
        return [found[number] for number in ids if number in found]

    def write(
        self, head: ChainHead, changes: Sequence[Change], *, actor: str, batch: int | None = None, tell: Tell = untold
    ) -> list[int]:
        """Store the changes and their events; returns the entries' ids in order. A new entry's id is its event's number."""
        inserts: list[tuple[Any, ...]] = []
        updates: list[tuple[Any, ...]] = []
        events, ids = [], []
        for seq, change in enumerate(told_of(changes, "计算摘要", tell, every=EVERY), head.count + 1):
            new = change.new if change.old else replace(change.new, id=seq)
            spelled = self.plan.spell(new.values)
            digest = self.plan.digest(new.id, new.unit_id, new.entry_key, new.state, new.removed, spelled)
            stored = (new.id, new.unit_id, new.entry_key, new.state, new.removed, seq, digest, *new.values)
            (updates if change.old else inserts).append(stored)
            events.append(NewEvent(change.deed, self.plan.ledger, new.id, self._changes(change, new, spelled), digest))
            ids.append(new.id)
        rows_insert(self.table_name, self.plain_names, told_of(inserts, "写入台账", tell, every=EVERY))
        self._update(updates)
        linked = told_of(events, "记入事件链", tell, every=EVERY)
        events_append(head, linked, actor=actor, batch=batch)
        tell(0, 0, "更新时限和在办")
        standing_follow(self, list(zip(changes, ids, strict=True)))
        return ids

    def _changes(self, change: Change, new: Row, spelled: dict[str, str]) -> str:
        """Canonical JSON of ``{origin: [old, new]}`` with the entry's own columns and the remarks; personal values masked."""
        after = {**spelled, **system_spelled(new)}
        before = {**self.plan.spell(change.old.values), **system_spelled(change.old)} if change.old else {}
        both: dict[str, list[Any]] = {
            name: [before.get(name), after.get(name)]
            for name in (before.keys() | after.keys() if before else after)
            if before.get(name) != after.get(name)
        }
        for name in (
            self.personal & both.keys()
        ):  # an event stands for ever, a personal value does not; the digest covers it
            both[name] = [value and MASK for value in both[name]]
        both |= {name: [None, text] for name, text in change.remarks}
        return canonical_json(both)

    def _update(self, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            sets = ", ".join(f"{name} = %s" for name in self.names[1:])
            with connection.cursor() as cursor:
                cursor.executemany(
                    f"UPDATE {self.table} SET {sets} WHERE {self.names[0]} = %s", [(*row[1:], row[0]) for row in rows]
                )


def row_of(found: Sequence[Any]) -> Row:
    """A fetched row; days as ISO text whatever the driver makes of them."""
    number, unit_id, key, state, removed, _seq, _digest, *values = found
    stored = tuple(value.isoformat() if isinstance(value, date) else value for value in values)
    return Row(number, unit_id, key, state, bool(removed), stored)


def system_spelled(row: Row) -> dict[str, str]:
    """The entry's own columns as events spell them."""
    own = {"unit_id": str(row.unit_id), "entry_key": row.entry_key, "state": row.state}
    return {**own, "removed": "true"} if row.removed else own


def entry_key(parts: Iterable[str]) -> str:
    """The natural key in one text: parts joined by ``|``; a long one ends in its digest."""
    text = "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)
    if len(text) <= 200:
        return text
    return f"{text[:135]}…{hashlib.sha256(text.encode()).hexdigest()}"


def key_parts(key: str) -> list[str]:
    """What ``entry_key`` joined; of a key cut for its length, what is left of it."""
    parts = [""]
    for piece in re.findall(r"\\.|\||[^\\|]+", key):
        if piece == "|":
            parts.append("")
        else:
            parts[-1] += piece[1:] if piece.startswith("\\") else piece
    return parts


def key_maker(store: Store, ledger: Ledger) -> Callable[[Sequence[Any]], str]:
    """Makes the natural key of stored values: the canonical spelling of the key fields, of all fields where none are declared."""
    names = ledger.key or [field.name for field in ledger.fields]
    parts = [(store.index[name], store.columns[store.index[name]].canonical) for name in names]
    return lambda values: entry_key("" if values[at] is None else spell(values[at]) for at, spell in parts)
