"""Signs into lines: what stands side by side without a wide gap."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final

from bihuan.reading.page.geometry import Glyph, Line, Rule, rows_of

WIDE: Final = 1.5  # sizes of print: a gap that parts two lines of one height
_NARROW: Final = 0.3  # a space narrower than this between two Chinese signs is the setting's, not the writer's
_RAISED, _SMALL = 0.15, 0.8
_TWICE: Final = 0.3  # a sign printed again this near its first place is bold, not doubled
_OVER: Final = 0.1  # sizes by which a sign may reach over a ruling
_LONGEST: Final = 2_000  # signs: what is printed on one spot thousands of times is joined no further
_MOST_WALLS: Final = 50  # looked at between two signs
_NOTE: Final = re.compile(r"[\d①-⑳*†\[\]［］〔〕,，]+")
_HAN: Final = "\u2e80-\u9fff\uff00-\uffef\u3001-\u303f"
_BETWEEN_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_LATIN_END, _LATIN_HEAD = re.compile(r"[A-Za-z,;]$"), re.compile(r"[A-Za-z]")


class _Walls:
    """The rulings that go down: what stands on two sides of one is never one line."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted((rule for rule in rules if not rule.is_across), key=lambda rule: rule.left)
        self._places = [rule.left for rule in self._rules]

    def part(self, last: Line | Glyph, following: Line | Glyph) -> bool:
        """Whether a ruling stands between the two."""
        if not self._rules:
            return False
        height = (following.top + following.bottom) / 2
        first = bisect_left(self._places, last.right - _OVER * last.size)
        stop = bisect_right(self._places, following.left + _OVER * following.size)
        return any(rule.top < height < rule.bottom for rule in self._rules[first : min(stop, first + _MOST_WALLS)])


def glyphs_lines(glyphs: Iterable[Glyph], rules: Iterable[Rule] = ()) -> list[Line]:
    """Lines of what stands side by side, whatever was written first."""
    walls = _Walls(rules)
    lines: list[Line] = []
    run: list[Glyph] = []
    for glyph in _as_read(glyphs):
        if _again(run, glyph):
            continue
        if run and (not _follows(run[-1], glyph) or walls.part(run[-1], glyph)):
            lines += _run_lines(run)
            run = []
        run.append(glyph)
    return _side_by_side([*lines, *_run_lines(run)], walls)


def _as_read(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """From the left at each height: a sign of another font, a quotation mark above all, may be written after its line."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        if row and not _share_height(row[-1], glyph, 0.5):
            yield from sorted(row, key=attrgetter("left"))
            row = []
        row.append(glyph)
    yield from sorted(row, key=attrgetter("left"))


def _share_height(one: Glyph, other: Glyph, part: float) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > part * min(one.bottom - one.top, other.bottom - other.top)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    same = _SMALL < glyph.size / last.size < 1 / _SMALL
    return (
        same
        and _share_height(last, glyph, 0.6)
        and -0.6 * last.size < glyph.left - last.right
        and glyph.left - last.edge < WIDE * last.size
    )


def _again(run: list[Glyph], glyph: Glyph) -> bool:
    near = _TWICE * glyph.size
    return any(
        old.sign == glyph.sign and abs(old.left - glyph.left) < near and abs(old.top - glyph.top) < near
        for old in run[-2:]
    )


def _run_lines(run: list[Glyph]) -> list[Line]:
    while run and run[0].sign.isspace():
        run = run[1:]
    while run and run[-1].sign.isspace():
        run = run[:-1]
    if not run:
        return []
    sizes = sorted(glyph.size for glyph in run)
    return [
        Line(
            _text(run),
            run[0].left,
            min(glyph.top for glyph in run),
            max(glyph.right for glyph in run),
            max(glyph.bottom for glyph in run),
            sizes[len(sizes) // 2],
        )
    ]


def _text(run: list[Glyph]) -> str:
    signs = [run[0].sign]
    for at, glyph in enumerate(run[1:], 1):
        last = run[at - 1]
        if glyph.sign == " " and at + 1 < len(run) and run[at + 1].left - last.right < _NARROW * glyph.size:
            signs.append("" if _BETWEEN_HAN.search(f"{last.sign} {run[at + 1].sign}") else " ")
        elif glyph.left - last.right > 0.2 * glyph.size and last.sign.isascii() and _LATIN_HEAD.match(glyph.sign):
            signs.append(" " + glyph.sign if last.sign.isalpha() else glyph.sign)
        else:
            signs.append(glyph.sign)
    return "".join(signs)


def _side_by_side(lines: list[Line], walls: _Walls) -> list[Line]:
    joined: list[Line] = []
    for row in rows_of(lines):
        start = len(joined)
        for line in row:
            last = joined[-1] if len(joined) > start else None
            if last is None or not _touches(last, line) or len(last.text) > _LONGEST or walls.part(last, line):
                joined.append(line)
            elif not _is_twin(last, line):
                joined[-1] = _joined(last, line)
    return joined


def _touches(last: Line, line: Line) -> bool:
    return line.left - last.edge < WIDE * min(last.size, line.size)


def _is_twin(last: Line, line: Line) -> bool:
    near = _TWICE * line.size
    return last.text.startswith(line.text) and abs(last.left - line.left) < near and abs(last.top - line.top) < near


def _joined(last: Line, line: Line) -> Line:
    if _is_note(last, line):
        return Line(last.text, last.left, last.top, max(last.right, line.right), last.bottom, last.size)
    space = " " if _LATIN_END.search(last.text) and _LATIN_HEAD.match(line.text) else ""
    size = last.size if len(last.text) >= len(line.text) else line.size
    top, bottom = min(last.top, line.top), max(last.bottom, line.bottom)
    return Line(f"{last.text}{space}{line.text}", last.left, top, max(last.right, line.right), bottom, size)


def _is_note(last: Line, line: Line) -> bool:
    """The raised number of a note; the one of ``m2`` stays."""
    raised = line.size < _SMALL * last.size and last.bottom - line.bottom > _RAISED * last.size
    return (
        raised and _NOTE.fullmatch(line.text) is not None and not (last.text[-1].isascii() and last.text[-1].isalpha())
    )
