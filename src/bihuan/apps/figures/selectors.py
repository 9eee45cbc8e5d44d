"""Figures from the data folder: ``figures_compute`` answers many questions at once, ``figure_rows`` lists what stands behind one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from bihuan.apps.figures.sqlfolder import SqlFolder
from bihuan.apps.ledgers.selectors import catalog, ledger_table
from bihuan.apps.units.models import Unit, UnitLink
from bihuan.datamodel import Period
from bihuan.indicators import Figure, FigureQuery
from bihuan.indicators.answers import FigureDesk
from bihuan.indicators.behind import RowBehind, rows_behind
from bihuan.indicators.compiling import Compiler, Dialect, Tables
from bihuan.indicators.naming import packs_chosen, refs_of
from bihuan.indicators.source import SqlSource
from bihuan.indicators.tree import UnitNode, UnitTree
from bihuan.packs import Catalog

if TYPE_CHECKING:  # the snapshots' engine takes a quarter of a second to load: only what needs it does so
    from bihuan.indicators.matrix import FigureMatrix


def figures_compute(queries: Sequence[FigureQuery]) -> list[Figure]:
    """The figures, in the order of the questions; an unknown unit or indicator is a named error."""
    return figure_desk().figures_answer(queries)


def figure_rows(query: FigureQuery) -> list[RowBehind]:
    """Every entry behind one figure, with what it adds; ``rows_readd`` adds them up again."""
    return rows_behind(figure_desk(), query)


def figures_matrix(
    indicators: Sequence[str], units: Sequence[str], periods: Sequence[Period], as_of: date
) -> "FigureMatrix":
    """Many indicators of many units over many periods, from the snapshots and what changed since; equal to ``figures_compute``."""
    from bihuan.apps.figures.columnar import ColumnarTables
    from bihuan.indicators.matrix import MatrixSource

    known, tree = catalog(), unit_tree()
    columnar = ColumnarTables(known, closure())
    compiler = Compiler("duckdb", sql_folder())
    source = MatrixSource(catalog=known, tree=tree, compiler=compiler, run=columnar.columns, tables=columnar.tables)
    return source.matrix(indicators, units, periods, as_of)


@dataclass(frozen=True)
class FigureTable:
    """Indicators × units × months up to the as-of day."""

    catalog: Catalog
    refs: Sequence[str]
    units: Sequence[UnitNode]
    months: Sequence[Period]
    as_of: date
    matrix: "FigureMatrix"

    def rows(self) -> Iterator[tuple[str, UnitNode, list[Decimal | None]]]:
        """Indicator, unit, and its values month by month; None is 「—」."""
        width = len(self.months)
        for ref in self.refs:
            column, places = self.matrix.scaled(ref)
            for number, unit in enumerate(self.units):
                raws = column[number * width : (number + 1) * width]
                yield ref, unit, [None if raw is None else Decimal(raw).scaleb(-places) for raw in raws]


def figures_table(*, unit: str, period: Period, as_of: date, pack: str = "") -> FigureTable:
    """Every indicator of a pack (or of all) for a unit, what its figures cover and all below, month by month."""
    known, tree = catalog(), unit_tree()
    refs, own = refs_of(known, packs_chosen(known, pack)), tree.unit(unit)
    units = list(dict.fromkeys([own, *tree.subtree(tree.covered(own, territory=True)), *tree.subtree(own)]))
    months = [month for month in period.months() if month.start <= as_of]
    matrix = figures_matrix(refs, [node.code for node in units], months, as_of)
    return FigureTable(known, refs, units, months, as_of, matrix)


def figure_desk() -> FigureDesk:
    """The desk over Django's own connection: right up to the last event, whatever is in the snapshots."""
    source = SqlSource(
        catalog=catalog(), compiler=Compiler(dialect(), sql_folder()), run=sql_run, tables=Tables(cache(entries_sql))
    )
    return FigureDesk(source=source, tree=unit_tree())


def dialect() -> Dialect:
    """The engine behind Django's connection."""
    return "sqlite" if connection.vendor == "sqlite" else "postgres"


def sql_run(sql: str) -> list[tuple[Any, ...]]:
    """All rows of a query, as the driver gives them."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def entries_sql(ledger: str) -> str:
    """The entries of a ledger that count: tombstones are left out."""
    return f"SELECT * FROM {connection.ops.quote_name(ledger_table(ledger).table)} WHERE NOT removed"


def closure() -> list[tuple[int, int]]:
    """Every (ancestor, descendant) of the tree."""
    return list(UnitLink.objects.values_list("ancestor_id", "descendant_id"))


def sql_folder() -> SqlFolder:
    """Where compiled SQL is kept."""
    return SqlFolder(settings.BIHUAN.sql or settings.BIHUAN.dir / "snapshots" / "sql")


def unit_tree() -> UnitTree:
    """The whole tree, read in one query."""
    rows = Unit.objects.order_by("path").values_list("id", "code", "name", "kind", "path", "jurisdiction_id")
    ids: dict[str, int] = {}
    nodes = []
    for number, code, name, kind, path, jurisdiction in rows:
        ids[path] = number
        nodes.append(UnitNode(number, code, name, kind, ids.get(path[: -Unit.steplen]), jurisdiction))
    return UnitTree(nodes)
