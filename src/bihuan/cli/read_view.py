"""A reading as a person wants to see it: what the file is, its outline as a tree, its numbers and tasks."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from bihuan.commitments import GRADES, Commitment, Reading, Report, is_checkable
from bihuan.quantities.saying import KINDS
from bihuan.reading.outline import Section

ROLES = {"summary": "总结", "problems": "问题", "plan": "计划", "measures": "措施", "other": "其他"}
_TASKS_SHOWN = 12


def reading_print(console: Console, reading: Reading) -> None:
    """Print the whole reading."""
    source = reading.source
    console.print(
        Text(f"{source.name}  {source.format}，{source.chars} 字，{len(reading.documents)} 份报告", style="bold")
    )
    for report in reading.documents:
        console.print(_heading(report))
        console.print(_tree(report))
        console.print(_numbers(report))
        if report.commitments:
            console.print(_tasks(report.commitments))


def _heading(report: Report) -> Text:
    head = report.head
    years = "、".join(
        f"{name}{year}年" for name, year in (("总结", head.summary_year), ("计划", head.plan_year)) if year
    )
    facts = [head.issuer and f"单位：{head.issuer}", years, head.signed_on and f"成文：{head.signed_on}"]
    return Text(f"\n{head.title or '（没有标题）'}  ", style="bold cyan").append(
        "；".join(fact for fact in facts if fact), style="default"
    )


def _tree(report: Report) -> Tree:
    root = Tree(Text("提纲"))
    open_: list[tuple[int, Tree]] = [(0, root)]
    for section in report.sections:
        while open_[-1][0] >= section.level:
            open_.pop()
        open_.append((section.level, open_[-1][1].add(_line(section))))
    return root


def _line(section: Section) -> Text:
    line = Text(f"{section.marker}{section.title}")
    return line.append(f"  {ROLES[section.role]}", style="dim") if section.level == 1 else line


def _numbers(report: Report) -> Text:
    kinds = Counter(quantity.kind for quantity in report.quantities)
    blanks = sum(quantity.qualifier == "placeholder" for quantity in report.quantities)
    parts = "，".join(f"{KINDS[kind]} {count}" for kind, count in kinds.most_common())
    related = f"；相互关系 {len(report.relations)} 处" if report.relations else ""
    return Text(f"数量 {len(report.quantities)} 个（空缺 {blanks} 个）" + (f"：{parts}" if parts else "") + related)


def _tasks(commitments: tuple[Commitment, ...]) -> Table:
    checkable = sum(is_checkable(one.grade) for one in commitments)
    title = f"计划任务 {len(commitments)} 项，可检查 {checkable}/{len(commitments)}"
    table = Table("任务", "时限", "牵头", "可检查", title=title, title_justify="left")
    for one in commitments[:_TASKS_SHOWN]:
        table.add_row(Text(one.title), str(one.due or ""), Text(one.lead or ""), GRADES[one.grade])
    if len(commitments) > _TASKS_SHOWN:
        table.caption = f"另有 {len(commitments) - _TASKS_SHOWN} 项，用 --json 查看全部"
    return table
