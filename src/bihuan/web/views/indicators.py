"""指标: every definition, and for one its value, its neighbours in time and among towns, and the entries behind it."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.actors import Right
from bihuan.apps.units.models import Unit
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import Measure
from bihuan.indicators import Figure, FigureQuery
from bihuan.packs.schema import Indicator
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.asked import Asked, asked, filter_context, unit_of_pack
from bihuan.web.behind import columns_of, rows_added
from bihuan.web.charts import trend_svg
from bihuan.web.pages import page, page_of, page_render
from bihuan.web.reach import figure_require, figure_within, unit_within
from bihuan.web.series import towns_ranked, trend


@page("indicators", right=Right.READ)
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Definitions by pack, found by name, alias or words of the definition."""
    text = request.GET.get("q", "").strip()
    found = [
        (catalog().pack_of(catalog().ledger_of(name).ledger).head, indicator)
        for name, indicator in catalog().indicators.items()
        if matches(indicator, text)
    ]
    groups = [(head, [item for _, item in items]) for head, items in groupby(found, key=lambda pair: pair[0])]
    template = "web/_indicators.html" if part_asked(request) else "web/indicators.html"
    return page_render(request, template, {"groups": groups, "q": text, "count": len(found)})


def matches(indicator: Indicator, text: str) -> bool:
    """Whether the words stand in any name or in the definition."""
    return text in "\n".join((indicator.name, indicator.indicator, indicator.definition, *indicator.aliases))


@page("indicators", right=Right.READ)
def indicator_page(request: HttpRequest, ref: str) -> HttpResponse:
    """Value now, 同比, 完成率, rank, definition, trend, towns."""
    indicator = catalog().indicator(ref)
    choice = asked_within(request, ref)
    actor = actor_of(request)
    figures = measures(ref, choice)
    points = trend(ref, choice)
    context: dict[str, Any] = {
        "ref": ref,
        "indicator": indicator,
        "places": indicator.rounding if indicator.ratio else None,
        "ledger": catalog().ledger_of(ref),
        "parts": parts_of(ref, indicator.name),
        "value": figures[Measure.VALUE],
        "sides": sides_of(indicator, figures[Measure.VALUE]),
        "yoy": figures[Measure.YOY_POINTS if indicator.ratio else Measure.YOY],
        "completion": figures[Measure.COMPLETION],
        "target": figures[Measure.TARGET],
        "rank": figures[Measure.RANK],
        "chart": trend_svg(points, indicator.unit),
        "chart_small": trend_svg(points, indicator.unit, width=270),
        "points": points,
        "towns": [
            town for town in towns_ranked(ref, choice) if figure_within(actor, ref, unit_get(town.figure.query.unit))
        ],
        **filter_context(choice),
    }
    return page_render(request, "web/indicator.html", context)


def parts_of(ref: str, whole: str) -> list[tuple[str, str]]:
    """Breakdowns of a whole as (reference, what sets it apart): 立案数（规划类） → 规划类."""
    if "[" in ref:
        return []
    names = {part: catalog().indicator(part).name for part in catalog().breakdown_refs(ref)}
    return [
        (
            part,
            name.removeprefix(whole).removeprefix("（").removesuffix("）") if name.startswith(f"{whole}（") else name,
        )
        for part, name in names.items()
    ]


def sides_of(indicator: Indicator, value: Figure) -> list[tuple[str, str, str, Any]]:
    """Numerator and denominator of a rate: (label, reference, name, amount)."""
    if indicator.ratio is None:
        return []
    above, below = indicator.ratio.numerator, indicator.ratio.denominator
    name = {ref: catalog().indicator(ref).name for ref in (above, below)}
    return [("分子", above, name[above], value.numerator), ("分母", below, name[below], value.denominator)]


def measures(ref: str, choice: Asked) -> dict[Measure, Any]:
    """What is said of one indicator, asked at once."""
    wanted = [Measure.VALUE, Measure.YOY, Measure.YOY_POINTS, Measure.TARGET, Measure.COMPLETION, Measure.RANK]
    queries = [FigureQuery(ref, choice.unit.code, choice.period, choice.as_of, measure) for measure in wanted]
    return dict(zip(wanted, figures_compute(queries), strict=True))


def asked_within(request: HttpRequest, ref: str) -> Asked:
    """What was asked, if the figure is within reach; without a unit in the address the bureau of the pack, else the person's own."""
    actor = actor_of(request)
    bureau = unit_of_pack(catalog().pack_of(catalog().ledger_of(ref).ledger).name)
    own = Unit.objects.filter(pk=actor.unit_id).first()
    choice = asked(request, unit_within(actor, ref, [bureau, own] if own else [bureau]) or own or bureau)
    figure_require(actor, ref, choice.unit)
    return choice


@page("indicators", right=Right.READ)
def rows_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The entries behind the value, and their re-addition."""
    indicator = catalog().indicator(ref)
    choice = asked_within(request, ref)
    query = FigureQuery(ref, choice.unit.code, choice.period, choice.as_of)
    sides, rows = rows_added(query)
    context = {
        "ref": ref,
        "indicator": indicator,
        "places": indicator.rounding if indicator.ratio else None,
        "value": figures_compute([query])[0],
        "sides": sides,
        "page": (found := page_of(request, rows)),
        "rows": columns_of(found),
        **filter_context(choice),
    }
    return page_render(request, "web/rows.html", context)
