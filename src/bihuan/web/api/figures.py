"""指标: definitions, values with what proves them, and the rows behind. A figure is given only to those who may read all it covers."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from bihuan.apps.figures.selectors import figure_rows, figures_compute
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.today import today
from bihuan.apps.units.actors import Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import Period
from bihuan.indicators import Figure, FigureQuery
from bihuan.indicators.behind import BEFORE, NOW, TARGET, RowBehind
from bihuan.web.acting import actor_of
from bihuan.web.api.asked import FigureAsked, PackAsked, RowsAsked
from bihuan.web.api.fieldtypes import decimal_text, digits
from bihuan.web.api.operating import operation
from bihuan.web.api.packs import MAY
from bihuan.web.api.paging import cursor_of, cursor_read
from bihuan.web.api.shapes import FigureOut, IndicatorList, IndicatorOut, RowList, RowOut
from bihuan.web.reach import figure_require

router = Router(tags=["指标"])
Ref = Annotated[str, Field(max_length=100, description="指标名，或 指标名[字段=选项]")]
SORT = "row"


@operation(router, "GET", "/indicators", answers=IndicatorList, right=MAY)
def indicator_list(request: HttpRequest, asked: Query[PackAsked]) -> IndicatorList:
    """指标的定义。"""
    items = [indicator_out(name) for name in catalog().indicators]
    items = [item for item in items if asked.pack in ("", item.pack)]
    return IndicatorList(items=items, total=len(items))


@operation(router, "GET", "/indicators/{ref}", answers=IndicatorOut, right=MAY)
def indicator_read(request: HttpRequest, ref: Ref) -> IndicatorOut:
    """一个指标的定义：名称、口径、计量单位、剔除什么、能怎样分。"""
    return indicator_out(ref)


def indicator_out(ref: str) -> IndicatorOut:
    """A definition as it goes out."""
    known = catalog()
    indicator, ledger = known.indicator(ref), known.ledger_of(ref)
    return IndicatorOut(
        indicator=ref, name=indicator.name, definition=indicator.definition, unit=indicator.unit,
        pack=known.pack_of(ledger.ledger).name, ledger=ledger.ledger, exclusions=indicator.exclusions, better=indicator.better,
        rate=indicator.ratio is not None, breakdowns=[] if "[" in ref else list(known.breakdown_refs(ref)),
    )  # fmt: skip


@operation(router, "GET", "/indicators/{ref}/value", answers=FigureOut, right=Right.READ)
def figure_read(request: HttpRequest, ref: Ref, asked: Query[FigureAsked]) -> FigureOut:
    """一个数：值、口径、截止日、分子分母、背后条目的摘要。"""
    query = query_of(request, ref, asked)
    return figure_out(figures_compute([query])[0])


def query_of(request: HttpRequest, ref: str, asked: FigureAsked) -> FigureQuery:
    """The question, once it is sure that its answer may be given."""
    query = FigureQuery(ref, asked.unit, Period.parse(asked.period), asked.as_of or today(), asked.measure)
    figure_require(actor_of(request), ref, unit_get(asked.unit))
    return query


def figure_out(figure: Figure) -> FigureOut:
    """A figure as it goes out."""
    query = figure.query
    return FigureOut(
        indicator=query.indicator, measure=query.measure.value, unit=query.unit, period=query.period.name, as_of=query.as_of,
        value=decimal_text(figure.value), measure_word=figure.measure_word, definition=figure.definition, scope=figure.scope,
        numerator=decimal_text(figure.numerator), denominator=decimal_text(figure.denominator), rows=figure.rows,
        digest=figure.digest, note=figure.note,
    )  # fmt: skip


@operation(router, "GET", "/indicators/{ref}/rows", answers=RowList, right=Right.READ)
def figure_entries(request: HttpRequest, ref: Ref, asked: Query[RowsAsked]) -> Any:
    """这个数背后的条目，各加了多少；加起来就是这个数。"""
    query = query_of(request, ref, asked)
    rows = [row for row in figure_rows(query) if row.part in (NOW, BEFORE, TARGET)]
    start = cursor_read(asked.cursor, SORT) if asked.cursor else 0
    end = start + asked.limit
    following = cursor_of(SORT, end) if end < len(rows) else None
    return {"items": [row_out(row) for row in rows[start:end]], "total": len(rows), "next": following}


def row_out(row: RowBehind) -> RowOut:
    """One entry behind a figure."""
    return RowOut(
        ledger=row.ledger, entry=row.entry, unit=row.unit, key=row.key, day=row.day, part=row.part, side=row.side,
        contribution=digits(row.contribution),
    )  # fmt: skip
