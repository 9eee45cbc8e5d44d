"""我的今天: the open matters that a person, or the units they act for, have to answer now, the most pressing first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from bihuan.apps.ledgers.entries import Store
from bihuan.apps.ledgers.faces import Face, faces_of
from bihuan.apps.ledgers.models import OpenEntry
from bihuan.apps.ledgers.opened import open_entries, open_in_hand
from bihuan.apps.ledgers.selectors import ledger_table, ledgers_installed
from bihuan.apps.ledgers.tables import ledger_definition
from bihuan.apps.tracking.clocks import Clocks, values_of
from bihuan.apps.tracking.lights import light_of
from bihuan.apps.tracking.models import Support
from bihuan.apps.units.actors import Actor, Right

MOST = 60


@dataclass(frozen=True)
class Work:
    """One matter on the list: its face, its light, and what is wanted: the answer, or help."""

    face: Face
    due: date | None
    light: str
    words: str
    helping: bool


def work_today(*, actor: Actor, as_of: date, limit: int = MOST) -> tuple[list[Work], int]:
    """The list, and how many there are in all."""
    wanted = Q(pk__isnull=True)
    for ledger, states in answering_states().items():
        wanted |= Q(ledger=ledger, state__in=states)
    found = open_entries(actor, Right.HANDLE).filter(wanted, open_in_hand(actor))
    shown = list(found.order_by(F("due").asc(nulls_last=True), "ledger", "entry_id")[:limit])
    total = len(shown) if len(shown) < limit else found.count()
    faces = faces_of([(row.ledger, row.entry_id) for row in shown])
    lights = lights_of(shown, as_of)
    helping = helping_of(actor, shown)
    work = [
        Work(faces[at], row.due, *lights.get(at, ("none", "未定时限")), at in helping)
        for row in shown
        if (at := (row.ledger, row.entry_id)) in faces
    ]
    return work, total


def answering_states() -> dict[str, frozenset[str]]:
    """Dispatched ledger → the states in which a unit has to do something."""
    found = {}
    for table in ledgers_installed():
        moves = table.definition["moves"] if table.definition.get("dispatched") else []
        if states := frozenset(state for move in moves if move["right"] == Right.HANDLE for state in move["source"]):
            found[table.name] = states
    return found


def lights_of(rows: list[OpenEntry], as_of: date) -> dict[tuple[str, int], tuple[str, str]]:
    """The light of each matter's clock that runs and ends first; a few queries a ledger."""
    lights: dict[tuple[str, int], tuple[str, str]] = {}
    for name in {row.ledger for row in rows}:
        ledger, store = ledger_definition(name), Store(ledger_table(name))
        ids = [row.entry_id for row in rows if row.ledger == name]
        clocks = Clocks(ledger, ids)
        for entry in store.fetch(f"id IN ({', '.join(['%s'] * len(ids))})", ids):
            running = [
                one for one in clocks.of(entry.id, entry.unit_id, values_of(store, entry.values)) if one.stopped is None
            ]
            running.sort(key=lambda one: one.kept or date.max)
            if running:
                lights[name, entry.id] = light_of(running[0], as_of)
    return lights


def helping_of(actor: Actor, rows: list[OpenEntry]) -> set[tuple[str, int]]:
    """The matters in which the actor's unit was asked for help and has not answered."""
    waiting = Support.objects.filter(entry_id__in=[row.entry_id for row in rows], answered_at="", withdrawn_at="")
    return {(one.ledger, one.entry_id) for one in waiting if actor.may(Right.HANDLE, one.unit_id)}
