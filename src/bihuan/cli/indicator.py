"""``bihuan indicator``: which indicators there are, what they mean, their figures, and the entries behind them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print
from bihuan.cli.indicator_text import figure_json, figure_lines, heading_lines, number_text, row_json
from bihuan.datamodel import BihuanError, Measure, Period

if TYPE_CHECKING:
    from bihuan.indicators import Figure, FigureQuery

app = typer.Typer(add_completion=False, no_args_is_help=True, help="指标：列表、说明、计算、出处")

NameArgument = Annotated[str, typer.Argument(help="指标名、中文名，或 指标名[字段=选项]")]
UnitOption = Annotated[str, typer.Option("--unit", help="单位编码")]
PeriodOption = Annotated[str, typer.Option("--period", help="2024、2024H1、2024Q3、2024-05、2024-03..2024-08、2024W07")]
AsOfOption = Annotated[str, typer.Option("--as-of", help="截至日，如 2024-10-31；默认报告期末日，未到期则为今天")]
MeasureOption = Annotated[list[Measure] | None, typer.Option("--measure", help="要算什么，可写多次；默认本期值")]
OneMeasure = Annotated[Measure, typer.Option("--measure", help="哪一个数的出处；默认本期值")]


@app.command("list")
def list_(
    pack: Annotated[str, typer.Option("--pack", help="只列这个行业包的")] = "",
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出全部指标。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.selectors import catalog
    from bihuan.indicators.naming import packs_chosen

    found = [item for each in packs_chosen(catalog(), pack) for item in each.indicators]
    if as_json:
        json_print([item.model_dump(mode="json", exclude_defaults=True) for item in found])
        return
    for item in found:
        typer.echo(f"{item.indicator:<30} {item.name}（{item.unit}）  {item.definition}")


@app.command()
def show(name: NameArgument, folder: DirOption = None, as_json: JsonOption = False) -> None:
    """一个指标的定义、公式、口径。"""
    data_folder_open(folder)
    from bihuan.apps.ledgers.selectors import catalog
    from bihuan.indicators.naming import indicator_find
    from bihuan.indicators.wording import formula_text

    known = catalog()
    ref = indicator_find(known, name)
    if as_json:
        shown = known.indicator(ref).model_dump(mode="json", exclude_defaults=True)
        json_print({**shown, "indicator": ref, "formula": formula_text(known, ref), "parts": known.breakdown_refs(ref)})
        return
    for line in heading_lines(known, ref):
        typer.echo(line)


@app.command()
def compute(
    name: NameArgument,
    unit: UnitOption,
    period: PeriodOption,
    as_of: AsOfOption = "",
    measure: MeasureOption = None,
    all_measures: Annotated[
        bool, typer.Option("--all-measures", help="本期值、同比、目标、完成率、名次等全部计算")
    ] = False,
    children: Annotated[bool, typer.Option("--children", help="连同直属下级单位")] = False,
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """计算一个指标：任一单位、任一报告期。"""
    data_folder_open(folder)
    from bihuan.apps.figures.selectors import figure_desk
    from bihuan.indicators.naming import indicator_find

    desk = figure_desk()
    ref = indicator_find(desk.catalog, name)
    wanted = list(Measure) if all_measures else measure or [Measure.VALUE]
    units = [unit, *([node.code for node in desk.children(ref, unit)] if children else [])]
    figures = desk.figures_answer([query_read(ref, code, period, as_of, each) for code in units for each in wanted])
    data_check(figures[0])
    if as_json:
        json_print({"indicator": ref, "figures": [figure_json(figure, desk) for figure in figures]})
        return
    for line in [*heading_lines(desk.catalog, ref), *figure_lines(figures, desk)]:
        typer.echo(line)


@app.command()
def rows(
    name: NameArgument,
    unit: UnitOption,
    period: PeriodOption,
    as_of: AsOfOption = "",
    measure: OneMeasure = Measure.VALUE,
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """一个数背后的台账条目。"""
    data_folder_open(folder)
    from bihuan.apps.figures.selectors import figure_desk
    from bihuan.indicators.behind import rows_behind
    from bihuan.indicators.naming import indicator_find

    desk = figure_desk()
    query = query_read(indicator_find(desk.catalog, name), unit, period, as_of, measure)
    (figure,) = desk.figures_answer([query])
    data_check(figure)
    found = rows_behind(desk, query)
    if as_json:
        json_print({**figure_json(figure, desk), "entries": [row_json(row) for row in found]})
        return
    for line in [*heading_lines(desk.catalog, query.indicator), *figure_lines([figure], desk)]:
        typer.echo(line)
    for row in found:
        added = number_text(row.contribution)
        typer.echo(
            f"  {row.part}{row.side}  {row.ledger}#{row.entry}  {row.unit}  {row.day}  {row.key}  {row.counted_as}  {added}"
        )


@app.command()
def table(
    unit: UnitOption,
    period: PeriodOption,
    as_of: AsOfOption = "",
    pack: Annotated[str, typer.Option("--pack", help="只要这个行业包的指标")] = "",
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """一个单位及其全部下级逐月的指标总表，用制表符分列，可直接贴进表格。"""
    data_folder_open(folder)
    from bihuan.apps.figures.selectors import figures_table
    from bihuan.cli.indicator_table import table_json, table_lines

    asked, day = period_read(period, as_of)
    found = figures_table(unit=unit, period=asked, as_of=day, pack=pack)
    if as_json:
        json_print(table_json(found))
        return
    for line in table_lines(found):
        typer.echo(line)


def query_read(ref: str, unit: str, period: str, as_of: str, measure: Measure) -> "FigureQuery":
    """The question that the options ask."""
    from bihuan.indicators import FigureQuery

    asked, day = period_read(period, as_of)
    return FigureQuery(ref, unit, asked, day, measure)


def period_read(period: str, as_of: str) -> tuple[Period, date]:
    """The period and the as-of day that the options give; a day that is no day is a named error."""
    asked = Period.parse(period)
    try:
        return asked, date.fromisoformat(as_of) if as_of else min(asked.end, date.today())
    except ValueError as error:
        raise BihuanError("figure.bad_day", f"截至日“{as_of}”无法识别", hint="请写成 2024-10-31") from error


def data_check(figure: "Figure") -> None:
    """A period without any entry is an error a person should see, not an empty table."""
    from bihuan.indicators.outcomes import NO_DATA

    if figure.value is None and figure.note.endswith(NO_DATA) and not figure.note.startswith("上年"):
        raise BihuanError(
            "figure.no_data",
            f"“{figure.label}”在{figure.query.period}没有数据",
            hint="换一个报告期，或先导入这一期的台账",
        )
