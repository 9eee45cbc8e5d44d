"""Where figures come from: an engine that runs SQL over the ledgers and the tree's closure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.indicators.batches import Batch
from bihuan.indicators.compiling import Compiler, Tables
from bihuan.indicators.formulas import Base, Clock
from bihuan.indicators.windows import Window
from bihuan.packs import Catalog

Run = Callable[[str], Sequence[Sequence[Any]]]
BATCH_LIMIT = 60  # bits of the mask


@dataclass(frozen=True, slots=True)
class Cell:
    """One base of one subtree over one window."""

    base: Base
    root: int
    window: Window


@dataclass(frozen=True, slots=True)
class Amount:
    """``raw`` as stored (分, scaled), the rows behind it, and the entries that the subtree has at all in the window."""

    raw: int = 0
    rows: int = 0
    present: int = 0


NOTHING = Amount()
Member = tuple[str, int, str]  # ledger, entry id, digest of the entry


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry behind a cell: ``amount`` as stored, ``value`` what a distinct count counts, ``key`` its natural key."""

    member: Member
    unit: int
    day: date
    value: str
    amount: int
    key: tuple[str, ...]

    @classmethod
    def of(cls, ledger: str, row: Sequence[Any]) -> "Listed":
        """Read one row of the listing query."""
        entry, unit, digest, day, value, amount, *key = row
        day = day if isinstance(day, date) else date.fromisoformat(day)
        return cls((ledger, entry, digest), unit, day, value, int(amount), tuple(str(part or "") for part in key))


class SqlSource:
    """Answers cells through one connection. Cells of the same ledger, clock and window go into one query."""

    def __init__(self, *, catalog: Catalog, compiler: Compiler, run: Run, tables: Tables) -> None:
        self.catalog = catalog
        self._compiler = compiler
        self._run = run
        self._tables = tables

    def amounts(self, cells: Iterable[Cell]) -> dict[Cell, Amount]:
        """The amount of every cell; nothing recorded is ``NOTHING``."""
        found: dict[Cell, Amount] = {}
        for batch, window, roots in self._batches(cells):
            found |= self._sums(batch, window, roots)
            for base in batch.bases:
                if base.kind == "distinct":
                    self._distinct(found, batch, base, window, roots)
        return found

    def members(self, cells: Iterable[Cell]) -> dict[Cell, list[Member]]:
        """The entries behind every cell."""
        found: dict[Cell, list[Member]] = defaultdict(list)
        for batch, window, roots in self._batches(cells):
            ledger = batch.ledger.ledger
            bits = [(1 << number, base) for number, base in enumerate(batch.bases)]
            above = self._roots_above(roots)
            for unit, entry, digest, mask in self._answer("members", batch, window, roots):
                member = (ledger, entry, digest)
                for bit, base in bits:
                    if mask & bit:
                        for root in above[unit]:
                            found[Cell(base, root, window)].append(member)
        return found

    def listing(self, cell: Cell) -> list[Listed]:
        """The entries behind one cell, in order of id."""
        found = self._answer("listing", self._batch(cell.base.clock, (cell.base,)), cell.window, [cell.root])
        return [Listed.of(cell.base.ledger, row) for row in found]

    def present(self, ledger: str, clock: Clock, window: Window) -> bool:
        """Whether the ledger holds anything in the window, whosever it is."""
        return bool(self._answer("presence", Batch(self.catalog.ledgers[ledger], clock, ()), window, []))

    def _sums(self, batch: Batch, window: Window, roots: list[int]) -> dict[Cell, Amount]:
        found = {}
        for root, _, present, *values in self._answer("sums", batch, window, roots):
            columns = iter(values)
            for base in batch.bases:
                raw = 0 if base.kind == "distinct" else int(next(columns) or 0)
                rows = raw if base.kind == "count" else int(next(columns) or 0)
                found[Cell(base, root, window)] = Amount(raw, rows, int(present))
        return found

    def _distinct(self, found: dict[Cell, Amount], batch: Batch, base: Base, window: Window, roots: list[int]) -> None:
        single = self._batch(batch.clock, (base,))
        for root, _, values in self._answer("distinct", single, window, roots):
            cell = Cell(base, root, window)
            found[cell] = Amount(int(values), found[cell].rows, found[cell].present)

    def _roots_above(self, roots: list[int]) -> dict[int, list[int]]:
        """Unit → the roots whose subtrees it is in."""
        above: dict[int, list[int]] = defaultdict(list)
        for root, unit in self._run(self._tables.scope(roots)):
            above[unit].append(root)
        return above

    def _answer(self, question: Any, batch: Batch, window: Window, roots: list[int]) -> Sequence[Sequence[Any]]:
        return self._run(self._compiler.sql(question, batch, [window], self._tables.bind(batch.ledger.ledger, roots)))

    def _batch(self, clock: Clock, bases: tuple[Base, ...]) -> Batch:
        return Batch(self.catalog.ledgers[bases[0].ledger], clock, bases)

    def _batches(self, cells: Iterable[Cell]) -> Iterator[tuple[Batch, Window, list[int]]]:
        groups: dict[tuple[str, Clock, Window], dict[Base, None]] = defaultdict(dict)
        roots: dict[tuple[str, Clock, Window], set[int]] = defaultdict(set)
        for cell in cells:
            group = (cell.base.ledger, cell.base.clock, cell.window)
            groups[group][cell.base] = None
            roots[group].add(cell.root)
        for group, members in groups.items():
            bases = sorted(members, key=repr)
            for first in range(0, len(bases), BATCH_LIMIT):
                yield self._batch(group[1], tuple(bases[first : first + BATCH_LIMIT])), group[2], sorted(roots[group])
