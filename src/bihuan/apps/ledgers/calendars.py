"""The deeds on calendars with their events: import a file whole or not at all, withdraw a year; due dates are settled with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from bihuan.apps.calendars.keepers import changes_settle
from bihuan.apps.calendars.services import (
    CalendarPlan,
    calendar_plan,
    withdrawal_store,
    year_withdraw_plan,
    years_store,
)
from bihuan.apps.ledgers.calendarseal import IMPORT, SUBJECT, WITHDRAW, rows_sealed
from bihuan.apps.ledgers.chain import event_record, head_lock, now_text
from bihuan.apps.ledgers.originals import original_keep
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.workdays import Notice


@dataclass(frozen=True)
class CalendarOutcome:
    """What became of a file; with a refused plan nothing was stored."""

    plan: CalendarPlan
    sha256: str = ""
    event: int = 0

    def to_json(self) -> dict[str, Any]:
        """As ``bihuan calendar import --json`` prints it."""
        return {
            "unit": self.plan.unit.code if self.plan.unit else None,
            "sha256": self.sha256,
            "stored": [item.year for item in self.plan.arrangements] if self.event else [],
            "unchanged": list(self.plan.same),
            "findings": [finding.model_dump(mode="json") for finding in self.plan.findings],
            "due_changes": [
                {
                    "key": found.change.clock.key,
                    "matter": found.matter,
                    "old": found.change.old.day and str(found.change.old.day),
                    "new": found.change.new.day and str(found.change.new.day),
                    "settled": found.change.settled,
                    "words": found.change.words,
                }
                for found in self.plan.due_changes
            ],
        }


def calendar_preview(
    *, path: Path, actor: Actor, unit: str | None = None, notice: Notice | None = None, name: str = ""
) -> CalendarOutcome:
    """Keep the original and tell what importing it would do; nothing else is stored."""
    owner = unit_get(unit) if unit else None
    actor.require(Right.CALENDARS, owner.pk if owner else None)
    sha256 = original_keep(path)
    plan = calendar_plan(data=path.read_bytes(), name=name or path.name, unit=unit, notice=notice)
    return CalendarOutcome(plan, sha256)


def calendar_import(
    *, path: Path, actor: Actor, unit: str | None = None, notice: Notice | None = None, name: str = ""
) -> CalendarOutcome:
    """Keep the original, read it, store its years with their event and settle the due dates that they change, or none of it.

    ``unit`` (a code): local holidays of that unit and all below it. ``name``: what the file is called where the path does not say.
    """
    owner = unit_get(unit) if unit else None
    actor.require(Right.CALENDARS, owner.pk if owner else None)
    sha256, called = original_keep(path), name or path.name
    with transaction.atomic():
        head_lock()
        plan = calendar_plan(data=path.read_bytes(), name=called, unit=unit, notice=notice)
        if plan.refused or not plan.arrangements:
            return CalendarOutcome(plan, sha256)
        rows = years_store(plan=plan, name=called, sha256=sha256, actor=actor.name, at=now_text())
        years = "、".join(str(row.year) for row in rows)
        told = {"file": called, "sha256": sha256, "unit": unit or "", "years": years, "rows": rows_sealed(rows)}
        event = event_record(deed=IMPORT, subject=SUBJECT, changes=told, actor=actor.name)
        changes_settle(plan.changes, actor=actor)
    return CalendarOutcome(plan, sha256, event)


@transaction.atomic
def calendar_withdraw(*, year: int, actor: Actor, unit: str | None = None) -> CalendarOutcome:
    """Take an imported year back and settle the due dates that this changes."""
    owner = unit_get(unit) if unit else None
    actor.require(Right.CALENDARS, owner.pk if owner else None)
    head_lock()
    plan = year_withdraw_plan(year=year, unit=unit)
    row = withdrawal_store(plan=plan, year=year, actor=actor.name, at=now_text())
    told = {"unit": unit or "", "years": str(year), "rows": rows_sealed([row])}
    event = event_record(deed=WITHDRAW, subject=SUBJECT, changes=told, actor=actor.name)
    changes_settle(plan.changes, actor=actor)
    return CalendarOutcome(plan, event=event)
