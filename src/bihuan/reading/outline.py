"""提纲: the marked items of a report, with their levels by nesting and their roles."""

import re
from dataclasses import dataclass
from typing import Final

from bihuan.reading.markers import RANK, RUN_IN, Marker, markers_find
from bihuan.reading.roles import Role, role_of_heading

TITLE_LIMIT: Final = 40  # a longer first clause is cut at its first comma: GUIDE, Sections
_CLAUSE_END: Final = re.compile(r"[。：:\n]")
_COMMA: Final = re.compile(r"[，,]")
_CLOSING: Final = "。；;：:，,、 \t　"
_BARE_HEADING: Final = re.compile(
    r"^[^\S\n]*([^\s。；;，,：:、（(—\-–·•●◆■※>＞][^\n。；;，：:>＞]{1,23}[^\s。；;，,：:.])[^\S\n]*$", re.MULTILINE
)
_BOTH_YEARS: Final = re.compile(  # the title of a report, wherever it stands
    r"(?:总结|小结|回顾|情况)[^\n]{0,12}(?:和|及|暨|与|、)[^\n]{0,12}(?:计划|打算|安排|思路|谋划|要点|建议)"
)


@dataclass(frozen=True, slots=True)
class Section:
    """One marked item: ``text[start:end]`` begins with its marker and ends where the next item of its level or above begins."""

    level: int
    marker: str
    title: str
    start: int
    end: int
    role: Role


@dataclass(slots=True)
class _Open:
    marker: Marker
    level: int
    role: Role


def outline_read(
    text: str,
    start: int,
    end: int,
    *,
    role: Role = "summary",
    summary_year: int | None = None,
    plan_year: int | None = None,
) -> list[Section]:
    """The sections of one report, flat, in text order. ``role`` is that of the report itself (a bare plan is ``plan``)."""
    markers = markers_find(text, start, end)
    levels = _levels(markers)
    titles = [_title(text, marker, _stop(markers, index, end)) for index, marker in enumerate(markers)]
    heads = _bare_headings(text, start, end, markers, summary_year, plan_year)
    roles = _roles(markers, levels, titles, heads, role, summary_year, plan_year)
    ends = _ends(markers, levels, end)
    return [
        Section(level, text[marker.start : marker.end], title, marker.start, stop, part)
        for marker, level, title, stop, part in zip(markers, levels, titles, ends, roles, strict=True)
    ]


def _levels(markers: list[Marker]) -> list[int]:
    """Nesting by the kinds that are open: a known kind goes back to its level, a new one goes one deeper.

    ``nested`` remembers which kind was seen inside which: what 1. held once (（一） under 1.), it holds to the end.
    """
    stack: list[Marker] = []
    levels = []
    nested: set[tuple[str, str]] = set()
    for index, marker in enumerate(markers):
        depth = _depth(stack, marker, markers, index, nested)
        del stack[depth:]
        nested.update((outer.kind, marker.kind) for outer in stack)
        stack.append(marker)
        levels.append(depth + 1)
    return levels


def _depth(stack: list[Marker], marker: Marker, markers: list[Marker], index: int, nested: set[tuple[str, str]]) -> int:
    known = [depth for depth, other in enumerate(stack) if _same(other, marker)]
    if known:
        return _depth_known(stack, marker, known)
    outer = [depth for depth, other in enumerate(stack) if RANK[other.kind] > RANK[marker.kind]]
    if outer and (stack[outer[0]].kind, marker.kind) not in nested and not _goes_on(stack[outer[0]], markers, index):
        return outer[0]
    return len(stack)


def _depth_known(stack: list[Marker], marker: Marker, known: list[int]) -> int:
    """The list that this item continues; a run-in list that begins anew inside another list's item goes deeper."""
    if marker.number == 1 and marker.kind in RUN_IN and known[-1] < len(stack) - 1 and stack[-1].kind in RUN_IN:
        return len(stack)
    follows = [depth for depth in known if (stack[depth].number or 0) + 1 == marker.number]
    return (follows or known)[-1]


def _goes_on(outer: Marker, markers: list[Marker], index: int) -> bool:
    """Whether the list of ``outer`` continues after here: then the new kind is nested in it, whatever its customary rank."""
    wanted = (outer.number or 0) + 1
    for later in markers[index + 1 : index + 200]:
        if _same(later, outer):
            return later.number == wanted
    return False


def _same(one: Marker, other: Marker) -> bool:
    return one.kind == other.kind and one.family == other.family


def _ends(markers: list[Marker], levels: list[int], end: int) -> list[int]:
    ends = [end] * len(markers)
    open_: list[int] = []
    for index, level in enumerate(levels):
        while open_ and levels[open_[-1]] >= level:
            ends[open_.pop()] = markers[index].start
        open_.append(index)
    return ends


def _stop(markers: list[Marker], index: int, end: int) -> int:
    return markers[index + 1].start if index + 1 < len(markers) else end


def _title(text: str, marker: Marker, stop: int) -> str:
    """A heading alone on its line is taken whole; else its first clause."""
    line_end = text.find("\n", marker.end, stop)
    line_end = stop if line_end < 0 else line_end
    line = text[marker.end : line_end].strip()
    if _is_heading(marker, line, whole_line=line_end < stop):
        return line.rstrip(_CLOSING)
    clause = _CLAUSE_END.split(line, maxsplit=1)[0]
    if len(clause) > TITLE_LIMIT and (comma := _COMMA.search(clause)):
        clause = clause[: comma.start()]
    return clause.strip().rstrip(_CLOSING)


def _is_heading(marker: Marker, line: str, *, whole_line: bool) -> bool:
    """No sentence: nothing ends inside, and a long line that closes with 。 or ； says something rather than names it."""
    if not marker.at_line_head or "。" in line[:-1] or "：" in line[:-1]:
        return False
    longest = TITLE_LIMIT if line.endswith(("。", "；")) else 2 * TITLE_LIMIT
    return len(line) <= longest and (marker.kind != "run" or whole_line or len(line) <= TITLE_LIMIT)


def _bare_headings(
    text: str, start: int, end: int, markers: list[Marker], summary_year: int | None, plan_year: int | None
) -> list[tuple[int, Role]]:
    """Short unmarked lines that name a part (``下一步工作打算``) set the role of what follows; they are no sections."""
    marked = {marker.start for marker in markers}
    heads = []
    for match in _BARE_HEADING.finditer(text, start, end):
        if match.start(1) not in marked and match.start(1) > start + 1 and not _BOTH_YEARS.search(match[1]):
            role = role_of_heading(match[1], summary_year=summary_year, plan_year=plan_year)
            if role:
                heads.append((match.start(1), role))
    return heads


def _roles(
    markers: list[Marker],
    levels: list[int],
    titles: list[str],
    heads: list[tuple[int, Role]],
    role: Role,
    summary_year: int | None,
    plan_year: int | None,
) -> list[Role]:
    """Levels one and two say their role by their heading; anything else inherits, level one from what stands before it."""
    stack: list[tuple[int, Role]] = []
    roles: list[Role] = []
    upcoming = list(reversed(heads))
    current = role
    for marker, level, title in zip(markers, levels, titles, strict=True):
        while upcoming and upcoming[-1][0] < marker.start:
            current = upcoming.pop()[1]
            stack.clear()
        while stack and stack[-1][0] >= level:
            stack.pop()
        said = _said(marker, level, title, summary_year, plan_year)
        part: Role = said or (stack[-1][1] if stack else current)
        if level == 1:
            current = "summary" if part == "other" else part
        stack.append((level, part))
        roles.append(part)
    return roles


def _said(marker: Marker, level: int, title: str, summary_year: int | None, plan_year: int | None) -> Role | None:
    if level > 2 or (level == 2 and marker.kind in RUN_IN):
        return None
    return role_of_heading(title, level=level, summary_year=summary_year, plan_year=plan_year)
