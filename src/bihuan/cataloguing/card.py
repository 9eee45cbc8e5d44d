"""The catalogue card of a document already read: what it is, whose, of which year. Looks at its beginning and its end."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Final

from bihuan.cataloguing.heading import (
    Line,
    addressee_in,
    day_in,
    day_read,
    lines_of,
    number_in,
    red_head_in,
    signer_in,
    title_at,
)
from bihuan.cataloguing.kinds import Kind, kind_of
from bihuan.cataloguing.places import region_of
from bihuan.cataloguing.promulgation import Promulgation, promulgation_read
from bihuan.cataloguing.topics import topic_of
from bihuan.commitments.model import Reading
from bihuan.reading.head import ORG_END, Head

_NO_TOPICS: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})
_TOPIC_TEXT: Final = 2000  # characters
_TOPIC_HEADINGS: Final = 40
_ADDRESSEE_WITHIN: Final = 4  # lines below the title
_TAIL: Final = 600  # characters
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?!\d))")
_ISSUER: Final = re.compile(rf"^(?P<who>[^\s，。：；《》]{{2,40}}?{ORG_END})(?:办公室)?(?=关于|印发|转发)")
_NAME_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-.年_]?(\d{1,2})[-.月_]?(\d{1,2})日?(?!\d)")
_GREETING: Final = re.compile(r"^(?:各位|同志们|尊敬的)[^。]{0,30}[:：！!]$")
_REPORTS: Final = re.compile(r"我(?:谨|仅)?代表[^。]{2,30}(?:报告|汇报)")
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one document; "" or None where it does not say."""

    title: str
    issuer: str
    region: str
    year: int | None
    kind: Kind
    topic: str
    doc_number: str
    signed_on: date | None
    addressee: str = ""
    signer: str = ""


def card_of(reading: Reading, name: str, topics: Mapping[str, Sequence[str]] = _NO_TOPICS) -> Card:
    """The card of the file ``name``; ``topics`` are the words of each topic. Never fails."""
    lines = lines_of(reading.text)
    head = reading.documents[0].head if len(reading.documents) == 1 else Head()
    stem = stem_of(name)
    title, below = _title(lines, head, stem, compiled=len(reading.documents) > 1)
    made = promulgation_read([line.text for line in lines[below : below + 14]])
    issuer = _issuer(title, head, made, lines)
    signed_on = head.signed_on or (made.on if made else None) or _day(lines, reading.text, name)
    return Card(
        title=title,
        issuer=issuer,
        region=_region(issuer, title, stem),
        year=_year(head, title, signed_on, stem),
        kind=_kind(title, head, made, stem, lines),
        topic=topic_of(title, _spoken_of(reading), topics) if topics else "",
        doc_number=_first(number_in, lines) or (made.order if made else ""),
        signed_on=signed_on,
        addressee=_first(addressee_in, lines[below : below + _ADDRESSEE_WITHIN]) if below else "",
        signer=_first(signer_in, lines),
    )


def stem_of(name: str) -> str:
    """A file's name without folders and ending; the name itself when nothing else is left."""
    last = re.split(r"[/\\]", name)[-1].strip()
    return _ENDING.sub("", last).strip() or last or "无标题"


def _title(lines: list[Line], head: Head, stem: str, *, compiled: bool) -> tuple[str, int]:
    """(title, index of the line after it); of a compilation the name of its file."""
    if compiled:
        return stem, 0
    title, below = title_at(lines)
    return title or head.title or stem, below


def _issuer(title: str, head: Head, made: Promulgation | None, lines: list[Line]) -> str:
    named = _ISSUER.match(title)
    if made and made.issuer and not named:
        return _completed(made.issuer, title)
    found = head.issuer or (named["who"] if named else "") or _first(red_head_in, lines) or head.signed_by or ""
    return found.removeprefix("中华人民共和国")


def _completed(body: str, title: str) -> str:
    """市人民代表大会, under the title 云海市…条例, is that of 云海市."""
    place = region_of(title)
    return place + body[1:] if place and place[-1] == body[0] else body


def _region(issuer: str, title: str, stem: str) -> str:
    """Of the body, else of the title, else of the file's name: the first that begins with a place."""
    return next((region for name in (issuer, title, stem) if (region := region_of(name))), "")


def _year(head: Head, title: str, signed_on: date | None, stem: str) -> int | None:
    """The year that it speaks of, before the year in which it was signed."""
    in_title, in_name = _YEAR.search(title), _YEAR.search(stem)
    return (
        head.summary_year
        or head.plan_year
        or (int(in_title[1]) if in_title else None)
        or (signed_on.year if signed_on else None)
        or (int(in_name[1]) if in_name else None)
    )


def _kind(title: str, head: Head, made: Promulgation | None, stem: str, lines: list[Line]) -> Kind:
    kind = kind_of(title)
    if kind == "其他":
        kind = kind_of(stem)
    if made and title.endswith("细则"):
        return "法规"
    if kind != "其他":
        return kind
    if made:
        return "法规"
    if any(_GREETING.match(line.text) for line in lines):
        return "报告" if any(_REPORTS.search(line.text) for line in lines) else "讲话"
    return "总结" if head.summary_year else "计划" if head.plan_year else "其他"


def _day(lines: list[Line], text: str, name: str) -> date | None:
    """Below the title, at the end, or in the file's name: (2023-12-29)."""
    tail = ("".join(line.split()) for line in reversed(text[-_TAIL:].split("\n")))
    days = (day for line in (*(line.text for line in lines[:8]), *tail) if (day := day_in(line)))
    found = _NAME_DAY.search(name)
    return next(days, None) or (day_read(found[1], found[2], found[3]) if found else None)


def _first(read: Callable[[str], str], lines: list[Line]) -> str:
    return next((found for line in lines if (found := read(line.text))), "")


def _spoken_of(reading: Reading) -> str:
    """Where a document says what it is about: its headings and its beginning."""
    headings = (section.title for report in reading.documents for section in report.sections)
    return "\n".join((*islice(headings, _TOPIC_HEADINGS), reading.text[:_TOPIC_TEXT]))
