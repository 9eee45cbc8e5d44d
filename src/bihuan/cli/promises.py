"""``bihuan promises``: numeric promises of one year's report answered from the next year's."""

from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bihuan.cli.common import JsonOption, json_print
from bihuan.cli.promises_view import answers_print, table_html, table_print
from bihuan.commitments import Report, report_read
from bihuan.datamodel import BihuanError
from bihuan.promises import promises_answer, promises_find, promises_table

app = typer.Typer(add_completion=False)
Dated = tuple[int, str, Report]


@app.command()
def promises(
    files: Annotated[list[Path], typer.Argument(help="先后各年的报告，上一年的在前", show_default=False)],
    as_json: JsonOption = False,
    as_table: Annotated[bool, typer.Option("--table", help="历年对照：一行一个指标，一列一年")] = False,
    html: Annotated[Path | None, typer.Option("--html", help="把历年对照写成一个网页文件", show_default=False)] = None,
) -> None:
    """承诺与结果：上一年计划中的每个数，下一年的报告怎么说。"""
    if len(files) < 2:
        raise BihuanError(
            "promises.one_report", "要有先后两年的报告", hint="例如 bihuan promises 2023年.docx 2024年.docx"
        )
    reports = reports_open(files)
    if as_table or html or len(files) > 2:
        table_show(reports, as_json=as_json, html=html)
        return
    (_, before, plan), (_, after, summary) = reports
    answers = promises_answer(promises_find(before, plan), after, summary)
    if not answers:
        raise BihuanError(
            "promises.none",
            "没有读到带数字的计划",
            where=str(files[0]),
            hint="请确认报告里有“工作计划”“主要目标”一类的部分，或用 bihuan read 查看提纲",
        )
    json_print([answer.to_json() for answer in answers]) if as_json else answers_print(Console(), answers)


def reports_open(files: list[Path]) -> list[Dated]:
    """The longest report of each file with the year it plans for; years must follow one another."""
    reports = [report_open(path, number) for number, path in enumerate(files)]
    for (first, second), (before, after) in zip(pairwise(reports), pairwise(files), strict=True):
        if second[0] <= first[0] and min(first[0], second[0]) > len(files):
            raise BihuanError(
                "promises.order",
                f"两份报告的年份不是先后相接：{first[0]}年、{second[0]}年",
                where=f"{before}、{after}",
                hint="先写上一年的报告，再写下一年的报告",
            )
    return reports


def report_open(path: Path, number: int) -> Dated:
    """One report; where it tells no year, its place among the files stands for it."""
    reading = report_read(path)
    if not reading.documents:
        raise BihuanError("promises.no_report", "没有读到报告", where=str(path), hint="请用 bihuan read 查看读到了什么")
    report = max(reading.documents, key=lambda one: one.end - one.start)
    head = report.head
    year = head.plan_year or (head.summary_year + 1 if head.summary_year else number + 1)
    return year, reading.text, report


def table_show(reports: list[Dated], *, as_json: bool, html: Path | None) -> None:
    """The table of several years on the terminal, as JSON or as a page."""
    rows, years = promises_table(reports), [year for year, _, _ in reports[:-1]]
    if html:
        html.write_text(table_html("历年承诺与结果", rows, years), encoding="utf-8")
        print(f"已写入 {html}")
    elif as_json:
        cells = [{str(year): answer.to_json() for year, answer in row.cells.items()} for row in rows]
        json_print(
            [
                {"indicator": row.indicator, "unit": row.unit, "years": cell}
                for row, cell in zip(rows, cells, strict=True)
            ]
        )
    else:
        table_print(Console(), rows, years)
