"""待办 as lists and lights: what is open within reach, counted and named, for the homes of every role."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from bihuan.apps.ledgers.faces import Face, faces_of
from bihuan.apps.ledgers.models import LedgerTable, OpenEntry
from bihuan.apps.ledgers.opened import Marks, Nearness, OpenCount, open_entries, open_mine, open_ordered
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.models import Unit, UnitLink


@dataclass(frozen=True)
class OpenShown:
    """One open entry as a list names it."""

    face: Face
    state: str
    unit: str
    day: date | None
    due: date | None
    nearness: Nearness


@dataclass(frozen=True)
class OpenAsked:
    """The conditions of the list of what is open; blank ones do not count."""

    ledger: str = ""
    unit: str = ""
    state: str = ""
    near: str = ""
    mine: bool = False


def open_find(actor: Actor, asked: OpenAsked, marks: Marks) -> QuerySet[Any]:
    """The open entries that are asked for, the most pressing first. A unit stands for itself and all below it."""
    found = open_mine(actor) if asked.mine else open_entries(actor)
    if asked.ledger:
        found = found.filter(ledger=asked.ledger)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.unit:
        below = UnitLink.objects.filter(ancestor__code=asked.unit).values("descendant_id")
        found = found.filter(lead__in=below)
    if asked.near in set(Nearness):
        found = found.filter(marks.condition(Nearness(asked.near)))
    return open_ordered(found)


def open_shown(entries: Sequence[OpenEntry], marks: Marks) -> list[OpenShown]:
    """Entries in words: two queries and one for each ledger among them."""
    faces = faces_of([(entry.ledger, entry.entry_id) for entry in entries])
    names = unit_names_short({getattr(entry, "lead", entry.unit_id) for entry in entries})
    states = state_labels({entry.ledger for entry in entries})
    return [
        OpenShown(
            faces[entry.ledger, entry.entry_id], states.get((entry.ledger, entry.state), entry.state),
            names.get(getattr(entry, "lead", entry.unit_id), ""), entry.day, entry.due, marks.nearness(entry.due, entry.unit_id),
        )
        for entry in entries
        if (entry.ledger, entry.entry_id) in faces
    ]  # fmt: skip


def unit_names_short(ids: Iterable[int]) -> dict[int, str]:
    """Id → short name."""
    rows = Unit.objects.filter(pk__in=set(ids)).values_list("pk", "short_name", "name")
    return {number: short or name for number, short, name in rows}


def state_labels(ledgers: Iterable[str]) -> dict[tuple[str, str], str]:
    """(ledger, state) → label."""
    rows = LedgerTable.objects.filter(name__in=set(ledgers)).values_list("name", "definition")
    return {(name, one["key"]): one["label"] for name, told in rows for one in told.get("states", ())}


class Lamp(NamedTuple):
    """One unit in one ledger: how its open matters stand. red: one is overdue; yellow: one is due within two working days; else green."""

    unit_id: int
    ledger: str
    light: str
    overdue: int
    soon: int
    total: int

    @property
    def haste(self) -> tuple[int, int, int]:
        """The worst come first."""
        return (-self.overdue, -self.soon, -self.total)


def lamps_of(counts: Iterable[OpenCount]) -> list[Lamp]:
    """The lights of every unit and ledger that has something open, worst first."""
    sums: Mapping[tuple[int, str], dict[Nearness, int]] = defaultdict(lambda: defaultdict(int))
    for one in counts:
        sums[one.unit_id, one.ledger][one.nearness] += one.count
    lamps = []
    for (unit_id, ledger), found in sums.items():
        overdue = found[Nearness.OVERDUE]
        soon = found[Nearness.TODAY] + found[Nearness.TWO]
        light = "red" if overdue else "yellow" if soon else "green"
        lamps.append(Lamp(unit_id, ledger, light, overdue, soon, sum(found.values())))
    return sorted(lamps, key=lambda lamp: (lamp.haste, lamp.unit_id, lamp.ledger))
