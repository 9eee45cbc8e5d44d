"""A million seeded entries, made by DuckDB straight into Parquet."""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq

from bihuan.packs.schema import FieldType, Ledger, LedgerField

if TYPE_CHECKING:
    from bihuan.apps.figures.snapshots import Seen

ENTRIES = 1_000_000
YEAR = 2024


def parquet_write(
    ledger: Ledger, seen: "Seen", units: list[int], count: int, file: Path, told: dict[bytes, bytes]
) -> None:
    """``count`` entries of a ledger over the units, two years of dates, as a snapshot has them."""
    own = ["CAST(-n - 1 AS BIGINT) AS id", f"{units!r}[1 + n * 7919 % {len(units)}]::BIGINT AS unit_id"]
    own += ["'' AS state", "FALSE AS removed"]
    fields = [f"{_value(ledger, field, number)} AS {field.name}" for number, field in enumerate(seen.fields)]
    opened = f"(DATE '{YEAR - 1}-01-01' + ((hash(n) % 731)::INTEGER)) AS opened"
    sql = f"SELECT {', '.join(own + fields)} FROM (SELECT range AS n, {opened.replace('hash(n)', 'hash(range)')} FROM range({count}))"
    table = duckdb.sql(sql).to_arrow_table()
    pq.write_table(table.replace_schema_metadata(told), file, compression="zstd")


def _value(ledger: Ledger, field: LedgerField, number: int) -> str:
    """SQL of one field: the ledger's date spread evenly, later dates some days after it and often empty."""
    if field.name == ledger.date:
        return "opened"
    if field.type is FieldType.DATE:
        return f"CASE WHEN hash(n, {number}) % 10 < 9 THEN opened + ((hash(n, {number}) % 40)::INTEGER) END"
    if field.type is FieldType.CHOICE:
        keys = [choice.key for choice in field.choices]
        return f"{keys!r}[1 + (hash(n, {number}) % {len(keys)})::INTEGER]"
    return f"'{field.name}' || n" if field.type is FieldType.TEXT else f"(hash(n, {number}) % 1000)::BIGINT"
