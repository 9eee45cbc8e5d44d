"""Any text in the layout of a 公文: which line is the title, a heading, the addressee, the signature, the date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bihuan.drafting.tree import Paragraph, ParagraphRole, Run
from bihuan.reading.markers import markers_find

_LEVELS: Final = {"part": 1, "cn": 1, "cn_paren": 2, "digit": 3, "decimal": 3, "digit_paren": 4, "half_paren": 4}
_HEADINGS: Final = (
    ParagraphRole.BODY, ParagraphRole.HEADING1, ParagraphRole.HEADING2, ParagraphRole.HEADING3, ParagraphRole.HEADING4,
)  # fmt: skip
_UNSEEN: Final = re.compile(r"[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no docx can hold
_BLANK: Final = re.compile(r"\s+")
_CHAPTER: Final = re.compile(r"(?:#{1,6}\s+|第[〇零一二三四五六七八九十百\d]{1,6}[编章节](?![、，]))")
_ARTICLE: Final = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,8}条(?:之[一二三四五六七八九十]+)?(?=[\s　])")
_DATE: Final = re.compile(r"[12〇二一]\S{0,3}年\S{1,3}月\S{1,3}日")
_RUN_IN: Final = re.compile(r"[^。：:\n]{2,40}[。：:]")
_HEADING, _SIGNED, _TITLE_WITHIN, _SIGNED_WITHIN = 40, 30, 12, 6  # characters, characters, lines, lines


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    level: int  # of its marker; 0 without one
    marked: int  # characters of its marker


def text_paragraphs(text: str, title: str) -> list[Paragraph]:
    """The title, then each line that is not blank as one paragraph of its role. Characters that no docx can hold are left out."""
    lines = _untitled([line for line in _lines(text) if line.text], title)
    closing = _closing(lines)
    paragraphs = [Paragraph(ParagraphRole.TITLE, (Run(_UNSEEN.sub("", title)),))]
    for number, line in enumerate(lines):
        addressed = number == 0 and _addressee(line)
        role = ParagraphRole.ADDRESSEE if addressed else closing.get(number)
        paragraphs.append(Paragraph(role, (Run(line.text),)) if role else _paragraph(line))
    return paragraphs


def _lines(text: str) -> Iterator[_Line]:
    marks = {marker.start: marker for marker in markers_find(text, 0, len(text)) if marker.kind in _LEVELS}
    at = 0
    for whole in text.split("\n"):
        inside = range(at, at + len(whole) - len(whole.lstrip()) + 1)
        marker = next((marks[place] for place in inside if place in marks), None)
        line = _UNSEEN.sub("", whole).strip()
        at += len(whole) + 1
        yield _Line(line, _LEVELS[marker.kind], marker.end - marker.start) if marker else _Line(line, 0, 0)


def _untitled(lines: Sequence[_Line], title: str) -> list[_Line]:
    """Without the title's own lines among the first, which may break it anywhere."""
    sought = _BLANK.sub("", title)
    for first in range(min(_TITLE_WITHIN, len(lines))):
        told = ""
        for number in range(first, len(lines)):
            told += _BLANK.sub("", lines[number].text).lstrip("#")
            if told == sought:
                return [*lines[:first], *lines[number + 1 :]]
            if not told or not sought.startswith(told):
                break
    return list(lines)


def _closing(lines: Sequence[_Line]) -> dict[int, ParagraphRole]:
    """The date among the last lines and the name above it."""
    for number in range(len(lines) - 1, max(0, len(lines) - _SIGNED_WITHIN), -1):
        if _DATE.fullmatch(_BLANK.sub("", lines[number].text)):
            above = lines[number - 1]
            named = not above.level and len(above.text) <= _SIGNED and not re.search("[。；，：]", above.text)
            return {number: ParagraphRole.DATE} | ({number - 1: ParagraphRole.SIGNATURE} if named else {})
    return {}


def _addressee(line: _Line) -> bool:
    return (
        not line.level and line.text.endswith(("：", ":")) and len(line.text) <= 2 * _HEADING and "。" not in line.text
    )


def _paragraph(line: _Line) -> Paragraph:
    if chapter := _CHAPTER.match(line.text):
        shown = line.text[chapter.end() :] if line.text.startswith("#") else line.text
        if len(shown) <= _HEADING:
            return Paragraph(ParagraphRole.HEADING1, (Run(shown),))
    if article := _ARTICLE.match(line.text):
        return _run_in(line.text, article.end(), 1)
    if not line.level:
        return Paragraph(ParagraphRole.BODY, (Run(line.text),))
    if len(line.text) <= _HEADING and not re.search("[。；;，]", line.text[line.marked :].rstrip("。")):
        return Paragraph(_HEADINGS[line.level], (Run(line.text),))
    head = _RUN_IN.match(line.text, line.marked)
    if head and line.level <= 2 and "，" not in head[0]:
        return _run_in(line.text, head.end(), line.level)
    return Paragraph(ParagraphRole.BODY, (Run(line.text),))


def _run_in(text: str, end: int, level: int) -> Paragraph:
    """A heading that runs on into text."""
    runs = (Run(text[:end], level=level), *((Run(text[end:]),) if text[end:] else ()))
    return Paragraph(_HEADINGS[level], runs)
