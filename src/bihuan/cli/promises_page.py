"""Promises and results as one page of HTML that needs nothing else."""

from collections.abc import Sequence
from html import escape

from bihuan.cli.page import page_html
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
from bihuan.promises import Answer, Row, Status, TextAnswer


def promises_html(rows: Sequence[Row], years: Sequence[int], texts: Sequence[tuple[int, TextAnswer]]) -> str:
    """The page: numeric promises (two reports: both quotes side by side; several: a table of years with charts), then the others."""
    title = f"{years[0]}年承诺与结果" if len(years) == 1 else "历年承诺与结果"
    answers = [answer for row in rows for answer in row.cells.values()]
    numbers = "" if not answers else _pair_table(answers) if len(years) == 1 else _years_table(rows, years)
    return page_html(
        title,
        f"<main><h1>{title}</h1><h2>带数字的承诺</h2><p>{escape(summary_of(answers))}</p>{numbers}"
        f"<h2>没有数字的承诺</h2><p>{escape(texts_summary_of([one for _, one in texts]))}</p>"
        f"{''.join(_texts(status, texts, years) for status in reversed(STATUSES))}</main>",
        style="promises.css",
    )


def _table(headings: Sequence[str], body: str, kind: str) -> str:
    heads = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    return f'<div class="box"><table class="{kind}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _pair_table(answers: Sequence[Answer]) -> str:
    return _table(("指标", "承诺", "结果", "判定"), "".join(map(_pair_row, answers)), "pair")


def _pair_row(answer: Answer) -> str:
    said = answer.result.text if answer.result else ""
    verdict = answer.verdict
    return (
        f'<tr><th scope="row">{escape(answer.promise.indicator)}</th>'
        f'<td data-label="承诺">{escape(promised(answer))}<q>{escape(answer.promise.text)}</q></td>'
        f'<td data-label="结果">{escape(achieved(answer))}<q>{escape(said)}</q></td>'
        f'<td><span class="v {verdict}">{SIGNS[verdict]} {WORDS[verdict]}</span><small>{escape(answer.why)}</small></td></tr>'
    )


def _years_table(rows: Sequence[Row], years: Sequence[int]) -> str:
    headings = ["指标", *(f"{year}年" for year in years), "图"]
    return _table(headings, "".join(_row(row, years) for row in rows), "years")


def _texts(status: Status, texts: Sequence[tuple[int, TextAnswer]], years: Sequence[int]) -> str:
    chosen = [(year, answer) for year, answer in texts if answer.status == status]
    if not chosen:
        return ""
    several = len(years) > 1
    headings = [*(["年"] if several else []), "任务", "承诺", *(["下一年怎么说"] if status != "silent" else [])]
    body = "".join(_text_row(year if several else None, answer) for year, answer in chosen)
    return (
        f'<details open><summary class="v {status}">{STATUS_SIGNS[status]} {STATUSES[status]} {len(chosen)}</summary>'
        f"{_table(headings, body, 'texts')}</details>"
    )


def _text_row(year: int | None, answer: TextAnswer) -> str:
    when = f'<td class="year">{year}年</td>' if year else ""
    promise, result = answer.promise, answer.result
    said = f'<td data-label="后来">{escape(result.text)}<small>{escape(answer.why)}</small></td>' if result else ""
    return (
        f'<tr>{when}<th scope="row">{escape(promise.title)}</th>'
        f'<td data-label="承诺">{escape(promise.text)}</td>{said}</tr>'
    )


def _row(row: Row, years: Sequence[int]) -> str:
    cells = "".join(
        f'<td data-label="{year}年">{_html_cell(row.cells[year])}</td>' if year in row.cells else "<td></td>"
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
