"""DuckDB over the snapshots and their tails: right up to the last event, and fast for many figures.

Figures that carry their proof are asked of the database itself: see docs/adr/0005.
"""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from bihuan.apps.figures.snapshots import Seen, entries_since, snapshot_ready
from bihuan.indicators.compiling import Tables
from bihuan.packs import Catalog
from bihuan.packs.schema import Ledger


class ColumnarTables:
    """A DuckDB connection in which each ledger appears when it is first asked for: snapshot without what changed, and the tail."""

    def __init__(self, catalog: Catalog, closure: Sequence[tuple[int, int]]) -> None:
        self._catalog = catalog
        self._duck = duckdb.connect(":memory:")
        ancestors, descendants = zip(*closure, strict=True) if closure else ((), ())
        links = {"ancestor_id": pa.array(ancestors, pa.int64()), "descendant_id": pa.array(descendants, pa.int64())}
        self._duck.register("units_unitlink", pa.table(links))
        self._entries: dict[str, str] = {}

    @property
    def tables(self) -> Tables:
        """For a compiler's SQL to stand on."""
        return Tables(self.entries)

    def entries(self, ledger: str) -> str:
        """SQL of a ledger's entries as they stand now."""
        if ledger not in self._entries:
            self._entries[ledger] = self._bind(ledger)
        return self._entries[ledger]

    def columns(self, sql: str) -> list[list[Any]]:
        """All columns of a query of whole numbers, as lists; DuckDB's sums are wider than 64 bits unless told."""
        answer: pa.Table = self._duck.sql(f"SELECT CAST(COLUMNS(*) AS BIGINT) FROM ({sql})").to_arrow_table()
        return [column_list(column) for column in answer.columns]

    def _bind(self, name: str) -> str:
        seen = Seen.of(self._catalog, name)
        snapshot = snapshot_ready(seen)
        tail = entries_since(seen, snapshot.seq)
        self._duck.register(f"tail_{name}", tail)
        columns = columns_sql(self._catalog.ledgers[name], seen)
        later = f"SELECT {columns} FROM tail_{name} WHERE NOT removed"
        if snapshot.file is None:
            return later
        file = str(snapshot.file).replace("'", "''")
        kept = f"SELECT {columns} FROM read_parquet('{file}')"
        if not len(tail):
            return kept
        if pc.min(tail["id"]).as_py() <= snapshot.seq:  # an entry's id is the number of the event that added it
            kept += f" WHERE id NOT IN (SELECT id FROM tail_{name} WHERE id <= {snapshot.seq})"
        return f"{kept} UNION ALL {later}"


def columns_sql(ledger: Ledger, seen: Seen) -> str:
    """Every column that a compiled question may name; those that no figure looks at are nothing."""
    known = seen.schema.names
    names = ["id", "unit_id", "digest", "state", *(field.name for field in ledger.fields)]
    return ", ".join(f'"{name}"' if name in known else f'NULL AS "{name}"' for name in names)


def column_list(column: pa.ChunkedArray) -> list[Any]:
    """A column as a list; whole numbers without gaps are copied out at once."""
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray) or array.null_count or not pa.types.is_int64(array.type):
        return list(column.to_pylist())
    numbers = memoryview(array.buffers()[1]).cast("q") if len(array) else memoryview(b"")
    return list(numbers[array.offset : array.offset + len(array)])
