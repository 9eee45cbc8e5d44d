"""``bihuan indicator table``: every indicator of a unit and all below it, month by month; read from the columns, so without proofs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bihuan.cli.indicator_text import json_number, number_text

if TYPE_CHECKING:
    from bihuan.apps.figures.selectors import FigureTable

HEADER = ("指标", "单位编码", "单位", "计量单位")


def table_lines(table: "FigureTable") -> Iterator[str]:
    """Columns parted by tabs, as a spreadsheet takes them when they are pasted."""
    yield "\t".join((*HEADER, *(month.name for month in table.months)))
    for ref, node, values in table.rows():
        indicator = table.catalog.indicator(ref)
        shown = ("—" if value is None else number_text(value) for value in values)
        yield "\t".join((indicator.name, node.code, node.name, indicator.unit, *shown))


def table_json(table: "FigureTable") -> dict[str, Any]:
    """The table as programs read it."""
    rows = [
        {
            "indicator": ref,
            "label": table.catalog.indicator(ref).name,
            "unit": node.code,
            "measure_word": table.catalog.indicator(ref).unit,
            "values": [json_number(value) for value in values],
        }
        for ref, node, values in table.rows()
    ]
    return {"as_of": table.as_of.isoformat(), "months": [month.name for month in table.months], "rows": rows}
