"""The clocks of matters for a new calendar: which run, so that what it moves can be told before, and the moving, an event each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bihuan.apps.calendars.keepers import UnitChange, UnitClock
from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.entries import Change, Row, Store
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.tracking.clocks import Clocks, values_of
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.notices import tell
from bihuan.apps.units.actors import Actor
from bihuan.packs.schema import Ledger

KEY = re.compile(r"(\w+)#(\d+)#(\w+)")  # of a clock: ledger, entry, the pack's key


class MatterClocks:
    """Registered with the calendars when the app is ready."""

    def running(self, unit_ids: frozenset[int] | None) -> Iterable[UnitClock]:
        """Clocks that have started, neither stopped nor stand still, and whose date was not given by hand."""
        for table in LedgerTable.objects.filter(hidden=False).order_by("name"):
            ledger = Ledger.model_validate(table.definition)
            if ledger.clocks:
                yield from ledger_running(Store(table), ledger, unit_ids)

    def settle(self, changes: Sequence[UnitChange], *, actor: Actor) -> None:
        """Write the dates that move; who has the matter in hand is told."""
        moved: dict[str, list[tuple[int, str, UnitChange]]] = defaultdict(list)
        for one in changes:
            found = KEY.fullmatch(one.change.clock.key)
            if found and one.change.moved and one.change.new.day:
                moved[found[1]].append((int(found[2]), found[3], one))
        for ledger, entries in moved.items():
            ledger_settle(LedgerDesk(ledger), entries, actor)


def ledger_running(store: Store, ledger: Ledger, unit_ids: frozenset[int] | None) -> Iterator[UnitClock]:
    """The running clocks of one ledger."""
    clocks = Clocks(ledger)
    for row in rows_running(store, ledger):
        if unit_ids is not None and row.unit_id not in unit_ids:
            continue
        for one in clocks.of(row.id, row.unit_id, values_of(store, row.values)):
            if one.clock is not None and one.stopped is None and not one.given and not one.paused:
                key = f"{ledger.ledger}#{row.id}#{one.spec.key}"
                name = f"{ledger.name} {row.entry_key} {one.spec.label}"
                yield UnitClock(row.unit_id, replace(one.clock, key=key), name)


def rows_running(store: Store, ledger: Ledger) -> list[Row]:
    """Live entries with a clock that has started and not stopped."""
    names = dict(zip(store.plain_names, store.names, strict=True))
    running = " OR ".join(f"({names[c.starts]} IS NOT NULL AND {names[c.stops]} IS NULL)" for c in ledger.clocks)
    return store.fetch(f"removed = %s AND ({running}) ORDER BY id", [False])


def ledger_settle(desk: LedgerDesk, entries: Sequence[tuple[int, str, UnitChange]], actor: Actor) -> None:
    """The entries of one ledger: all their changes in one write."""
    fields = {clock.key: clock.due for clock in desk.ledger.clocks}
    days: dict[int, dict[str, str]] = defaultdict(dict)
    for entry_id, clock, one in entries:
        days[entry_id][fields[clock]] = str(one.change.new.day)
    changes = []
    for entry_id, dues in days.items():
        old = desk.entry(entry_id)
        values = list(old.values)
        for field, day in dues.items():
            values[desk.store.index[field]] = day
        changes.append(Change("due_recompute", old, replace(old, values=tuple(values)), (("#reason", "工作日历更新"),)))
    desk.store.write(head_lock(), changes, actor=actor.name)
    for entry_id, _, one in entries:
        words = f"{one.matter} {one.change.words}"
        for holder in leads_open(desk.ledger.ledger, entry_id)[-1:]:
            tell(kind="due_changed", text=words, by=actor.name, ledger=desk.ledger.ledger, entry_id=entry_id,
                 unit_id=holder.unit_id)  # fmt: skip
