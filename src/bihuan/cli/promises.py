"""``bihuan promises``: the promises of one year's report answered from the next year's."""

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bihuan.cli.common import JsonOption, json_print
from bihuan.cli.promises_page import promises_html
from bihuan.cli.promises_view import answers_print, table_print, texts_print
from bihuan.cli.promises_words import texts_summary_of
from bihuan.commitments import Report, report_read
from bihuan.datamodel import BihuanError
from bihuan.promises import (
    Answer,
    TextAnswer,
    promises_answer,
    promises_find,
    promises_table,
    texts_answer,
    texts_find,
)

app = typer.Typer(add_completion=False)
Dated = tuple[int, str, Report]


@app.command()
def promises(
    files: Annotated[list[Path], typer.Argument(help="先后各年的报告，上一年的在前", show_default=False)],
    as_json: JsonOption = False,
    texts: Annotated[bool, typer.Option("--texts", help="列出没有数字的承诺，下一年怎么说")] = False,
    as_table: Annotated[bool, typer.Option("--table", help="历年对照：一行一个指标，一列一年")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="把承诺与结果写成一个网页文件", show_default=False)
    ] = None,
) -> None:
    """承诺与结果：上一年计划中的每件事，下一年的报告怎么说。"""
    if len(files) < 2:
        raise BihuanError(
            "promises.one_report", "要有先后两年的报告", hint="例如 bihuan promises 2023年.docx 2024年.docx"
        )
    reports = reports_open(files)
    if html:
        html.write_text(page_of(reports), encoding="utf-8")
        print(f"已写入 {html}")
    elif as_json:
        json_print(texts_json(reports) if texts else numbers_json(reports, files, as_table=as_table))
    else:
        numbers_show(reports, files, as_table=as_table, texts=texts)


def numbers_json(reports: list[Dated], files: list[Path], *, as_table: bool) -> list[Any]:
    """The numeric promises of two reports, or the table of several."""
    if as_table or len(reports) > 2:
        return [row.to_json() for row in promises_table(reports)]
    return [answer.to_json() for answer in answers_of(reports, files)]


def numbers_show(reports: list[Dated], files: list[Path], *, as_table: bool, texts: bool) -> None:
    """Numeric promises, then the others: every one with ``--texts``, else their count."""
    console, years = Console(), [year for year, _, _ in reports[:-1]]
    if as_table or len(reports) > 2:
        table_print(console, promises_table(reports), years)
    else:
        answers_print(console, answers_of(reports, files, may_be_none=texts))
    others = [answer for _, answer in texts_of(reports)]
    if texts:
        texts_print(console, others)
    elif others:
        console.print(f"另有 {texts_summary_of(others)}（用 --texts 列出）")


def answers_of(reports: list[Dated], files: list[Path], *, may_be_none: bool = False) -> list[Answer]:
    """The numeric promises of the first report answered from the second."""
    (_, before, plan), (_, after, summary) = reports
    answers = promises_answer(promises_find(before, plan), after, summary)
    if not answers and not may_be_none:
        raise BihuanError(
            "promises.none",
            "没有读到带数字的计划",
            where=str(files[0]),
            hint="用 --texts 看没有数字的承诺；或确认报告里有“工作计划”“主要目标”一类的部分，用 bihuan read 查看提纲",
        )
    return answers


def texts_of(reports: list[Dated]) -> list[tuple[int, TextAnswer]]:
    """The promises without numbers of each report but the last, answered from the next, with the year planned for."""
    return [
        (year, answer)
        for (year, before, plan), (_, after, summary) in pairwise(reports)
        for answer in texts_answer(texts_find(before, plan, promises_find(before, plan)), before, after, summary)
    ]


def texts_json(reports: list[Dated]) -> list[Any]:
    """What ``--texts --json`` prints."""
    return [{"year": year, **answer.to_json()} for year, answer in texts_of(reports)]


def page_of(reports: list[Dated]) -> str:
    """The page of ``--html``."""
    return promises_html(promises_table(reports), [year for year, _, _ in reports[:-1]], texts_of(reports))


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
