"""汇编: one file that holds several reports; the table of contents and what stands before the first report are left out."""

import re
from typing import Final

from bihuan.datamodel import Span
from bihuan.reading.head import ORG_END, TITLE_END

BODY_LEAST: Final = 120  # characters of text after a title; a line of the table of contents has none
_TITLE: Final = re.compile(
    rf"""^[^\S\n]*(?!第[一二三四五六七八九十]{{1,3}}(?:部分|章|篇|编|节))(?P<title>
        (?:[^\s，。；：、\d“”（）()]{{2,30}}{ORG_END}[^\S\n]*)            # the unit
        (?:关于)?[^\n，。；：]{{0,30}}?(?:总结|计划|打算|报告|要点|汇报|思路|情况|安排)[^\n，。；：]{{0,24}}
      )[^\S\n]*$""",
    re.MULTILINE | re.VERBOSE,
)
_UNIT_LINE: Final = re.compile(rf"^[^\S\n]*[^\s，。；：、\d]{{2,30}}{ORG_END}[^\S\n]*$")
_TWO_LINES: Final = re.compile(
    rf"""^[^\S\n]*(?P<unit>[^\s，。；：、\d“”]{{2,30}}{ORG_END})[^\S\n]*\n
         [^\S\n]*(?:关于)?(?:20\d\d|20[xX×*]{{2}}|[xX×*]{{2,4}}|二[〇○零][^\n]{{2}})年?[^\n，。；：]{{0,24}}{TITLE_END}[^\S\n]*$""",
    re.MULTILINE | re.VERBOSE,
)
_CONTENTS_LINE: Final = re.compile(r"(?:[.．…·]{3,}|\t)[^\S\n]*[（(]?\d{0,4}[)）]?[^\S\n]*$")


def reports_split(text: str) -> list[Span]:
    """The spans of the reports of a file; a file that is one report is one span, the whole text."""
    starts = [start for start, body in _bodies(text) if body >= BODY_LEAST]
    if len(starts) < 2:
        return [Span(0, len(text))]
    return [Span(start, stop) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]


def _bodies(text: str) -> list[tuple[int, int]]:
    """(start, length of the body) of every line that may be a report's title."""
    titles = _titles(text)
    stops = [*(start for start, _ in titles[1:]), len(text)][: len(titles)]
    return [(start, len(text[end:stop].strip())) for (start, end), stop in zip(titles, stops, strict=True)]


def _titles(text: str) -> list[tuple[int, int]]:
    spans = [(m.start(), m.end()) for m in _TITLE.finditer(text) if not _contents(m[0])]
    spans += [(m.start(), m.end()) for m in _TWO_LINES.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _contents(line: str) -> bool:
    return bool(_CONTENTS_LINE.search(line)) or re.search(r"(?:汇编|目录)[^\S\n]*$", line) is not None
