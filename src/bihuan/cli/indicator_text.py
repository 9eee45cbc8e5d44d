"""How figures look on the screen and in JSON: the definition, formula and scope always stand beside the number."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bihuan.datamodel import Measure

if TYPE_CHECKING:
    from bihuan.indicators import Figure
    from bihuan.indicators.answers import FigureDesk
    from bihuan.indicators.behind import RowBehind
    from bihuan.packs import Catalog

LABELS = {
    Measure.VALUE: "本期值",
    Measure.YOY: "同比",
    Measure.YOY_POINTS: "比上年百分点",
    Measure.YOY_DIFFERENCE: "比上年增减",
    Measure.TIMES_LAST_YEAR: "是上年的倍数",
    Measure.TARGET: "目标",
    Measure.COMPLETION: "完成率",
    Measure.REMAINING: "剩余",
    Measure.RANK: "名次",
}


def heading_lines(catalog: "Catalog", ref: str) -> Iterator[str]:
    """What the indicator is."""
    from bihuan.indicators.wording import formula_text

    indicator = catalog.indicator(ref)
    yield f"{indicator.name}（{ref}，{indicator.unit}）"
    yield f"  定义：{indicator.definition}"
    yield f"  公式：{formula_text(catalog, ref)}"
    if indicator.exclusions:
        yield f"  剔除：{indicator.exclusions}"


def figure_lines(figures: "list[Figure]", desk: "FigureDesk") -> Iterator[str]:
    """One line a figure, under each unit's scope."""
    scope = ""
    for figure in figures:
        if figure.scope != scope:
            scope = figure.scope
            yield f"  口径：{scope}"
        yield f"    {desk.tree.unit(figure.query.unit).name}  {LABELS[figure.query.measure]}  {value_text(figure)}"


def value_text(figure: "Figure") -> str:
    """98.6%（73 ÷ 74）  74 条  摘要 1a2b3c4d."""
    text = "—" if figure.value is None else f"{number_text(figure.value)}{figure.measure_word}"
    if figure.denominator is not None and figure.query.measure is Measure.VALUE:
        text += f"（{number_text(figure.numerator or Decimal(0))} ÷ {number_text(figure.denominator)}）"
    text += f"  {figure.rows} 条" + (f"  摘要 {figure.digest[:8]}" if figure.digest else "")
    return f"{text}  （{figure.note}）" if figure.note else text


def number_text(value: Decimal) -> str:
    """Two places at most, trailing zeros dropped."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


def figure_json(figure: "Figure", desk: "FigureDesk") -> dict[str, Any]:
    """The figure as programs read it."""
    from bihuan.indicators.wording import formula_text

    query = figure.query
    return {
        "indicator": query.indicator,
        "label": figure.label,
        "definition": figure.definition,
        "formula": formula_text(desk.catalog, query.indicator, query.measure),
        "scope": figure.scope,
        "unit": query.unit,
        "period": query.period.name,
        "as_of": query.as_of.isoformat(),
        "measure": query.measure.value,
        "value": json_number(figure.value),
        "measure_word": figure.measure_word,
        "numerator": json_number(figure.numerator),
        "denominator": json_number(figure.denominator),
        "rows": figure.rows,
        "digest": figure.digest,
        "note": figure.note,
    }


def row_json(row: "RowBehind") -> dict[str, Any]:
    """One entry behind a figure."""
    return {
        "ledger": row.ledger,
        "id": row.entry,
        "unit": row.unit,
        "key": row.key,
        "date": row.day.isoformat(),
        "part": row.part,
        "side": row.side,
        "contribution": json_number(row.contribution),
        "counted_as": row.counted_as or None,
    }


def json_number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
