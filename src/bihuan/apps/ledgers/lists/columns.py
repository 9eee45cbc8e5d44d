"""A large ledger's columns in memory (DuckDB), kept up to the last event: any condition and any order in tens of milliseconds.

The database stays the only truth. Columns are read once (from a Parquet file of an earlier reading where there is one), then every
question first takes in the entries whose last event is later: the table's index on ``seq`` finds them. Personal fields are not among
the columns. What is shown is read from the database by id, within the same rights.
"""

import contextlib
import threading
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection

from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.selectors import chain_head, event_digest_at
from bihuan.apps.ledgers.tables import columns_of, shape_of
from bihuan.packs.schema import FieldType

PIECE = 50_000  # entries held as Python values while they are read
BEHIND = 20_000  # events after which the file is written anew
ARROW = {FieldType.DATE: pa.date32(), FieldType.BOOLEAN: pa.bool_()} | dict.fromkeys(
    (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY), pa.int64()
)
OWN = {
    "id": pa.int64(), "unit_id": pa.int64(), "entry_key": pa.string(), "state": pa.string(), "removed": pa.bool_(), "seq": pa.int64()
}  # fmt: skip
CHAIN, SHAPE, HEAD = b"bihuan.chain", b"bihuan.shape", b"bihuan.head"


class LedgerColumns:
    """One ledger's live entries as a DuckDB table ``l``. ``head`` is the event that it has seen everything up to."""

    def __init__(self, table: LedgerTable) -> None:
        self.name, self.table_name = table.name, table.table
        fields = {column.name: ARROW.get(column.type, pa.string()) for column in columns_of(table) if wanted(column)}
        self.schema = pa.schema(OWN | fields)
        self.shape = shape_of(table)
        self.head, self.chain = 0, event_digest_at(0)
        self.lock = threading.Lock()
        self.duck = duckdb.connect(":memory:")
        self.duck.execute("CREATE TABLE unit_ranks (id BIGINT, rank BIGINT)")
        self._create()

    def ask(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """A question in a cursor of its own: readers do not wait for each other."""
        with contextlib.closing(self.duck.cursor()) as cursor:
            return cursor.execute(sql, list(values)).fetchall()

    def units_rank(self, ordered: Sequence[int]) -> None:
        """The order of the unit tree, for lists sorted by unit."""
        with self.lock:
            known = [row[0] for row in self.duck.execute("SELECT id FROM unit_ranks ORDER BY rank").fetchall()]
            if known != list(ordered):
                self.duck.execute("DELETE FROM unit_ranks")
                ranks = pa.table({"id": pa.array(ordered, pa.int64()), "rank": range(len(ordered))})
                self.duck.register("ranks", ranks)
                self.duck.execute("INSERT INTO unit_ranks SELECT * FROM ranks")
                self.duck.unregister("ranks")

    def follow(self) -> None:
        """Take in what has happened since; a chain that is not the one seen before is read anew."""
        head, chain = chain_head()
        if (head, chain) == (self.head, self.chain):
            return
        with self.lock:
            if self.head > head or event_digest_at(self.head) != self.chain:
                self._create()
            for batch in entries_read(self, "seq > %s", [self.head]):
                self._take(batch)
            self.head, self.chain = head, chain

    def load(self) -> None:
        """Everything, from the newest file that fits, else from the database; a file is left for the next start."""
        told = self._load_file()
        if told is None:
            head, chain = chain_head()
            with self.lock:
                for batch in entries_read(self, "NOT removed", []):
                    self.duck.register("piece", batch)
                    self.duck.execute("INSERT INTO l SELECT * FROM piece")
                    self.duck.unregister("piece")
                self.head, self.chain = head, chain
        at_file = told or 0
        self.follow()
        if self.head - at_file > BEHIND:
            with contextlib.suppress(OSError, pa.ArrowException):
                self._write_file()

    def _create(self) -> None:
        names = ", ".join(f'"{field.name}" {duck_type(field.type)}' for field in self.schema)
        self.duck.execute(f"CREATE OR REPLACE TABLE l ({names})")
        self.head, self.chain = 0, event_digest_at(0)

    def _take(self, batch: pa.RecordBatch) -> None:
        self.duck.register("piece", batch)
        self.duck.execute("BEGIN")
        self.duck.execute("DELETE FROM l WHERE id IN (SELECT id FROM piece)")
        self.duck.execute("INSERT INTO l SELECT * FROM piece WHERE NOT removed")
        self.duck.execute("COMMIT")
        self.duck.unregister("piece")

    def _load_file(self) -> int | None:
        for file in files_of(self.name):
            with contextlib.suppress(OSError, pa.ArrowException, duckdb.Error, KeyError, ValueError):
                told = pq.read_schema(file).metadata or {}
                head, chain = int(told[HEAD]), told[CHAIN].decode()
                if told[SHAPE].decode() == self.shape and event_digest_at(head) == chain:
                    with self.lock:
                        self.duck.execute("INSERT INTO l SELECT * FROM read_parquet(?)", [str(file)])
                        self.head, self.chain = head, chain
                    return head
        return None

    def _write_file(self) -> None:
        with self.lock:
            told = {HEAD: str(self.head).encode(), CHAIN: self.chain.encode(), SHAPE: self.shape.encode()}
            table = self.duck.sql("SELECT * FROM l").to_arrow_table().cast(self.schema)
        folder = files_folder()
        folder.mkdir(parents=True, exist_ok=True)
        half = folder / f"{uuid.uuid4().hex}.new"
        try:
            pq.write_table(table.replace_schema_metadata(told), half, compression="zstd")
            half.replace(folder / f"list-{self.name}-{int(told[HEAD])}.parquet")
        finally:
            half.unlink(missing_ok=True)
        for old in files_of(self.name)[1:]:
            old.unlink(missing_ok=True)


def wanted(column: Any) -> bool:
    """Columns offered to somebody and personal to nobody."""
    return not column.hidden and not column.personal


def duck_type(kind: pa.DataType) -> str:
    """DuckDB's name of a type."""
    return {pa.int64(): "BIGINT", pa.bool_(): "BOOLEAN", pa.date32(): "DATE"}.get(kind, "VARCHAR")


def files_folder() -> Path:
    """Where the files stand; anyone may delete them."""
    return Path(settings.BIHUAN.dir) / "snapshots"


def files_of(ledger: str) -> list[Path]:
    """The files of a ledger, the newest first."""
    found = [(file.stem.split("-"), file) for file in files_folder().glob(f"list-{ledger}-*.parquet")]
    numbered = [(int(parts[-1]), file) for parts, file in found if len(parts) == 3 and parts[-1].isdigit()]
    return [file for _, file in sorted(numbered, reverse=True)]


def entries_read(columns: LedgerColumns, condition: str, values: list[Any]) -> Iterator[pa.RecordBatch]:
    """Entries as columns, a piece at a time in the order of their ids: nothing larger than a piece is held."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns.schema.names)
    select = f"SELECT {names} FROM {quote(columns.table_name)} WHERE {condition} AND id > %s ORDER BY id LIMIT {PIECE}"
    last = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(select, [*values, last])
            rows = cursor.fetchall()
        if rows:
            given = zip(zip(*rows, strict=True), columns.schema.types, strict=True)
            yield pa.record_batch([column_array(found, kind) for found, kind in given], schema=columns.schema)
            last = rows[-1][0]
        if len(rows) < PIECE:
            return


def column_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """SQLite gives days as text and truth as 0 and 1."""
    if pa.types.is_date32(kind) and any(isinstance(value, str) for value in values):
        return pa.array(values, pa.string()).cast(kind)
    if pa.types.is_boolean(kind):
        return pa.array([None if value is None else bool(value) for value in values], kind)
    return pa.array(values, kind)
