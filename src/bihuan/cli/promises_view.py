"""Promises and results on the terminal."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table

from bihuan.cli.promises_words import (
    SIGNS,
    STATUS_SIGNS,
    STATUSES,
    WORDS,
    achieved,
    promised,
    summary_of,
    texts_summary_of,
)
from bihuan.promises import Answer, Row, Status, TextAnswer, Verdict

COLOURS: dict[Verdict | Status, str] = {
    "met": "green",
    "near": "yellow",
    "missed": "red",
    "unreported": "dim",
    "done": "green",
    "mentioned": "yellow",
    "silent": "dim",
}


def answers_print(console: Console, answers: Sequence[Answer]) -> None:
    """One line a promise, and the count of each verdict."""
    table = Table(title="承诺与结果", title_justify="left")
    for heading in ("指标", "承诺", "结果", "判定", "理由"):
        table.add_column(heading, overflow="fold")
    for answer in answers:
        said = answer.result.text if answer.result else ""
        sign = f"[{COLOURS[answer.verdict]}]{SIGNS[answer.verdict]} {WORDS[answer.verdict]}[/]"
        table.add_row(answer.promise.indicator, answer.promise.text, said, sign, answer.why)
    console.print(table)
    console.print(summary_of(answers))


def texts_print(console: Console, answers: Sequence[TextAnswer]) -> None:
    """One line a promise without a number, and the count of each status."""
    table = Table(title="没有数字的承诺", title_justify="left")
    for heading in ("任务", "承诺", "下一年怎么说", "状态"):
        table.add_column(heading, overflow="fold")
    for title, group in groupby(answers, key=lambda one: one.promise.title):
        for first, answer in enumerate(group):
            said = answer.result.text if answer.result else ""
            sign = f"[{COLOURS[answer.status]}]{STATUS_SIGNS[answer.status]} {STATUSES[answer.status]}[/]"
            table.add_row("" if first else title, answer.promise.text, said, sign)
    console.print(table)
    console.print(texts_summary_of(answers))


def table_print(console: Console, rows: Sequence[Row], years: Sequence[int]) -> None:
    """One row an indicator, one column a year: promised → achieved."""
    table = Table(title="历年承诺与结果", title_justify="left")
    table.add_column("指标", overflow="fold")
    for year in years:
        table.add_column(f"{year}年", overflow="fold")
    for row in rows:
        table.add_row(row.indicator, *(_cell(row.cells.get(year)) for year in years))
    console.print(table)


def _cell(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return f"{promised(answer)} → [{COLOURS[answer.verdict]}]{SIGNS[answer.verdict]} {achieved(answer)}[/]"
