"""``bihuan read --html``: a report as one page, its outline beside the text, its numbers and tasks marked in it."""

import json
from html import escape
from typing import Final

from bihuan.cli.page import page_html
from bihuan.cli.read_page_facts import KIND_NAMES, number_facts
from bihuan.cli.read_page_text import View, anchor, text_html, views_of
from bihuan.cli.read_view import ROLES
from bihuan.commitments import Reading, Report
from bihuan.commitments.marking import badge_of
from bihuan.quantities.saying import KINDS

_STANCES: Final = {"done": "已完成", "planned": "计划", "cited": "引用"}
_NO_REPORT: Final = '<p class="none">没有读到报告。</p>'


def reading_html(reading: Reading) -> str:
    """The whole page: one view a report, one of them shown; the text of all views together is the normalised text."""
    views = views_of(reading)
    source = reading.source
    told = f"{source.name}　{source.format}，{source.chars} 字，{len(reading.documents)} 份报告"
    body = (
        f'<header class="top"><p>{escape(told)}</p>{_chooser(views)}</header>'
        + "".join(_view(reading, view) for view in views)
        + f'<script type="application/json" id="facts">{_json(views, reading.text)}</script>'
    )
    title = views[0].report.head.title if views[0].report else source.name
    return page_html(title or source.name, body, style="read.css", script="read.js")


def _chooser(views: list[View]) -> str:
    """Links to the reports of a compilation."""
    if len(views) < 2:
        return ""
    links = "".join(f'<a href="#{view.key}">{escape(_title(view.report))}</a>' for view in views)
    return f'<nav class="chooser" aria-label="报告">{links}</nav>'


def _view(reading: Reading, view: View) -> str:
    report = view.report
    if report is None:
        return f'<section class="view" id="{view.key}">{_NO_REPORT}<div class="paper box">{text_html(reading.text, view)}</div></section>'
    return (
        f'<section class="view" id="{view.key}"><h1>{escape(_title(report))}</h1>{_head(report)}<div class="columns">'
        f"{_outline(report, view)}"
        f'<article class="paper box" aria-label="正文">{text_html(reading.text, view)}</article>'
        f'<aside class="side">{_filters(report)}<div class="facts box" role="status" hidden></div>{_tasks(report, view)}</aside>'
        "</div></section>"
    )


def _title(report: Report | None) -> str:
    return (report and report.head.title) or "（没有标题）"


def _head(report: Report) -> str:
    head = report.head
    years = [f"{name}{year}年" for name, year in (("总结", head.summary_year), ("计划", head.plan_year)) if year]
    signed = " ".join(str(said) for said in (head.signed_by, head.signed_on) if said)
    said = [head.issuer and f"单位：{head.issuer}", "、".join(years), signed and f"落款：{signed}"]
    return f'<p class="sum">{"".join(f"<span>{escape(one)}</span>" for one in said if one)}</p>'


def _outline(report: Report, view: View) -> str:
    items = "".join(
        f'<li class="l{min(section.level, 6)} {section.role}"><a href="#{anchor(view, "s", index)}">'
        f"{escape(section.marker)}{escape(section.title)}</a></li>"
        for index, section in enumerate(report.sections)
    )
    roles = dict.fromkeys(section.role for section in report.sections)
    legend = "".join(f'<span class="{role}">{ROLES[role]}</span>' for role in roles)
    return (
        f'<nav class="outline" aria-label="提纲"><details open><summary>提纲</summary>'
        f'<p class="roles">{legend}</p><ol>{items}</ol></details></nav>'
    )


def _filters(report: Report) -> str:
    """Checkboxes that also are the legend; a group shows only what the report has."""
    numbers = report.quantities
    kinds = "".join(
        _box("kind", kind, name, sum(number.kind == kind for number in numbers), KIND_NAMES[kind])
        for kind, name in KINDS.items()
    )
    stances = "".join(
        _box("stance", stance, name, sum(number.stance == stance for number in numbers))
        for stance, name in _STANCES.items()
    )
    blanks = sum(number.qualifier == "placeholder" for number in numbers)
    only = (
        f'<label class="only"><input type="checkbox" name="blank">只看空缺<small>{blanks}</small></label>'
        if blanks
        else ""
    )
    return (
        f'<form class="filters box" aria-label="数量"><p><b>数量 <output>{len(numbers)}</output></b>'
        '<button type="button" name="back" aria-label="上一个数">‹</button>'
        f'<button type="button" name="on" aria-label="下一个数">›</button></p><p>{kinds}</p><p>{stances}{only}</p></form>'
    )


def _box(group: str, value: str, name: str, count: int, hint: str = "") -> str:
    if not count:
        return ""
    return (
        f'<label class="{group} {value}" title="{hint}"><input type="checkbox" name="{group}" value="{value}" checked>'
        f"<span>{name}</span><small>{count}</small></label>"
    )


def _tasks(report: Report, view: View) -> str:
    if not report.commitments:
        return ""
    items = "".join(
        f'<li><a href="#{anchor(view, "t", index)}">{escape(one.title)}</a><small>{escape(badge_of(one))}</small></li>'
        for index, one in enumerate(report.commitments)
    )
    return f'<details class="tasks box" open><summary>计划任务 {len(report.commitments)} 项</summary><ol>{items}</ol></details>'


def _json(views: list[View], text: str) -> str:
    """What is known of every number, for the script; no ``<`` in it ends the element."""
    facts = {
        view.key: [number_facts(text, view.report, i, base=view.start) for i in range(len(view.report.quantities))]
        for view in views
        if view.report
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
