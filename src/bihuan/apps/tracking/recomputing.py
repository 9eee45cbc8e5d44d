"""A new calendar: which due dates of open entries it moves, told before and done after, in one transaction with an event each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.entries import Change, Row, Store
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.tracking.clocks import CalendarOf, Clocks, values_of
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.notices import tell
from bihuan.apps.tracking.terms import EntryClock
from bihuan.apps.units.actors import Actor, Right
from bihuan.packs.schema import Ledger, LedgerClock


@dataclass(frozen=True)
class DueMoved:
    """One due date that the new calendar gives otherwise, or settles."""

    ledger: str
    ledger_name: str
    entry_id: int
    unit_id: int
    key: str
    clock: str
    field: str
    old: date | None
    new: date | None
    was_provisional: bool
    is_provisional: bool

    @property
    def moved(self) -> bool:
        """Whether the day itself is another."""
        return self.old != self.new

    @property
    def words(self) -> str:
        """``智慧城管案件台账 CG-1：处置时限 2027-02-10（暂计）改为 2027-02-17``."""
        before = f"{self.old or '未定'}{'（暂计）' if self.was_provisional else ''}"
        after = f"改为 {self.new or '未定'}" if self.moved else "不变"
        sure = "（暂计）" if self.is_provisional else ""
        return f"{self.ledger_name} {self.key}：{self.clock} {before}{after}{sure}"


def dues_preview(*, old_of: CalendarOf, new_of: CalendarOf) -> list[DueMoved]:
    """What the new calendar changes, nothing written. Dates given by hand stay as they are."""
    return [moved for _, _, found in dues_found(old_of, new_of) for moved in found]


@transaction.atomic
def dues_recompute(*, actor: Actor, old_of: CalendarOf, new_of: CalendarOf) -> list[DueMoved]:
    """Write them; returns what changed. One notice a unit and entry that has it in hand."""
    actor.require(Right.CALENDARS)
    head = head_lock()
    told: list[DueMoved] = []
    for store, rows, found in list(dues_found(old_of, new_of)):
        changes = [change for row in rows if (change := due_change(store, row, found))]
        if changes:
            store.write(head, changes, actor=actor.name)
        told += found
    for one in (one for one in told if one.moved):
        for holder in leads_open(one.ledger, one.entry_id)[-1:]:
            tell(kind="due_changed", text=one.words, by=actor.name, ledger=one.ledger, entry_id=one.entry_id,
                 unit_id=holder.unit_id)  # fmt: skip
    return told


def due_change(store: Store, row: Row, found: list[DueMoved]) -> Change | None:
    """The change of one row's due fields; None when none moves."""
    mine = [one for one in found if one.entry_id == row.id and one.moved]
    values = list(row.values)
    for one in mine:
        values[store.index[one.field]] = one.new.isoformat() if one.new else None
    remarks = (("#reason", "工作日历更新"),)
    return Change("due_recompute", row, replace(row, values=tuple(values)), remarks) if mine else None


def dues_found(old_of: CalendarOf, new_of: CalendarOf) -> Iterator[tuple[Store, list[Row], list[DueMoved]]]:
    """Each ledger with clocks: its store, the rows with running clocks, and what moves."""
    for table in LedgerTable.objects.filter(hidden=False).order_by("name"):
        ledger = Ledger.model_validate(table.definition)
        if not ledger.clocks:
            continue
        store = Store(table)
        rows = rows_running(store, ledger)
        before, after = Clocks(ledger, None, old_of), Clocks(ledger, None, new_of)
        found = [
            moved for row in rows for spec in ledger.clocks if (moved := due_moved(store, before, after, spec, row))
        ]
        yield store, rows, found


def rows_running(store: Store, ledger: Ledger) -> list[Row]:
    """Live entries with a clock that has started and not stopped."""
    names = dict(zip(store.plain_names, store.names, strict=True))
    running = " OR ".join(f"({names[c.starts]} IS NOT NULL AND {names[c.stops]} IS NULL)" for c in ledger.clocks)
    return store.fetch(f"removed = %s AND ({running}) ORDER BY id", [False])


def due_moved(store: Store, before: Clocks, after: Clocks, spec: LedgerClock, row: Row) -> DueMoved | None:
    """What the new calendar makes of one clock; None when nothing, and for a date that was given by hand."""
    values = values_of(store, row.values)
    old: EntryClock = before.one(spec, row.id, row.unit_id, values)
    new: EntryClock = after.one(spec, row.id, row.unit_id, values)
    if old.clock is None or old.stopped is not None or old.given or old.paused:
        return None
    sure = (old.provisional, bool(new.computed and new.computed.provisional))
    if old.kept == new.day and sure[0] == sure[1]:
        return None
    ledger = before.ledger
    return DueMoved(
        ledger.ledger, ledger.name, row.id, row.unit_id, row.entry_key, spec.label, spec.due, old.kept, new.day, *sure
    )
