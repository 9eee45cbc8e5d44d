"""One entry opened for a deed that is no move: checked for rights, told in the chain, its own fields rewritten where the deed asks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bihuan.apps.ledgers.chain import event_record, head_lock, now_text
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.entries import Change, Row
from bihuan.apps.tracking.clocks import entry_clocks
from bihuan.apps.tracking.terms import EntryClock
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger


class Matter:
    """Opened inside the deed's transaction; the chain's head is locked, so deeds on one entry take turns."""

    def __init__(self, ledger: str, entry_id: int, actor: Actor, *rights: Right) -> None:
        self.head = head_lock()
        self.desk = LedgerDesk(ledger)
        self.actor = actor
        self.row: Row = entry_by_any(self.desk, actor, rights, entry_id)

    @property
    def ledger(self) -> Ledger:
        """The ledger's definition."""
        return self.desk.ledger

    @property
    def own(self) -> dict[str, Any]:
        """What every record of this deed says of itself."""
        return {
            "ledger": self.ledger.ledger, "entry_id": self.row.id,
            "by": self.actor.name, "person": self.actor.person, "at": now_text(),
        }  # fmt: skip

    @property
    def name(self) -> str:
        """What notices call it."""
        return f"{self.ledger.name}“{self.row.entry_key}”"

    @property
    def dispatcher(self) -> Right:
        """Whose say it is how long and by whom: the dispatcher's; on a ledger that is not dispatched, whoever writes it."""
        return Right.DISPATCH if self.ledger.dispatched else Right.WRITE

    def require(self, right: Right) -> None:
        """The named error unless this right covers the entry too."""
        self.row = self.desk.entry_for(self.actor, right, self.row.id)

    def clock(self, key: str) -> EntryClock:
        """One clock of the entry, running; the ledger's first where none is named."""
        clocks = entry_clocks(self.ledger, self.desk.store, self.row)
        found = next((one for one in clocks if key in ("", one.spec.key)), None)
        if found is None:
            raise self.refuse(
                "clock.unknown", f"台账“{self.ledger.name}”没有时限“{key}”" if key else "这本台账没有时限"
            )
        if found.clock is None or found.stopped is not None:
            why = "还没有开始" if found.clock is None else f"已在 {found.stopped} 停止"
            raise self.refuse("clock.not_running", f"“{found.spec.label}”{why}")
        return found

    def refuse(self, code: str, what: str, hint: str = "") -> BihuanError:
        """A named error about this entry."""
        return BihuanError(code, what, where=f"台账“{self.ledger.name}” #{self.row.id}", hint=hint)

    def tell(self, deed: str, **remarks: str) -> int:
        """An event in the entry's history that changes none of its fields."""
        told = {name: text for name, text in remarks.items() if text}
        return event_record(
            deed=deed, subject=self.ledger.ledger, entry_id=self.row.id, changes=told, actor=self.actor.name
        )

    def rewrite(self, deed: str, fields: Mapping[str, Any], **remarks: str) -> None:
        """Write some of the entry's own fields, with the event."""
        index = self.desk.store.index
        values = list(self.row.values)
        for name, value in fields.items():
            values[index[name]] = value
        new = replace(self.row, values=tuple(values))
        said = tuple((f"#{name}", text) for name, text in remarks.items() if text)
        self.desk.store.write(self.head, [Change(deed, self.row, new, said)], actor=self.actor.name)
        self.row = new


def entry_by_any(desk: LedgerDesk, actor: Actor, rights: tuple[Right, ...], entry_id: int) -> Row:
    """The entry, when one of the rights covers it; else the first one's error."""
    first: BihuanError | None = None
    for right in rights:
        try:
            return desk.entry_for(actor, right, entry_id)
        except BihuanError as error:
            first = first or error
    assert first is not None
    raise first


def words_needed(text: str, what: str, limit: int = 1000) -> str:
    """Words that a deed cannot do without."""
    words = text.strip()
    if not words:
        raise BihuanError("tracking.words_needed", f"{what}没有写", hint=f"写明{what}")
    if len(words) > limit:
        raise BihuanError("tracking.words_long", f"{what}超过 {limit} 字", hint="请写短一些，详情作为佐证附上")
    return words
