"""Where figures come from: an engine that runs SQL over the ledgers and the tree's closure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.datamodel.telling import Tell, told_of, untold
from bihuan.indicators.batches import Batch, Batches
from bihuan.indicators.compiling import Compiler, Question, Tables
from bihuan.indicators.formulas import Base, Clock
from bihuan.indicators.windows import Window
from bihuan.packs import Catalog

Run = Callable[[str], Sequence[Sequence[Any]]]


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


@dataclass(frozen=True)
class Asked:
    """Some bases of a batch over one window, for the subtrees of some roots."""

    batch: Batch
    window: Window
    bases: tuple[Base, ...] = ()
    roots: tuple[int, ...] = ()

    def sums_columns(self) -> list[str]:
        """The columns of the batch's sums that say something of the bases asked for, in their order."""
        columns = ["root", "present"]
        for base in self.bases:
            number = self.batch.numbers[base]
            columns += [f"m{number}"] if base.kind != "distinct" else []
            columns += [f"n{number}"] if base.kind != "count" else []
        return columns


class SqlSource:
    """Answers cells through one connection. Cells whose bases share a batch, over the same window, go into one query."""

    def __init__(self, *, catalog: Catalog, compiler: Compiler, run: Run, tables: Tables) -> None:
        self.catalog = catalog
        self._batches = Batches(catalog)
        self._compiler = compiler
        self._run = run
        self._tables = tables

    def amounts(self, cells: Iterable[Cell]) -> dict[Cell, Amount]:
        """The amount of every cell; nothing recorded is ``NOTHING``."""
        found: dict[Cell, Amount] = {}
        for asked in self._asked(cells):
            found |= self._sums(asked)
            for base in asked.bases:
                if base.kind == "distinct":
                    self._distinct(found, base, asked)
        return found

    def members(self, cells: Iterable[Cell]) -> dict[Cell, list[Member]]:
        """The entries behind every cell."""
        found: dict[Cell, list[Member]] = {}
        for asked in self._asked(cells):
            found |= self._members(asked)
        return found

    def listing(self, cell: Cell) -> list[Listed]:
        """The entries behind one cell, in order of id."""
        asked = Asked(self._batches.alone(cell.base), cell.window, (cell.base,), (cell.root,))
        return [Listed.of(cell.base.ledger, row) for row in self._answer("listing", asked)]

    def present(self, ledger: str, clock: Clock, window: Window) -> bool:
        """Whether the ledger holds anything in the window, whosever it is."""
        return bool(self._answer("presence", Asked(Batch(self.catalog.ledgers[ledger], clock, ()), window)))

    def shapes_compile(self, listed: Iterable[Base] = (), tell: Tell = untold) -> None:
        """Have the SQL of every figure of every indicator ready, and of the entries behind the bases that are given."""
        for question, batch in told_of(list(self._shapes(listed)), "编译指标", tell):
            self._compiler.compile(question, batch)

    def _shapes(self, listed: Iterable[Base]) -> Iterator[tuple[Question, Batch]]:
        for base in listed:
            yield "listing", self._batches.alone(base)
        for batch in self._batches.every():
            yield "sums", batch
            yield "members", batch
            yield "presence", Batch(batch.ledger, batch.clock, ())
            for base in batch.bases:
                if base.kind == "distinct":
                    yield "distinct", self._batches.alone(base)

    def _sums(self, asked: Asked) -> dict[Cell, Amount]:
        found = {}
        for root, present, *values in self._answer("sums", asked, columns=", ".join(asked.sums_columns())):
            columns = iter(values)
            for base in asked.bases:
                raw = 0 if base.kind == "distinct" else int(next(columns) or 0)
                rows = raw if base.kind == "count" else int(next(columns) or 0)
                found[Cell(base, root, asked.window)] = Amount(raw, rows, int(present))
        return found

    def _distinct(self, found: dict[Cell, Amount], base: Base, asked: Asked) -> None:
        single = Asked(self._batches.alone(base), asked.window, (base,), asked.roots)
        for root, _, values in self._answer("distinct", single):
            cell = Cell(base, root, asked.window)
            found[cell] = Amount(int(values), found[cell].rows, found[cell].present)

    def _members(self, asked: Asked) -> dict[Cell, list[Member]]:
        bits = [(1 << asked.batch.numbers[base], base) for base in asked.bases]
        found: dict[Cell, list[Member]] = {
            Cell(base, root, asked.window): [] for base in asked.bases for root in asked.roots
        }
        into = {root: [(bit, found[Cell(base, root, asked.window)]) for bit, base in bits] for root in asked.roots}
        above = self._roots_above(asked.roots)
        ledger, wanted = asked.batch.ledger.ledger, sum(bit for bit, _ in bits)
        for unit, entry, digest, mask in self._answer("members", asked, rows=f"(mask & {wanted}) <> 0"):
            member = (ledger, entry, digest)
            for root in above[unit]:
                for bit, members in into[root]:
                    if mask & bit:
                        members.append(member)
        return found

    def _roots_above(self, roots: Iterable[int]) -> dict[int, list[int]]:
        """Unit → the roots whose subtrees it is in."""
        above: dict[int, list[int]] = defaultdict(list)
        for root, unit in self._run(self._tables.scope(roots)):
            above[unit].append(root)
        return above

    def _answer(
        self, question: Question, asked: Asked, *, columns: str = "*", rows: str = ""
    ) -> Sequence[Sequence[Any]]:
        bound = self._tables.bind(asked.batch.ledger.ledger, asked.roots)
        return self._run(self._compiler.sql(question, asked.batch, [asked.window], bound, columns=columns, rows=rows))

    def _asked(self, cells: Iterable[Cell]) -> Iterator[Asked]:
        bases: dict[tuple[Batch, Window], dict[Base, None]] = defaultdict(dict)
        roots: dict[tuple[Batch, Window], set[int]] = defaultdict(set)
        for cell in cells:
            group = (self._batches.of(cell.base), cell.window)
            bases[group][cell.base] = None
            roots[group].add(cell.root)
        for (batch, window), asked in bases.items():
            yield Asked(
                batch, window, tuple(sorted(asked, key=batch.numbers.__getitem__)), tuple(sorted(roots[batch, window]))
            )
