"""``bihuan promises``: last year's numeric promises answered from this year's report."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bihuan.cli.common import JsonOption, json_print
from bihuan.commitments import Reading, Report, report_read
from bihuan.datamodel import BihuanError
from bihuan.promises import Answer, promises_answer, promises_find

app = typer.Typer(add_completion=False)
VERDICTS = {
    "met": "[green]✓ 完成[/]",
    "near": "[yellow]≈ 接近[/]",
    "missed": "[red]✕ 未完成[/]",
    "unreported": "— 未报告",
}


@app.command()
def promises(
    earlier: Annotated[Path, typer.Argument(help="上一年的报告（含计划）", show_default=False)],
    later: Annotated[Path, typer.Argument(help="下一年的报告（含总结）", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """承诺与结果：上一年计划中的每个数，下一年的报告怎么说。"""
    before, after = report_read(earlier), report_read(later)
    plan, summary = _report(before, earlier), _report(after, later)
    _order_check(plan, summary, earlier, later)
    found = promises_find(before.text, plan)
    if not found:
        raise BihuanError(
            "promises.none",
            "没有读到带数字的计划",
            where=str(earlier),
            hint="请确认报告里有“工作计划”“主要目标”一类的部分，或用 bihuan read 查看提纲",
        )
    answers = promises_answer(found, after.text, summary)
    if as_json:
        json_print([answer.to_json() for answer in answers])
    else:
        _print(Console(), answers)


def _report(reading: Reading, path: Path) -> Report:
    if not reading.documents:
        raise BihuanError("promises.no_report", "没有读到报告", where=str(path), hint="请用 bihuan read 查看读到了什么")
    return max(reading.documents, key=lambda report: report.end - report.start)


def _order_check(plan: Report, summary: Report, earlier: Path, later: Path) -> None:
    """The later report's year comes after the earlier one's; years that are not told are not judged."""
    first, second = _year(plan), _year(summary)
    if first and second and second <= first:
        raise BihuanError(
            "promises.order",
            f"两份报告的年份不是先后相接：{first}年、{second}年",
            where=f"{earlier}、{later}",
            hint="先写上一年的报告，再写下一年的报告",
        )


def _year(report: Report) -> int | None:
    """The year that a report plans for; without one, the year after its summary."""
    head = report.head
    return head.plan_year or (head.summary_year + 1 if head.summary_year else None)


def _print(console: Console, answers: list[Answer]) -> None:
    table = Table(title="承诺与结果", title_justify="left", show_lines=False)
    for heading in ("指标", "承诺", "结果", "判定", "理由"):
        table.add_column(heading, overflow="fold")
    for answer in answers:
        said = answer.result.text if answer.result else ""
        table.add_row(answer.promise.indicator, answer.promise.text, said, VERDICTS[answer.verdict], answer.why)
    console.print(table)
    counts = {verdict: sum(answer.verdict == verdict for answer in answers) for verdict in VERDICTS}
    console.print(
        f"{len(answers)} 项带数字的承诺：完成 {counts['met']}，接近 {counts['near']}，"
        f"未完成 {counts['missed']}，下一年没有报告 {counts['unreported']}"
    )
