"""The text of a report with its headings, tasks and numbers as elements in it; not a character more or less than the text itself.

Which elements there are is the page's affair; that they nest, and are cut where one reaches over the edge of another, is done here.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from bihuan.commitments.model import Commitment
from bihuan.reading.outline import Section


class Mark(NamedTuple):
    """An inline element over ``text[start:end]``; ``attributes`` are HTML."""

    start: int
    end: int
    tag: str
    attributes: str
    key: str = ""
    badge: str = ""


def text_marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """The stretch with its marks (in order, the outer ones first); what reaches over an edge is cut there."""
    html, at = [], start
    for place, mark in enumerate(marks):
        begin, stop = max(mark.start, at), min(mark.end, end)
        if not text[begin:stop].strip():
            continue
        html.append(escape(text[at:begin]))
        within = [one for one in marks[place + 1 :] if one.start < stop]
        inner = text_marked(text, begin, stop, within)
        html.append(f"<{mark.tag} {_attributes(mark, begin, stop)}>{inner}</{mark.tag}>")
        at = stop
    return "".join([*html, escape(text[at:end])])


def _attributes(mark: Mark, begin: int, stop: int) -> str:
    """The id belongs to the first piece of a mark, the badge to the last."""
    identity = f' id="{mark.key}"' if mark.key and begin == mark.start else ""
    badge = f' data-badge="{escape(mark.badge)}"' if mark.badge and stop == mark.end else ""
    return mark.attributes + identity + badge


def heading_end(text: str, section: Section) -> int:
    """The end of the title where the text spells it as the outline does, else of the mark."""
    after = section.start + len(section.marker)
    found = text.find(section.title, after, after + len(section.title) + 8)
    return found + len(section.title) if found >= 0 and section.title else after


def badge_of(task: Commitment) -> str:
    """时限 2024-12-31　牵头 水务局　有数量."""
    said = [task.due and f"时限 {task.due}", task.lead and f"牵头 {task.lead}", task.measurable and "有数量"]
    return "　".join(one for one in said if one)
