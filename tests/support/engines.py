"""The same entries in SQLite, DuckDB and PostgreSQL, each with a figure desk over them."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import psycopg

from bihuan.indicators.answers import FigureDesk
from bihuan.indicators.compiling import Compiler, Tables
from bihuan.indicators.source import SqlSource
from bihuan.packs import Catalog
from bihuan.packs.schema import FieldType, Ledger
from support.indicators import TREE, spots_catalog

Entry = dict[str, Any]
SQL_TYPES = {FieldType.DATE: "DATE", FieldType.BOOLEAN: "BOOLEAN"}
SQL_TYPES |= dict.fromkeys((FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY), "BIGINT")  # all others: TEXT
CATALOG = spots_catalog()


class Engine:
    """One database. ``load`` replaces what the ledgers hold."""

    def __init__(self, dialect: Any, connection: Any, mark: str, catalog: Catalog = CATALOG) -> None:
        self._connection = connection
        self._mark = mark
        self._ledgers = catalog.ledgers
        for ledger in catalog.ledgers.values():
            self._do(table_sql(ledger))
        self._do("CREATE TABLE units_unitlink (ancestor_id BIGINT, descendant_id BIGINT)")
        self._insert("units_unitlink", TREE.closure())
        tables = Tables(lambda ledger: f"SELECT * FROM l_{ledger} WHERE NOT removed")
        source = SqlSource(catalog=catalog, compiler=Compiler(dialect), run=self._do, tables=tables)
        self.desk = FigureDesk(source=source, tree=TREE)

    def load(self, **ledgers: Sequence[Entry]) -> "Engine":
        """Replace the entries of the ledgers named; fields that are not given stay empty."""
        for name, entries in ledgers.items():
            self._do(f"DELETE FROM l_{name}")
            self._insert(f"l_{name}", [entry_row(self._ledgers[name], n, entry) for n, entry in enumerate(entries, 1)])
        return self

    def _insert(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            self._do(f"INSERT INTO {table} VALUES ({', '.join([self._mark] * len(row))})", row)

    def _do(self, sql: str, values: Sequence[Any] | None = None) -> Any:
        cursor = self._connection.execute(sql, values) if values is not None else self._connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def table_sql(ledger: Ledger) -> str:
    """A ledger's table as the product makes it, as far as figures see it."""
    fields = [f"{field.name} {SQL_TYPES.get(field.type, 'TEXT')}" for field in ledger.fields]
    own = ["id BIGINT", "unit_id BIGINT", "digest TEXT", "state TEXT", "removed BOOLEAN"]
    return f"CREATE TABLE l_{ledger.ledger} ({', '.join(own + fields)})"


def entry_row(ledger: Ledger, number: int, entry: Entry) -> list[Any]:
    """An entry in the order of the table's columns; days as text, which every engine reads."""
    values = [entry.get(field.name) for field in ledger.fields]
    own = [number, entry.get("unit", 2), f"digest-{number}", entry.get("state", ""), entry.get("removed", False)]
    return own + [str(value) if hasattr(value, "isoformat") else value for value in values]


def sqlite_engine(catalog: Catalog = CATALOG) -> Engine:
    """SQLite in memory."""
    return Engine("sqlite", sqlite3.connect(":memory:"), "?", catalog)


def duckdb_engine() -> Engine:
    """DuckDB in memory."""
    return Engine("duckdb", duckdb.connect(":memory:"), "?")


@contextmanager
def postgres_engine(database: str) -> Iterator[Engine]:
    """A schema that is gone afterwards, in the PostgreSQL that the address names."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE TEMPORARY TABLE here (id INT)")
        connection.execute("SET search_path TO pg_temp")
        yield Engine("postgres", connection, "%s")
