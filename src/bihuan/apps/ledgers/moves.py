"""A move of an entry: which are allowed now, what must come with one, and what it does to the entry's fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bihuan.apps.ledgers.cells import CellFault, date_read
from bihuan.apps.ledgers.companions import companions
from bihuan.apps.ledgers.desk import EntryRefused, LedgerDesk, refusal
from bihuan.apps.ledgers.entries import Row
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Move


def move_find(desk: LedgerDesk, row: Row, key: str) -> Move:
    """The move of that key, if the entry's state allows it; else an error that lists what is allowed."""
    open_moves = {move.key: move for move in desk.ledger.moves if row.state in move.source}
    if key in open_moves:
        return open_moves[key]
    allowed = "、".join(move.label for move in open_moves.values()) or "无"
    state = desk.life.labels.get(row.state, row.state)
    raise BihuanError(
        "entry.move_not_allowed",
        f"状态为“{state}”的条目不能做“{key}”",
        where=f"台账“{desk.ledger.name}” #{row.id}",
        hint=f"现在可以：{allowed}",
    )


def move_remarks(
    desk: LedgerDesk, row: Row, move: Move, *, actor: Actor, evidence: str, reason: str
) -> tuple[tuple[str, str], ...]:
    """What the event says beside the fields; refuses a move without what it needs."""
    told = (one.move_evidence(desk, row, move) for one in companions())
    kept = next((words for words in told if words is not None), evidence)
    given = {"evidence": kept.strip(), "reason": reason.strip()}
    words = {"evidence": "佐证（照片或文件）", "reason": "原因"}
    missing = [words[need] for need in move.needs if need in given and not given[need]]
    if missing:
        raise EntryRefused(desk.ledger, [refusal(move.key, f"“{move.label}”要有{word}") for word in missing])
    if "another_person" in move.needs and actor.name in doers(desk, row):
        raise BihuanError(
            "entry.another_person",
            f"“{move.label}”要由另一人做：上一步是{actor.name}做的",
            where=f"台账“{desk.ledger.name}” #{row.id}",
            hint="请同事核查",
        )
    return (("#move", move.key), *((f"#{name}", text) for name, text in given.items() if text))


def doers(desk: LedgerDesk, row: Row) -> set[str]:
    """Who did what is to be re-checked: the last mover, and whoever wrote the dates that led to where it stands, by whatever deed."""
    events = Event.objects.filter(subject=desk.ledger.ledger, entry_id=row.id).exclude(row_digest="").order_by("-seq")
    leading = {move.sets for move in desk.ledger.moves if move.sets and move.target == row.state}
    origins = {column.origin for column in desk.store.columns if column.name in leading}
    found: set[str] = set()
    waiting = set(origins)
    moved = False
    for actor, deed, text in events.values_list("actor", "deed", "changes").iterator():
        written = {name for name, pair in (changes_read(text) or {}).items() if name in waiting and pair[1] is not None}
        if written or (deed == "move" and not moved):
            found.add(actor)
        moved = moved or deed == "move"
        waiting -= written
        if moved and not waiting:
            break
    return found


def row_moved(desk: LedgerDesk, row: Row, move: Move, *, on: date | str, values: Mapping[str, Any]) -> Row:
    """The entry after the move: in the state that it leads to; after a move back, in the one that the dates leave."""
    full = moved_values(desk, row, move, on=on, values=values)
    return desk.row_make(row, row.unit_id, full, move.target if move.forward else None)


def moved_values(
    desk: LedgerDesk, row: Row, move: Move, *, on: date | str, values: Mapping[str, Any]
) -> tuple[Any, ...]:
    """The entry's fields after the move."""
    at = desk.store.index
    full = list(row.values)
    for place, value in desk.values_read(values).items():
        full[place] = value
    for name in move.clears:
        full[at[name]] = None
    if move.counts:
        full[at[move.counts]] = (full[at[move.counts]] or 0) + 1
    if move.sets:
        try:
            full[at[move.sets]] = date_read(on)
        except CellFault as fault:
            raise EntryRefused(desk.ledger, [refusal(move.sets, str(fault))]) from fault
    blank = [name for name in move.fills if full[at[name]] is None]
    if blank:
        raise EntryRefused(
            desk.ledger, [refusal(name, f"“{move.label}”时要填“{desk.fields[name].label}”") for name in blank]
        )
    return tuple(full)
