"""What an app above the ledgers adds to their deeds, inside the same transaction, without the ledgers knowing the app.

A companion registers when its app is ready (docs/adr/0019). Without one, deeds do what the pack alone says.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bihuan.apps.units.actors import Actor
from bihuan.packs.schema import Ledger, Move

if TYPE_CHECKING:
    from bihuan.apps.ledgers.desk import LedgerDesk
    from bihuan.apps.ledgers.entries import Row, Store

Values = tuple[Any, ...]  # stored values in the table's column order
Complete = Callable[
    [int, int, Values | None, Values], Values
]  # (entry id, unit id, old values, new values) → new values


class Companion:
    """A companion that adds nothing; an app overrides what it has something to say of."""

    def completer(self, ledger: Ledger, store: "Store") -> Complete | None:
        """Fills in what follows from the rest of an entry (a due date); None when the ledger asks for nothing. Made once a deed."""
        return None

    def move_evidence(self, desk: "LedgerDesk", row: "Row", move: Move) -> str | None:
        """The evidence kept for this step, in words for the event; None leaves it to what the caller says."""
        return None

    def move_check(self, desk: "LedgerDesk", row: "Row", move: Move, actor: Actor) -> None:
        """Raise a named error when the move may not be made now."""

    def stored(
        self, ledger: Ledger, store: "Store", rows: "Sequence[tuple[Row | None, Row]]", actor: Actor, move: Move | None
    ) -> None:
        """After entries were added, brought in, moved, changed together, put back or removed, each with what it was before; ``move`` is
        the one that was made of all of them."""


_companions: list[Companion] = []


def companion_register(companion: Companion) -> None:
    """Called once, when the companion's app is ready."""
    _companions.append(companion)


def companions() -> tuple[Companion, ...]:
    """Those registered, in order."""
    return tuple(_companions)


def completer_of(ledger: Ledger, store: "Store") -> Complete:
    """One function that does what all companions do for this ledger."""
    found = [complete for one in _companions if (complete := one.completer(ledger, store)) is not None]

    def complete_all(entry_id: int, unit_id: int, old: Values | None, values: Values) -> Values:
        for complete in found:
            values = complete(entry_id, unit_id, old, values)
        return values

    return complete_all


def companions_follow(
    ledger: Ledger,
    store: "Store",
    rows: "Sequence[tuple[Row | None, Row]]",
    *,
    actor: Actor,
    move: Move | None = None,
) -> None:
    """All companions do what follows from rows that were just written."""
    for one in _companions:
        one.stored(ledger, store, rows, actor, move)


def clock_fields(ledger: Ledger) -> frozenset[str]:
    """The due dates that clocks compute: a sheet or a form may leave them blank even where the entry must have them."""
    return frozenset(clock.due for clock in ledger.clocks)
