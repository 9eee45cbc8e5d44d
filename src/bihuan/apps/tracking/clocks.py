"""The clocks of stored entries: with the pauses and extensions that were recorded, by the calendar of the entry's unit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from bihuan.apps.calendars.selectors import calendar_book
from bihuan.apps.ledgers.companions import Complete, Values
from bihuan.apps.ledgers.entries import Row, Store
from bihuan.apps.tracking.models import Extension, Pause
from bihuan.apps.tracking.terms import EntryClock
from bihuan.packs.schema import Ledger, LedgerClock
from bihuan.workdays import Extension as Longer
from bihuan.workdays import Pause as Held

Kept = tuple[dict[tuple[int, str], list[Held]], dict[tuple[int, str], list[Longer]]]


class Clocks:
    """The clocks of one ledger; pauses and extensions of the entries asked for are read once."""

    def __init__(self, ledger: Ledger, entry_ids: Iterable[int] | None = None) -> None:
        self.ledger = ledger
        self.book = calendar_book()
        self.labels = {field.name: field.label for field in ledger.fields}
        self.pauses, self.extensions = kept_read(ledger.ledger, entry_ids) if ledger.clocks else ({}, {})

    def of(self, entry_id: int, unit_id: int, values: Mapping[str, Any]) -> list[EntryClock]:
        """All clocks of an entry, in the pack's order."""
        return [self.one(spec, entry_id, unit_id, values) for spec in self.ledger.clocks]

    def one(self, spec: LedgerClock, entry_id: int, unit_id: int, values: Mapping[str, Any]) -> EntryClock:
        """One clock of an entry."""
        pauses = self.pauses.get((entry_id, spec.key), ())
        extensions = self.extensions.get((entry_id, spec.key), ())
        began = self.labels.get(spec.starts, "").removesuffix("日期").removesuffix("时间") or "起算"
        return EntryClock(spec, values, self.book.of(unit_id), pauses, extensions, began)


def kept_read(ledger: str, entry_ids: Iterable[int] | None) -> Kept:
    """Recorded pauses and approved extensions by entry and clock; a pause that was ended the day it began held nothing."""
    mine = {"ledger": ledger} | ({} if entry_ids is None else {"entry_id__in": list(entry_ids)})
    pauses: dict[tuple[int, str], list[Held]] = defaultdict(list)
    for pause in Pause.objects.filter(**mine).order_by("id"):
        if pause.until is None or pause.until >= pause.start:
            pauses[pause.entry_id, pause.clock].append(Held(pause.start, pause.until, pause.reason))
    extensions: dict[tuple[int, str], list[Longer]] = defaultdict(list)
    for one in Extension.objects.filter(**mine, approved=True).order_by("id"):
        if one.decided_on is not None:
            extensions[one.entry_id, one.clock].append(Longer(one.days, one.decided_on, one.reason))
    return pauses, extensions


def values_of(store: Store, values: Values) -> dict[str, Any]:
    """A row's values by field."""
    return {name: values[at] for name, at in store.index.items()}


def entry_clocks(ledger: Ledger, store: Store, row: Row) -> list[EntryClock]:
    """The clocks of one stored row."""
    return Clocks(ledger, [row.id]).of(row.id, row.unit_id, values_of(store, row.values))


def due_completer(ledger: Ledger, store: Store) -> Complete | None:
    """Fills in due dates: where none is given, and again where what they follow from has changed. One given by hand is left alone."""
    if not ledger.clocks:
        return None
    clocks = Clocks(ledger)
    inputs = {spec.key: [store.index[name] for name in (spec.starts, *spec.term.by)] for spec in ledger.clocks}

    def complete(entry_id: int, unit_id: int, old: Values | None, values: Values) -> Values:
        for spec in ledger.clocks:
            at = store.index[spec.due]
            same = old is not None and all(old[place] == values[place] for place in inputs[spec.key])
            if values[at] is not None and (old is None or same or old[at] != values[at]):
                continue
            if old is not None and old[at] is not None and old[at] == values[at]:
                before = clocks.one(spec, entry_id, unit_id, values_of(store, old))
                if before.given:
                    continue
            day = clocks.one(spec, entry_id, unit_id, values_of(store, values)).day
            values = (*values[:at], day.isoformat() if day else None, *values[at + 1 :])
        return values

    return complete
