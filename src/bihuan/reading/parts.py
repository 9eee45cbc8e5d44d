"""Where a report turns to its plan: by its headings, or, where none names a plan, by how its paragraphs begin."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bihuan.reading.outline import Section
from bihuan.reading.roles import Role

_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_NEXT: Final = r"(?:今年|明年|来年|新的一年|下一年|下半年|下一?步|下一?阶段|20\d\d年)"
_PLAN: Final = re.compile(
    rf"\s*(?:各位代表[！，,]?|同志们[！，,]?)?(?:{_NEXT}[^。：；，]{{0,24}}(?:目标|总体要求|总体思路|基本思路|重点工作|主要任务|工作安排)[^。；，]{{0,10}}(?:是|为|：|如下)"
    rf"|(?:主要)?预期目标(?:是|为|：)|{_NEXT}[，,]?(?:我们|全[县市省区]|我[县市区镇局委办院校站]|本[县市局])?[^。，；]{{0,12}}(?:将|要|重点)(?:坚持|着力|继续|重点|抓好|做好|围绕|从|在|以|紧)"
    rf"|{_NEXT}[^。]{{0,16}}(?:着力|重点)(?:抓好|做好)|{_NEXT}是[^。]{{0,40}}之年)"
)
_PROBLEMS: Final = re.compile(
    r"\s*(?:同时|但|当然|在肯定|在看到|我们|各位代表)[^。]{0,30}(?:看到|认识到|意识到|存在)[^。]{0,40}(?:问题|不足|困难|短板|不牢固|不高|不强|不大)"
)


def parts_read(text: str, start: int, end: int, sections: Sequence[Section], *, role: Role) -> list[Section]:
    """The parts of a report, each with its role: its sections of the first level, or parts without a mark."""
    first = [section for section in sections if section.level == 1]
    if any(section.role == "plan" for section in sections):
        return first
    turns = list(_turns(text, start, end)) if role == "summary" else []
    if not first or any(turn == "plan" for _, turn in turns):
        return list(_parts([(start, role), *turns], end))
    return first


def sections_placed(sections: Sequence[Section], parts: Sequence[Section]) -> list[Section]:
    """The sections with the roles of the parts that hold them, where the parts have no marks of their own."""
    if not parts or parts[0].marker:
        return list(sections)
    starts = [part.start for part in parts]
    return [
        replace(section, role=parts[max(0, bisect_right(starts, section.start) - 1)].role)
        if section.role == "summary"
        else section
        for section in sections
    ]


def _turns(text: str, start: int, end: int) -> Iterator[tuple[int, Role]]:
    """The paragraphs after the first at which the role changes; a plan goes to the end."""
    told: Role = "summary"
    first = text.find("\n", start, end)
    for line in _LINE.finditer(text, first + 1, end) if first >= 0 else ():
        if _PLAN.match(line[0]):
            yield line.start(), "plan"
            return
        if told == "summary" and _PROBLEMS.match(line[0]):
            told = "problems"
            yield line.start(), told


def _parts(turns: Sequence[tuple[int, Role]], end: int) -> Iterator[Section]:
    stops = [at for at, _ in turns[1:]] + [end]
    for (at, role), stop in zip(turns, stops, strict=True):
        yield Section(1, "", "", at, stop, role)
