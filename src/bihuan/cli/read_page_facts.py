"""What the page says of one number, in Chinese: value, unit, qualifier, subject, stance, and the numbers it belongs with."""

import re
from collections.abc import Iterator
from typing import Any, Final

from bihuan.commitments import Report
from bihuan.quantities import Quantity, Relation
from bihuan.quantities.saying import KINDS, STANCES, plain_said, value_said

KIND_NAMES: Final = {
    "count": "数得清的人、事、物",
    "money": "以元计的金额",
    "rate": "百分之几",
    "change": "比过去增减多少",
    "ratio": "几倍",
    "rank": "第几",
    "measure": "长度、面积、重量、时间",
}
_SAID: Final = {  # of the number itself, and of the number it points to
    "part_of": ("总数", "分项"),
    "change_of": ("增减的是", "增减"),
    "earlier_of": ("后来是", "原来是"),
    "share_of": ("分母", "占它的比率"),
    "numerator_of": ("算出比率", "分子"),
    "rank_of": ("排名的是", "名次"),
    "target_of": ("完成数", "目标"),
    "same_as": ("前面说过", "后面又说"),
}
_BACK: Final = 90  # characters before a number in which its subject is looked for
_ON: Final = 40
_SENTENCE: Final = re.compile(r"[。！？\n]")


def number_facts(text: str, report: Report, index: int, *, base: int = 0) -> dict[str, Any]:
    """One number as the script shows it; ``subject_at`` counts from ``base``, where the text of its view begins."""
    at = subject_at(text, report.quantities[index])
    number = report.quantities[index]
    lines = [["值", value_said(number)], ["说的是", number.subject or "（没有说）"], ["状态", STANCES[number.stance]]]
    return {
        "text": number.text,
        "kind": KINDS[number.kind],
        "lines": lines,
        "name": number.subject,
        "sum": sum_said(report, index),
        "subject_at": at and [at[0] - base, at[1] - base],
        "relations": [[said, to] for said, to in _relations(report.relations, index)],
    }


def sum_said(report: Report, whole: int) -> str:
    """已列分项合计 24 件，另有 1 个空缺; nothing for a number without parts, or with parts in other units."""
    numbers = report.quantities
    parts = [numbers[one.of] for one in report.relations if one.kind == "part_of" and one.to == whole]
    known = [part.value for part in parts if part.value is not None]
    if not known or any(part.unit != numbers[whole].unit for part in parts):
        return ""
    blank = f"，另有 {len(parts) - len(known)} 个空缺" if len(known) < len(parts) else ""
    return f"已列分项合计 {plain_said(sum(known))} {numbers[whole].unit}{blank}"


def subject_at(text: str, number: Quantity) -> tuple[int, int] | None:
    """Where the subject stands: before the number as near as can be, else right after it."""
    if not number.subject:
        return None
    found = text.rfind(number.subject, max(0, number.start - _BACK), number.start)
    if found < 0 or _SENTENCE.search(text, found, number.start):
        after = text.find(number.subject, number.end, number.end + len(number.subject) + _ON)
        found = after if after >= 0 and not _SENTENCE.search(text, number.end, after) else found
    return (found, found + len(number.subject)) if found >= 0 else None


def _relations(relations: tuple[Relation, ...], index: int) -> Iterator[tuple[str, int]]:
    for relation in relations:
        if relation.of == index:
            yield _SAID[relation.kind][0], relation.to
        elif relation.to == index:
            yield _SAID[relation.kind][1], relation.of
