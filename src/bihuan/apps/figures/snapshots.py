"""Columnar snapshots: what figures look at of a ledger, as a Parquet file that stands at the event in its name.

A snapshot is never trusted alone: entries whose last event is later (the tail) are read from the database and replace its own. So a
file may be written while others write entries, and read while a newer one is written: no file is ever changed, and the one before the
newest is left for those who still read it. What cannot be written is read from the database instead.
"""

import contextlib
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection

from bihuan.apps.ledgers.selectors import chain_head, event_digest_at, ledger_table
from bihuan.indicators.batches import fields_seen
from bihuan.packs import Catalog
from bihuan.packs.schema import FieldType, LedgerField

TAIL_LIMIT = 20_000  # entries read from the database each time, a sixth of a second: beyond it a file is written
PIECE = 50_000  # entries held in memory while one is written
ARROW = {
    FieldType.DATE: pa.date32(),
    FieldType.BOOLEAN: pa.bool_(),
    FieldType.TEXT: pa.string(),
    FieldType.CHOICE: pa.string(),
    FieldType.TAGS: pa.string(),
    FieldType.POINT: pa.string(),
    FieldType.POLYGON: pa.string(),
    FieldType.UNIT: pa.string(),
}
OWN = {"id": pa.int64(), "unit_id": pa.int64(), "state": pa.string(), "removed": pa.bool_()}
CHAIN, SHAPE = b"bihuan.chain", b"bihuan.shape"


@dataclass(frozen=True)
class Seen:
    """What figures look at of a ledger. Where that takes in a personal field, the ledger is never written to a file."""

    ledger: str
    fields: tuple[LedgerField, ...]

    @classmethod
    def of(cls, catalog: Catalog, ledger: str) -> "Seen":
        """The columns that the catalogue's indicators need."""
        return cls(ledger, tuple(fields_seen(catalog, ledger)))

    @property
    def personal(self) -> bool:
        """Whether a personal field is among them."""
        return any(field.personal for field in self.fields)

    @property
    def schema(self) -> pa.Schema:
        """The columns and their types: id, unit, state, whether removed, and the fields."""
        return pa.schema(OWN | {field.name: ARROW.get(field.type, pa.int64()) for field in self.fields})

    @property
    def shape(self) -> bytes:
        """All that a file depends on but the entries: a field may keep its name and become another column."""
        names = {field.name for field in self.fields}
        columns = [column for column in ledger_table(self.ledger).columns if column["name"] in names]
        told = [(column["origin"], column["name"], column["type"], column["places"]) for column in columns]
        return json.dumps(told).encode()


@dataclass(frozen=True)
class Snapshot:
    """A file and the event it stands at; ``seq`` 0 and no file when there is none that fits."""

    file: Path | None
    seq: int


NONE = Snapshot(None, 0)


def snapshots_folder() -> Path:
    """Where the files stand."""
    return Path(settings.BIHUAN.dir) / "snapshots"


def snapshot_ready(seen: Seen) -> Snapshot:
    """The newest snapshot, written anew where more than ``TAIL_LIMIT`` entries have changed since, if the folder lets us."""
    if seen.personal:
        return NONE
    found = snapshot_find(seen)
    if entries_behind(seen, found) <= TAIL_LIMIT:
        return found
    with contextlib.suppress(OSError):
        snapshot_write(seen)
    return snapshot_find(seen)


def snapshot_find(seen: Seen) -> Snapshot:
    """The newest file that fits; one of other columns, or of a chain that is not this one, does not."""
    shape = seen.shape
    for seq, file in snapshot_files(seen.ledger):
        with contextlib.suppress(OSError, pa.ArrowException, KeyError):
            told = pq.read_schema(file).metadata or {}
            if told[SHAPE] == shape and told[CHAIN] == event_digest_at(seq).encode():
                return Snapshot(file, seq)
    return NONE


def snapshot_files(ledger: str) -> list[tuple[int, Path]]:
    """The event and file of every snapshot of a ledger, the newest first."""
    files = [(file.stem.rpartition("-"), file) for file in snapshots_folder().glob(f"{ledger}-*.parquet")]
    return sorted(
        ((int(seq), file) for (name, _, seq), file in files if name == ledger and seq.isdigit()), reverse=True
    )


def snapshot_write(seen: Seen) -> None:
    """Write the ledger as it stands; the file appears whole or not at all. Entries changed meanwhile are left to the tail."""
    seq, chain = chain_head()
    half = snapshots_folder() / f"{uuid.uuid4().hex}.new"
    try:
        snapshots_folder().mkdir(parents=True, exist_ok=True)
        schema = seen.schema.with_metadata({CHAIN: chain.encode(), SHAPE: seen.shape})
        with pq.ParquetWriter(half, schema, compression="zstd") as writer:
            for piece in entries_read(seen, "seq <= %s AND NOT removed", seq):
                writer.write_batch(piece)
        half.replace(snapshots_folder() / f"{seen.ledger}-{seq}.parquet")
    finally:
        half.unlink(missing_ok=True)
    for _, old in snapshot_files(seen.ledger)[2:]:
        old.unlink(missing_ok=True)


def entries_since(seen: Seen, seq: int) -> pa.Table:
    """The entries, removed ones too, whose last event is later than ``seq``; read through the database's index on it."""
    return pa.Table.from_batches(entries_read(seen, "seq > %s", seq), seen.schema)


def entries_behind(seen: Seen, snapshot: Snapshot) -> int:
    """How many entries have changed since the snapshot: all of them, when there is none."""
    table = connection.ops.quote_name(ledger_table(seen.ledger).table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE seq > %s", [snapshot.seq])
        return int(cursor.fetchone()[0])


def entries_read(seen: Seen, where: str, seq: int) -> Iterator[pa.RecordBatch]:
    """Entries as columns, a piece at a time."""
    schema = seen.schema
    columns = ", ".join(connection.ops.quote_name(name) for name in schema.names)
    table = connection.ops.quote_name(ledger_table(seen.ledger).table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE {where}", [seq])
        while rows := cursor.fetchmany(PIECE):
            given = zip(zip(*rows, strict=True), schema.types, strict=True)
            yield pa.record_batch([_column(values, kind) for values, kind in given], schema=schema)


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """SQLite gives days as text and truth as 0 and 1."""
    if pa.types.is_date32(kind) and any(isinstance(value, str) for value in values):
        return pa.array(values, pa.string()).cast(kind)
    if pa.types.is_boolean(kind):
        return pa.array([None if value is None else bool(value) for value in values], kind)
    return pa.array(values, kind)
