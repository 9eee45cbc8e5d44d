"""What is asked of one ledger in one query."""

from dataclasses import dataclass
from typing import Any

from bihuan.indicators.formulas import Base, Clock
from bihuan.packs.schema import Ledger


@dataclass(frozen=True)
class Batch:
    """Bases of one ledger with one clock, asked over ``windows`` windows that follow one another without a gap and share an as-of day."""

    ledger: Ledger
    clock: Clock
    bases: tuple[Base, ...]
    windows: int = 1

    @property
    def shape(self) -> tuple[Any, ...]:
        """All that the compiled SQL depends on."""
        fields = [(field.name, field.type.value, field.places) for field in self.ledger.fields]
        moves = [(move.target, move.sets) for move in self.ledger.moves]
        states = [state.key for state in self.ledger.states]
        bases = [(base.kind, base.field, base.where) for base in self.bases]
        return self.ledger.ledger, self.ledger.key, fields, states, moves, self.clock, bases, self.windows
