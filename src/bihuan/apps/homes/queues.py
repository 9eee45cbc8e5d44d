"""派遣员、核查员的首页: what waits for registering, dispatching, approving and re-checking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from bihuan.apps.ledgers.opened import OpenCount, checks_waiting, dispatched_ledgers, open_entries
from bihuan.apps.tracking.models import Extension, Press
from bihuan.apps.units.actors import Actor, Right
from bihuan.packs.schema import Ledger

ONE_OF = 10  # every tenth matter that waits for re-check is looked at on the spot
PRIME = 7919


@dataclass(frozen=True)
class Queue:
    """So many matters of a ledger in one state. ``deed``: what is done with them next by whom the queue is for."""

    ledger: str
    ledger_label: str
    state: str
    label: str
    deed: str
    count: int


def queues_of(counts: Iterable[OpenCount], right: Right = Right.DISPATCH) -> list[Queue]:
    """Matters by ledger and state, in the order of the states, each with the next deed of a holder of that right."""
    ledgers = dispatched_ledgers()
    sums: dict[tuple[str, str], int] = {}
    for one in counts:
        sums[one.ledger, one.state] = sums.get((one.ledger, one.state), 0) + one.count
    return [
        Queue(name, ledger.name, state.key, state.label, deed_next(ledger, state.key, right), sums[name, state.key])
        for name, ledger in ledgers.items()
        for state in ledger.states
        if sums.get((name, state.key))
    ]


def deed_next(ledger: Ledger, state: str, right: Right) -> str:
    """派遣, 立案 …: the next move from a state that takes this right; blank where it is another's turn."""
    moves = [move for move in ledger.moves if state in move.source and move.forward and move.right == right]
    return min(moves, key=lambda move: "unit" not in move.needs).label if moves else ""


def checks_ordered(actor: Actor) -> QuerySet[Any]:
    """What waits for the actor's re-check, the oldest first."""
    return checks_waiting(actor).order_by(F("day").asc(nulls_first=True), "ledger", "entry_id")


def checks_sampled(actor: Actor, day: date) -> QuerySet[Any]:
    """Of these the ones to look at on the spot this month: one in ten, by a rule that nobody chooses by hand."""
    drawn = (F("entry_id") * PRIME + day.year * 12 + day.month) % ONE_OF
    found: QuerySet[Any] = checks_ordered(actor).annotate(drawn=drawn).filter(drawn=0)
    return found


def extensions_waiting(actor: Actor) -> QuerySet[Extension]:
    """Requests for more time that the actor may decide, oldest first."""
    own = open_entries(actor, Right.DISPATCH).filter(ledger=OuterRef("ledger"), entry_id=OuterRef("entry_id"))
    return Extension.objects.filter(Exists(own), approved__isnull=True).order_by("pk")


def supervised(actor: Actor, right: Right = Right.READ) -> QuerySet[Press]:
    """督办 that wait for an answer, within reach, the earliest day first."""
    own = open_entries(actor, right).filter(ledger=OuterRef("ledger"), entry_id=OuterRef("entry_id"))
    return Press.objects.filter(Exists(own), kind=Press.SUPERVISE, answered_at="").order_by("due", "pk")
