"""The engines that figures must agree on."""

import os
from collections.abc import Iterator

import pytest

from support.engines import Engine, duckdb_engine, postgres_engine, sqlite_engine
from support.postgres import cluster


@pytest.fixture(scope="session")
def engines() -> Iterator[list[Engine]]:
    """SQLite, DuckDB and PostgreSQL; PostgreSQL is the run's own, else one started here."""
    given = os.environ.get("BIHUAN_DATABASE", "")
    if given.startswith("postgresql"):
        with postgres_engine(given) as postgres:
            yield [sqlite_engine(), duckdb_engine(), postgres]
        return
    with cluster() as database, postgres_engine(database) as postgres:
        yield [sqlite_engine(), duckdb_engine(), postgres]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """SQLite alone, for what does not depend on the engine."""
    return sqlite_engine()
