"""Ruled tables: a row a line, its cells joined by tabs, found by the rulings that meet."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from bihuan.reading.page.geometry import Line, Page, Rule, rows_of

MOST_RULES: Final = 400  # of one direction on a page, once pieces of one line are joined; a drawing has more
_MEET: Final = 3.0  # points within which rulings meet

Stroke = tuple[float, float, float]  # where it stands, from, to


class _Grid(NamedTuple):
    """Rulings that meet: across by height, down by place from the left."""

    across: list[Stroke]
    down: list[Stroke]

    @property
    def heights(self) -> list[float]:
        return _distinct(stroke[0] for stroke in self.across)

    def walls(self, height: float) -> list[float]:
        """Where the row at this height is divided, its two ends included."""
        ends = (min(stroke[1] for stroke in self.across), max(stroke[2] for stroke in self.across))
        return _distinct([*ends, *(place for place, top, bottom in self.down if top < height < bottom)])

    def is_closed(self, height: float, place: float) -> bool:
        """Whether a ruling lies here."""
        return any(abs(at - height) < _MEET and left < place < right for at, left, right in self.across)


class _Cell(NamedTuple):
    """From which ruling to which, and what stands there."""

    left: float
    right: float
    lines: list[Line]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def page_tables(page: Page) -> None:
    """Put one line for each row of a table in place of the lines in its cells."""
    number = 0
    for grid in _grids(page.rules):
        inside = [line for line in page.lines if not line.place and _holds(grid, line)]
        rows = list(_rows(grid, inside, number + 1))
        if rows and any("\t" in row.text for row in rows):
            number += 1
            taken = set(map(id, inside))
            page.lines = [line for line in page.lines if id(line) not in taken] + rows


def _holds(grid: _Grid, line: Line) -> bool:
    heights = grid.heights
    left, right = min(stroke[1] for stroke in grid.across), max(stroke[2] for stroke in grid.across)
    return heights[0] < line.height < heights[-1] and left < line.middle < right


def _rows(grid: _Grid, lines: list[Line], number: int) -> Iterator[Line]:
    above: list[_Cell] = []
    rows: list[tuple[float, float, list[_Cell]]] = []
    for top, bottom in pairwise(grid.heights):
        cells = [_Cell(left, right, []) for left, right in pairwise(grid.walls((top + bottom) / 2))]
        for cell in cells:
            owner = cell if grid.is_closed(top, cell.middle) else _over(above, cell)
            owner.lines.extend(_inside(lines, top, bottom, cell))
        rows.append((top, bottom, cells))
        above = cells
    for index, (top, bottom, cells) in enumerate(rows, 1):
        if filled := [line for cell in cells for line in cell.lines]:
            text = "\t".join(_cell_text(cell) for cell in cells)
            yield Line(text, cells[0].left, top, cells[-1].right, bottom, filled[0].size, f"表{number}第{index}行")


def _inside(lines: list[Line], top: float, bottom: float, cell: _Cell) -> Iterator[Line]:
    return (line for line in lines if top < line.height < bottom and cell.left < line.middle < cell.right)


def _over(above: list[_Cell], cell: _Cell) -> _Cell:
    """The cell above that this one is merged with."""
    return next((upper for upper in above if upper.left < cell.middle < upper.right), cell)


def _cell_text(cell: _Cell) -> str:
    return "".join(line.text for row in rows_of(cell.lines) for line in row)


def _grids(rules: list[Rule]) -> Iterator[_Grid]:
    across, down = _directed(rules, across=True), _directed(rules, across=False)
    if max(len(across), len(down)) > MOST_RULES:
        return
    while across:
        grid = _grown(_Grid([across.pop()], []), across, down)
        if len(grid.across) > 1 and len(grid.down) > 1:
            yield grid


def _grown(grid: _Grid, across: list[Stroke], down: list[Stroke]) -> _Grid:
    """All that meets the first ruling, taken out of the two lists."""
    while True:
        walls = [wall for wall in down if any(_meet(stroke, wall) for stroke in grid.across)]
        _take(walls, down, grid.down)
        strokes = [stroke for stroke in across if any(_meet(stroke, wall) for wall in grid.down)]
        _take(strokes, across, grid.across)
        if not walls and not strokes:
            return grid


def _take(found: list[Stroke], source: list[Stroke], target: list[Stroke]) -> None:
    target += found
    for stroke in found:
        source.remove(stroke)


def _meet(across: Stroke, down: Stroke) -> bool:
    height, left, right = across
    place, top, bottom = down
    return left - _MEET < place < right + _MEET and top - _MEET < height < bottom + _MEET


def _directed(rules: Iterable[Rule], *, across: bool) -> list[Stroke]:
    """The rulings of one direction, the pieces of one line joined."""
    strokes = sorted(
        ((rule.top + rule.bottom) / 2, rule.left, rule.right)
        if across
        else ((rule.left + rule.right) / 2, rule.top, rule.bottom)
        for rule in rules
        if rule.is_across is across
    )
    joined: list[Stroke] = []
    for at, begin, end in sorted(strokes, key=lambda stroke: (round(stroke[0] / _MEET), stroke[1])):
        last = joined[-1] if joined else None
        if last and abs(last[0] - at) < _MEET and begin < last[2] + _MEET:
            joined[-1] = (last[0], last[1], max(last[2], end))
        else:
            joined.append((at, begin, end))
    return joined


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _MEET:
            kept.append(value)
    return kept
