"""What is asked of one ledger in one query. Bases stand in fixed batches, asked or not, so that shapes are few and compiled once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bihuan.indicators.formulas import Base, Clock, base_of
from bihuan.packs import Catalog
from bihuan.packs.schema import Ledger, LedgerField

BATCH_LIMIT = 60  # bits of the mask


@dataclass(frozen=True, eq=False)
class Batch:
    """Bases of one ledger with one clock, asked over ``windows`` windows that follow one another without a gap and share an as-of day."""

    ledger: Ledger
    clock: Clock
    bases: tuple[Base, ...]
    windows: int = 1

    @cached_property
    def shape(self) -> str:
        """All that the compiled SQL depends on."""
        fields = [(field.name, field.type.value, field.places) for field in self.ledger.fields]
        moves = [(move.target, day) for move, day in self.ledger.dated_moves]
        states = [state.key for state in self.ledger.states]
        bases = [(base.kind, base.field, base.where, base.span) for base in self.bases]
        told = (self.ledger.ledger, self.ledger.key, fields, states, moves, self.clock, bases, self.windows)
        return repr(told)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that any question about the bases looks at: the clock's, theirs, the dates of moves, the natural key."""
        days = {self.clock.opened, *self.clock.closed, *(day for _, day in self.ledger.dated_moves)}
        return frozenset(days.union(self.ledger.key, *(base.fields for base in self.bases)))

    @cached_property
    def numbers(self) -> dict[Base, int]:
        """The place of each base."""
        return {base: number for number, base in enumerate(self.bases)}


class Batches:
    """The batch of every base. A base of no indicator of the catalogue (a target's row) stands alone."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[str, dict[Base, Batch]] = {}
        self._alone: dict[Base, Batch] = {}

    def of(self, base: Base) -> Batch:
        """The batch that answers for the base together with others."""
        return self._of_ledger(base.ledger).get(base) or self.alone(base)

    def alone(self, base: Base) -> Batch:
        """The base by itself, for what is asked of one base only."""
        if base not in self._alone:
            self._alone[base] = Batch(self._catalog.ledgers[base.ledger], base.clock, (base,))
        return self._alone[base]

    def every(self) -> list[Batch]:
        """All batches of the catalogue, each once."""
        return list(dict.fromkeys(batch for name in self._catalog.ledgers for batch in self._of_ledger(name).values()))

    def _of_ledger(self, name: str) -> dict[Base, Batch]:
        if name not in self._known:
            batches = batches_cut(self._catalog.ledgers[name], ledger_bases(self._catalog, name))
            self._known[name] = {base: batch for batch in batches for base in batch.bases}
        return self._known[name]


def ledger_bases(catalog: Catalog, ledger: str) -> list[Base]:
    """What the indicators of a ledger and their parts count or sum; rates and totals are made of nothing else."""
    leaves = [name for name, indicator in catalog.indicators.items() if indicator.ledger == ledger]
    refs = [ref for name in leaves for ref in (name, *catalog.breakdown_refs(name))]
    return list(dict.fromkeys(base_of(catalog, catalog.indicator(ref)) for ref in refs))


def fields_seen(catalog: Catalog, ledger: str) -> list[LedgerField]:
    """The fields that figures look at, in the ledger's order; the dates of moves are among them."""
    declared = catalog.ledgers[ledger]
    seen = {declared.date, *(day for _, day in declared.dated_moves)}
    seen |= {name for base in ledger_bases(catalog, ledger) for name in base.fields}
    return [field for field in declared.fields if field.name in seen]


def batches_cut(ledger: Ledger, bases: Iterable[Base]) -> list[Batch]:
    """One batch a clock, or several where there are more bases than a mask has bits."""
    clocks: dict[Clock, list[Base]] = defaultdict(list)
    for base in bases:
        clocks[base.clock].append(base)
    return [
        Batch(ledger, clock, tuple(same[first : first + BATCH_LIMIT]))
        for clock, same in clocks.items()
        for first in range(0, len(same), BATCH_LIMIT)
    ]
