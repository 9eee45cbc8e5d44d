"""Promises and results for people: on the terminal and as one page of HTML that needs nothing else."""

from collections.abc import Sequence
from html import escape

from rich.console import Console
from rich.table import Table

from bihuan.cli.page import page_html
from bihuan.promises import Answer, Row

SIGNS = {"met": "✓", "near": "≈", "missed": "✕", "unreported": "—"}
WORDS = {"met": "完成", "near": "接近", "missed": "未完成", "unreported": "未报告"}
COLOURS = {"met": "green", "near": "yellow", "missed": "red", "unreported": "dim"}
QUALIFIERS = {"about": "左右", "at_least": "以上", "at_most": "以内"}


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


def summary_of(answers: Sequence[Answer]) -> str:
    """How many promises, and how many of each verdict."""
    counts = [f"{words} {sum(one.verdict == verdict for one in answers)}" for verdict, words in WORDS.items()]
    return f"{len(answers)} 项带数字的承诺：{'，'.join(counts)}"


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


def promised(answer: Answer) -> str:
    """7.5%左右; 6.5–7%; 1000万人以上."""
    promise = answer.promise
    upper = f"–{number(promise.max)}" if promise.max is not None else ""
    return f"{number(promise.value)}{upper}{promise.unit}{QUALIFIERS.get(promise.qualifier, '')}"


def achieved(answer: Answer) -> str:
    """The result's number; 已完成 or 未完成 without one; 未报告."""
    if answer.result is None or answer.result.value is None:
        return WORDS[answer.verdict]
    return f"{number(answer.result.value)}{answer.result.unit}"


def number(value: float) -> str:
    """A number as reports write it: 万 and 亿 for large ones."""
    for size, word in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:.10g}{word}"
    return f"{value:.10g}"


def table_html(title: str, rows: Sequence[Row], years: Sequence[int]) -> str:
    """One self-contained page: the table, each cell with both quotes, a small chart for each indicator of two years or more."""
    answers = [answer for row in rows for answer in row.cells.values()]
    heads = "".join(f'<th scope="col">{year}年</th>' for year in years)
    body = "".join(_row(row, years) for row in rows)
    return page_html(
        title,
        f'<main><h1>{escape(title)}</h1><p class="sum">{escape(summary_of(answers))}</p><div class="box"><table><thead><tr>'
        f'<th scope="col">指标</th>{heads}<th scope="col">图</th></tr></thead><tbody>{body}</tbody></table></div></main>',
        style="promises.css",
    )


def _row(row: Row, years: Sequence[int]) -> str:
    cells = "".join(
        f'<td data-year="{year}年">{_html_cell(row.cells[year])}</td>' if year in row.cells else "<td></td>"
        for year in years
    )
    return f'<tr><th scope="row">{escape(row.indicator)}</th>{cells}<td>{_chart(row, years)}</td></tr>'


def _html_cell(answer: Answer) -> str:
    quotes = [answer.promise.text, *([answer.result.text] if answer.result else [])]
    told = "".join(f"<q>{escape(quote)}</q>" for quote in quotes)
    sign = f'<span class="v {answer.verdict}" title="{escape(answer.why)}">{SIGNS[answer.verdict]} {escape(achieved(answer))}</span>'
    return f"{escape(promised(answer))} → {sign}{told}"


def _chart(row: Row, years: Sequence[int]) -> str:
    """Two bars a year: promised (outline), achieved (filled)."""
    pairs = [(year, row.cells[year]) for year in years if year in row.cells]
    top = max([abs(value) for _, answer in pairs for value in _values(answer) if value is not None], default=0)
    if len(pairs) < 2 or not top:
        return ""
    bars = "".join(_bars(years.index(year) * 30, answer, top) for year, answer in pairs)
    label = "；".join(f"{year}年承诺{promised(answer)}，结果{achieved(answer)}" for year, answer in pairs)
    return f'<svg viewBox="0 0 {len(years) * 30} 44" role="img" aria-label="{escape(label)}">{bars}</svg>'


def _bars(x: int, answer: Answer, top: float) -> str:
    want, got = _values(answer)
    drawn = [(x + 2, want, 'fill="#fff" stroke="#4a5565"'), (x + 14, got, 'fill="#0b5a6f"')]
    return "".join(
        f'<rect x="{at}" y="{42 - 40 * abs(value) / top:.1f}" width="10" height="{40 * abs(value) / top:.1f}" {paint}/>'
        for at, value, paint in drawn
        if value is not None
    )


def _values(answer: Answer) -> tuple[float, float | None]:
    return answer.promise.value, answer.result.value if answer.result else None
