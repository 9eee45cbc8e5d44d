"""A title over several lines, broken between words and balanced, as GB/T 9704-2012 7.3.1 asks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bihuan.drafting.tree import Paragraph, Run
from bihuan.gongwen.measures import text_cells

TITLE_CELLS = 20  # 2号 characters on a line of 156 mm
COVER_CELLS = 16  # 1号 characters; 17 where digits are half as wide
_GOOD_BREAK = re.compile(
    r"(?<=[局委办会府部院心队站厅所社])(?=[\d〇一二三四五六七八九十两关上全工年])|(?<=[及和暨与])(?=[\d〇二]{4}|[年工])|(?<=年度)|(?<=单位|部门|街道|乡镇|系统)(?=[\d全工年])|(?<=[县市区省镇乡])(?=[\d各])"
)
_ANY_BREAK = re.compile(r"(?<![0-9A-Za-z])(?=.)(?![0-9A-Za-z，。、）》”])|(?<=[^0-9A-Za-z（《“])(?=[0-9A-Za-z])")


def title_broken(paragraph: Paragraph) -> Paragraph:
    """The title with a line feed at each break; unchanged when one line holds it."""
    breaks = title_breaks(paragraph.text)
    runs, offset = [], 0
    for run in paragraph.runs:
        inside = [place - offset for place in breaks if offset <= place - 1 < offset + len(run.text)]
        runs.append(run_broken(run, inside))
        offset += len(run.text)
    return replace(paragraph, runs=tuple(runs))


def run_broken(run: Run, places: list[int]) -> Run:
    """The run with a line feed at each place."""
    text = run.text
    for place in reversed(places):
        text = f"{text[:place]}\n{text[place:]}"
    return replace(run, text=text)


def title_breaks(text: str, cells: int = TITLE_CELLS) -> list[int]:
    """Offsets where lines of so many characters end; empty when the title fits one line or cannot be broken."""
    if text_cells(text) <= cells:
        return []
    choices = [*one_break(text, cells), *two_breaks(text, cells)]
    return min(choices, key=lambda places: ugliness(text, places), default=[])


def one_break(text: str, cells: int) -> Iterator[list[int]]:
    """Every way to set the title in two lines."""
    yield from ([place] for place in break_places(text) if fits(text, [place], cells))


def two_breaks(text: str, cells: int) -> Iterator[list[int]]:
    """Every way to set the title in three lines."""
    places = break_places(text)
    yield from ([a, b] for a in places for b in places if a < b and fits(text, [a, b], cells))


def break_places(text: str) -> list[int]:
    """Offsets where a line may end."""
    return [match.start() for match in _ANY_BREAK.finditer(text) if 0 < match.start() < len(text)]


def title_lines(text: str, places: list[int]) -> list[str]:
    """The lines that the breaks make."""
    bounds = [0, *places, len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def fits(text: str, places: list[int], cells: int) -> bool:
    """Whether every line holds its part."""
    return all(text_cells(line) <= cells for line in title_lines(text, places))


def ugliness(text: str, places: list[int]) -> tuple[int, int, float]:
    """Breaks inside a phrase weigh most, then the number of lines, then how far the lines are from equal length."""
    widths = [text_cells(line) for line in title_lines(text, places)]
    good = {match.start() for match in _GOOD_BREAK.finditer(text)}
    return sum(place not in good for place in places), len(places), max(widths) - min(widths)
