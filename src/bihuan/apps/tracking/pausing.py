"""暂停计时: waiting for others stops the clock, with a reason; resuming sets the due date anew."""

from datetime import date, timedelta

from django.db import transaction

from bihuan.apps.today import today
from bihuan.apps.tracking.clocks import entry_clocks
from bihuan.apps.tracking.matter import Matter, words_needed
from bihuan.apps.tracking.models import Pause
from bihuan.apps.tracking.passing import ledger_of
from bihuan.apps.tracking.terms import EntryClock
from bihuan.apps.units.actors import Actor, Right


@transaction.atomic
def clock_pause(
    *, ledger: str, entry_id: int, reason: str, actor: Actor, clock: str = "", on: date | None = None
) -> Pause:
    """Stop a clock from a day on; the due date is open until it runs again."""
    matter = Matter(ledger, entry_id, actor, Right.DISPATCH, Right.WRITE)
    matter.require(matter.dispatcher)
    said = words_needed(reason, "暂停原因")
    running = matter.clock(clock)
    day = on or today()
    if not running.spec.pausable:
        raise matter.refuse("clock.not_pausable", f"“{running.spec.label}”不能暂停", running.spec.source)
    if running.paused:
        raise matter.refuse("clock.paused_already", f"“{running.spec.label}”已经暂停")
    if day > today() or (running.clock and day < running.clock.start):
        raise matter.refuse("clock.pause_day", f"不能从 {day} 起暂停", "暂停日应在起算日以后、今天以前")
    before = running.kept if running.given else None
    pause = Pause.objects.create(**matter.own, clock=running.spec.key, start=day, reason=said, due_before=before)
    matter.rewrite(
        "pause", due_fields(matter, running, None), clock=running.spec.label, on=day.isoformat(), reason=said
    )
    return pause


@transaction.atomic
def clock_resume(*, ledger: str, entry_id: int, actor: Actor, clock: str = "", on: date | None = None) -> date | None:
    """Let it run again from a day on; returns the new due date. Resumed on the day it was stopped, nothing was held."""
    matter = Matter(ledger, entry_id, actor, Right.DISPATCH, Right.WRITE)
    matter.require(matter.dispatcher)
    running = matter.clock(clock)
    day = on or today()
    pause = Pause.objects.filter(
        ledger=ledger_of(matter), entry_id=entry_id, clock=running.spec.key, until__isnull=True
    ).first()
    if pause is None:
        raise matter.refuse("clock.not_paused", f"“{running.spec.label}”没有暂停")
    if not pause.start <= day <= today():
        raise matter.refuse("clock.pause_day", f"不能在 {day} 恢复", "恢复日应在暂停日以后、今天以前")
    pause.until, pause.resumed_by = day - timedelta(1), matter.actor.name
    pause.save()
    due = due_resumed(matter, running, pause)
    matter.rewrite("resume", due_fields(matter, running, due), clock=running.spec.label, on=day.isoformat())
    return due


def due_resumed(matter: Matter, running: EntryClock, pause: Pause) -> date | None:
    """The clock's day; a date given by hand moves on by the days that were held."""
    again = next(
        one for one in entry_clocks(matter.ledger, matter.desk.store, matter.row) if one.spec.key == running.spec.key
    )
    if pause.due_before is None or pause.until is None:
        return again.day
    before, until = pause.start - timedelta(1), pause.until
    working = running.spec.term.count == "working"
    held = running.calendar.between(before, until) if working else (until - before).days
    moved = (
        running.calendar.nth_after(pause.due_before, held) if working and held else pause.due_before + timedelta(held)
    )
    return moved if held > 0 else pause.due_before


def due_fields(matter: Matter, running: EntryClock, due: date | None) -> dict[str, str | None]:
    """The due field's new value; an entry that must have one keeps the old while the clock stands still."""
    required = matter.ledger.field(running.spec.due).required
    return {} if due is None and required else {running.spec.due: due.isoformat() if due else None}
