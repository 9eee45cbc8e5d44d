"""Calendars under the chain: each import is an event that seals the rows it added; the audit compares all rows with their seals."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from bihuan.apps.calendars.models import CalendarYear
from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.rowaudit import fault
from bihuan.datamodel import Finding

SUBJECT = "calendars"
IMPORT, WITHDRAW = DEEDS = ("calendar_import", "calendar_withdraw")
FIELDS = ("pk", "unit_id", "year", "content", "digest", "file", "sha256", "actor", "at")


def rows_sealed(rows: Iterable[CalendarYear]) -> str:
    """Canonical JSON of row number → digest of the row, for the event."""
    return canonical_json({str(row.pk): values_digest([getattr(row, name) for name in FIELDS]) for row in rows})


def values_digest(values: list[Any]) -> str:
    """SHA-256 of a row's values."""
    return hashlib.sha256(canonical_json(values).encode()).hexdigest()


def calendar_faults() -> Iterator[Finding]:
    """Rows of calendars that were changed, added or removed behind Bihuan's back."""
    sealed: dict[str, str] = {}
    for seq, changes in (
        Event.objects.filter(subject=SUBJECT, deed__in=DEEDS).order_by("seq").values_list("seq", "changes")
    ):
        told = seal_read(changes)
        if told is None:
            yield fault("calendar.seal", f"第 {seq} 号事件里没有可读的日历", f"事件 {seq}")
            continue
        sealed.update(told)
    rows = {str(row[0]): row for row in CalendarYear.objects.order_by("pk").values_list(*FIELDS)}
    for key in sorted(sealed.keys() | rows.keys(), key=int):
        now = values_digest(list(rows[key])) if key in rows else None
        if now != sealed.get(key):
            what = "被绕过系统删除" if now is None else "被绕过系统改动" if key in sealed else "是绕过系统写入的"
            year = f" {rows[key][2]} 年" if key in rows else ""
            yield fault("calendar.changed", f"工作日历第 {key} 条{year}{what}", f"工作日历 {key}")


def seal_read(changes: Any) -> dict[str, str] | None:
    """The rows that an event seals; None where it cannot be read."""
    try:
        found = json.loads((changes_read(changes) or {})["rows"][1])
        return {str(int(key)): str(value) for key, value in found.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
