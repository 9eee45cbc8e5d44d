"""Columnar snapshots: each ledger as a Parquet file that carries the number of the event it stands at.

A snapshot is never trusted alone: entries changed by later events (the tail) are read from the database and replace its own.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction

from bihuan.apps.ledgers.selectors import chain_head, event_digest_at, ledger_table, ledgers_installed
from bihuan.packs.schema import FieldType, Ledger

ARROW = {
    FieldType.DATE: pa.date32(),
    FieldType.BOOLEAN: pa.bool_(),
    FieldType.TEXT: pa.string(),
    FieldType.CHOICE: pa.string(),
}
OWN = {"id": pa.int64(), "unit_id": pa.int64(), "digest": pa.string(), "state": pa.string(), "removed": pa.bool_()}
SEQ, CHAIN, SHAPE = b"bihuan.seq", b"bihuan.chain", b"bihuan.shape"


@dataclass(frozen=True)
class Snapshot:
    """One ledger's file and the event it stands at; ``seq`` 0 and no file when there is none that fits."""

    ledger: str
    file: Path | None
    seq: int


def snapshots_folder() -> Path:
    """Where the files stand."""
    return Path(settings.BIHUAN.dir) / "snapshots"


def snapshot_find(ledger: Ledger) -> Snapshot:
    """The ledger's snapshot; one of other columns, or of a chain that is not this one, does not count."""
    file = snapshots_folder() / f"{ledger.ledger}.parquet"
    try:
        told = pq.read_schema(file).metadata or {}
        seq = int(told[SEQ])
        if told[SHAPE] == _shape(ledger) and told[CHAIN] == event_digest_at(seq).encode():
            return Snapshot(ledger.ledger, file, seq)
    except (OSError, pa.ArrowException, KeyError, ValueError):
        pass
    return Snapshot(ledger.ledger, None, 0)


@transaction.atomic
def snapshots_write(ledgers: Sequence[Ledger]) -> None:
    """Write the ledgers anew, all at the same event. A file is replaced whole or not at all."""
    snapshots_folder().mkdir(parents=True, exist_ok=True)
    for ledger in ledgers:
        table = entries_since(ledger, 0)
        told = snapshot_told(ledger)
        file = snapshots_folder() / f"{ledger.ledger}.parquet"
        half = file.with_suffix(f".{os.getpid()}.new")
        pq.write_table(table.replace_schema_metadata(told), half, compression="zstd")
        half.replace(file)


def snapshot_told(ledger: Ledger) -> dict[bytes, bytes]:
    """What a snapshot written now carries: the last event and its digest, and the columns."""
    seq, digest = chain_head()
    return {SEQ: str(seq).encode(), CHAIN: digest.encode(), SHAPE: _shape(ledger)}


def entries_since(ledger: Ledger, seq: int) -> pa.Table:
    """The entries, removed ones too, whose last event is later than ``seq``; read through the database's index on it."""
    schema = entries_schema(ledger)
    columns = ", ".join(connection.ops.quote_name(name) for name in schema.names)
    table = connection.ops.quote_name(ledger_table(ledger.ledger).table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE seq > %s ORDER BY id", [seq])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    given = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([_column(values, kind) for values, kind in zip(given, schema.types, strict=True)], schema=schema)


def entries_behind(ledger: Ledger, snapshot: Snapshot) -> int:
    """How many entries have changed since the snapshot; all of them, and one more, when there is no file."""
    table = connection.ops.quote_name(ledger_table(ledger.ledger).table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE seq > %s", [snapshot.seq])
        (count,) = cursor.fetchone()
    return int(count) + (snapshot.file is None)


def entries_schema(ledger: Ledger) -> pa.Schema:
    """The columns that figures see."""
    return pa.schema(OWN | {field.name: ARROW.get(field.type, pa.int64()) for field in ledger.fields})


def ledgers_all() -> list[Ledger]:
    """Every installed ledger's definition."""
    return [Ledger.model_validate(row.definition) for row in ledgers_installed()]


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """SQLite gives days as text and truth as 0 and 1."""
    if pa.types.is_date32(kind) and any(isinstance(value, str) for value in values):
        return pa.array(values, pa.string()).cast(kind)
    if pa.types.is_boolean(kind):
        return pa.array([None if value is None else bool(value) for value in values], kind)
    return pa.array(values, kind)


def _shape(ledger: Ledger) -> bytes:
    told = [
        (column["origin"], column["name"], column["type"], column["places"])
        for column in ledger_table(ledger.ledger).columns
    ]
    return json.dumps([told, [field.name for field in ledger.fields]]).encode()
