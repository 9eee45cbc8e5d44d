"""One chart, drawn on the server: the months of two years as SVG that stands in the page, no script and no font file."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bihuan.web.series import Point

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
NOW, BEFORE = "#0b5a6f", "#8a8f98"


def trend_svg(points: Sequence[Point], unit: str, *, width: int = 620) -> str:
    """SVG markup for the points, remembered; nothing to draw gives empty text."""
    if all(point.now is None and point.before is None for point in points):
        return ""
    return drawn(tuple((point.month, point.now, point.before) for point in points), unit, width)


@lru_cache(maxsize=256)
def drawn(points: tuple[tuple[int, Decimal | None, Decimal | None], ...], unit: str, width: int) -> str:
    """Altair's chart through vl-convert; both are imported only here, for they take half a second."""
    import altair
    import vl_convert

    years = ["本年", "上年"]
    chart = altair.Chart(altair.InlineData(values=list(values(points)))).encode(
        x=altair.X("month:O").axis(
            title=None, labelAngle=0, labelExpr="datum.value + '月'" if width > 400 else "datum.value"
        ),
        y=altair.Y("value:Q").axis(title=unit, titleAngle=0, titleAlign="left", titleY=-10, titleX=-30, tickCount=5),
        color=altair.Color("year:N")
        .scale(domain=years, range=[NOW, BEFORE])
        .legend(title=None, orient="top", offset=2),
        strokeDash=altair.StrokeDash("year:N").scale(domain=years, range=[[1, 0], [5, 4]]).legend(None),
    )
    if unit == "%":
        chart.encoding.y.scale = altair.Scale(zero=False)
    line = chart.mark_line(strokeWidth=2.5, point=altair.OverlayMarkDef(size=36))
    sized = (
        line.properties(width=width, height=210)
        .configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
    )
    svg: str = vl_convert.vegalite_to_svg(styled(sized).to_dict())
    return svg


def values(points: tuple[tuple[int, Decimal | None, Decimal | None], ...]) -> "list[dict[str, Any]]":
    """One row a point of a line."""
    rows = [{"month": month, "year": "本年", "value": now} for month, now, _ in points]
    rows += [{"month": month, "year": "上年", "value": before} for month, _, before in points]
    return [{**row, "value": float(str(row["value"]))} for row in rows if row["value"] is not None]


def styled(chart: Any) -> Any:
    """Quiet axes, text large enough to read on a phone."""
    return chart.configure_axis(
        labelFontSize=13,
        titleFontSize=13,
        titleFontWeight="normal",
        gridColor="#eceef1",
        domainColor="#b6bcc5",
        tickColor="#b6bcc5",
    ).configure_legend(labelFontSize=13)
