"""A figure desk over the entries of one case, in DuckDB."""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from bihuan.datamodel import Period
from bihuan.indicators.answers import FigureDesk
from bihuan.indicators.compiling import Compiler, Tables
from bihuan.indicators.figure import FigureQuery
from bihuan.indicators.source import SqlSource
from bihuan.indicators.tree import UnitNode, UnitTree
from bihuan.packs import Catalog
from bihuan.packs.schema import Case, FieldType, Ledger

UNIT = "A"
TREE = UnitTree([UnitNode(1, UNIT, "甲县", "county")])
SQL_TYPES = {FieldType.DATE: "DATE", FieldType.BOOLEAN: "BOOLEAN"}
SQL_TYPES |= dict.fromkeys((FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY), "BIGINT")  # all others: TEXT


def case_values(catalog: Catalog, case: Case) -> dict[str, Decimal | None]:
    """What the indicators that the case names make of its entries."""
    period, as_of = Period.parse(case.period), date.fromisoformat(case.as_of)
    queries = [FigureQuery(ref, UNIT, period, as_of) for ref in case.expect]
    figures = case_desk(catalog, case).figures_answer(queries)
    return {figure.query.indicator: figure.value for figure in figures}


def case_desk(catalog: Catalog, case: Case) -> FigureDesk:
    """A desk that answers from the case's entries, and nothing else."""
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE units_unitlink AS SELECT 1::BIGINT ancestor_id, 1::BIGINT descendant_id")
    for ledger in catalog.ledgers.values():
        table_fill(connection, ledger, case.entries.get(ledger.ledger, []))

    def run(sql: str, values: Any = None) -> Any:
        return connection.execute(sql, values).fetchall()

    tables = Tables(lambda ledger: f"SELECT * FROM l_{ledger}")
    source = SqlSource(catalog=catalog, compiler=Compiler("duckdb"), run=run, tables=tables)
    return FigureDesk(source=source, tree=TREE)


def table_fill(connection: duckdb.DuckDBPyConnection, ledger: Ledger, entries: list[dict[str, Any]]) -> None:
    """The ledger's table with the entries as the product stores them."""
    columns = [f"{field.name} {SQL_TYPES.get(field.type, 'TEXT')}" for field in ledger.fields]
    connection.execute(
        f"CREATE TABLE l_{ledger.ledger} (id BIGINT, unit_id BIGINT, digest TEXT, state TEXT, {', '.join(columns)})"
    )
    for number, entry in enumerate(entries, 1):
        own = [number, 1, f"digest-{number}", ""]
        values = [stored(field.type, field.places, entry.get(field.name)) for field in ledger.fields]
        marks = ", ".join("?" * (len(own) + len(values)))
        connection.execute(f"INSERT INTO l_{ledger.ledger} VALUES ({marks})", own + values)


def stored(kind: FieldType, places: int, value: Any) -> Any:
    """Money as 分, decimals as scaled integers, tags between commas."""
    if kind is FieldType.TAGS and value:
        return f",{','.join(value)},"
    scale = {FieldType.MONEY: 2, FieldType.DECIMAL: places}.get(kind)
    return value if value is None or scale is None else int(Decimal(str(value)).scaleb(scale))
