"""What an actor may do with an entry now: the pack's moves, and the other deeds. A page shows exactly these."""

from dataclasses import dataclass

from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.entries import Row
from bihuan.apps.ledgers.guarded import guarded_fields
from bihuan.apps.ledgers.holders import in_hand
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.ledgers.moves import doers
from bihuan.apps.tracking.holding import acts_for, final, holders_open, unit_field
from bihuan.apps.tracking.models import Extension, Support
from bihuan.apps.tracking.proof import evidence_of_round
from bihuan.apps.units.actors import Actor, Right
from bihuan.packs.schema import LedgerField, Move


@dataclass(frozen=True)
class MoveOffered:
    """A move that the entry's state allows and whose right the actor holds; ``why_not`` says what else is missing."""

    move: Move
    fills: tuple[LedgerField, ...]
    to_unit: str  # the field that says whom it is handed to; blank where it hands to nobody
    evidence: int  # files of this round, where evidence is needed
    why_not: str


@dataclass(frozen=True)
class Offers:
    """The moves, and the names of the other deeds."""

    moves: tuple[MoveOffered, ...]
    deeds: frozenset[str]

    @property
    def answering(self) -> "MoveOffered | None":
        """The move by which a handler answers: the first that goes on."""
        return next((one for one in self.moves if one.move.right == "handle" and one.move.forward), None)

    @property
    def returning(self) -> "MoveOffered | None":
        """The move by which a handler gives the matter back."""
        return next((one for one in self.moves if one.move.right == "handle" and not one.move.forward), None)


class Offering:
    """Asked once for an entry and an actor."""

    def __init__(self, desk: LedgerDesk, row: Row, actor: Actor) -> None:
        self.desk, self.row, self.actor = desk, row, actor
        self.holders = holders_open(desk.ledger.ledger, row.id)
        self.leads = [holder for holder in self.holders if holder.part == Holder.LEAD]

    def may(self, right: Right) -> bool:
        """Whether the right covers this entry."""
        name = self.desk.ledger.ledger
        return self.actor.may(right, self.row.unit_id, name) or in_hand(self.actor, name, self.row.id, right)

    def acts(self, holder: Holder) -> bool:
        """Whether the actor handles or dispatches for a holder."""
        return acts_for(self.actor, holder, Right.HANDLE) or acts_for(self.actor, holder, Right.DISPATCH)

    def offers(self) -> Offers:
        """Everything on offer."""
        return Offers(tuple(self.moves()), frozenset(self.deeds()))

    def moves(self) -> list[MoveOffered]:
        """Moves in the pack's order."""
        open_now = [
            move for move in self.desk.ledger.moves if self.row.state in move.source and self.may(Right(move.right))
        ]
        return [self.move(move) for move in open_now if self.leading(move)]

    def leading(self, move: Move) -> bool:
        """A handler's move is offered to the lead units only."""
        if not self.desk.ledger.dispatched or move.right != "handle" or not self.leads:
            return True
        return any(acts_for(self.actor, holder) for holder in self.leads)

    def move(self, move: Move) -> MoveOffered:
        """One move with what it asks for."""
        field = unit_field(self.desk.ledger, move) or ""
        guarded = {name for name in guarded_fields(self.desk.ledger) if name != field}
        fills = tuple(self.desk.fields[name] for name in move.fills if name != field and name not in guarded)
        proofs = len(evidence_of_round(self.desk, self.row)) if "evidence" in move.needs else 0
        return MoveOffered(move, fills, field, proofs, self.why_not(move))

    def why_not(self, move: Move) -> str:
        """What stands against it, in words."""
        if "another_person" in move.needs and self.actor.name in doers(self.desk, self.row):
            return "上一步是您做的，要由另一人做"
        waiting = Support.objects.filter(
            ledger=self.desk.ledger.ledger, entry_id=self.row.id, answered_at="", withdrawn_at=""
        )
        if move.right == "handle" and "evidence" in move.needs and (count := waiting.count()):
            return f"还有 {count} 个协办单位没有答复"
        return ""

    def deeds(self) -> list[str]:
        """The other deeds."""
        ledger = self.desk.ledger
        found = ["comment"]
        tied = any(self.may(right) for right in (Right.WRITE, Right.DISPATCH, Right.HANDLE))
        found += ["link"] if tied else []
        found += ["evidence"] if tied or self.may(Right.CHECK) else []
        found += ["change", "remove"] if self.may(Right.WRITE) else []
        found += ["reveal"] if self.may(Right.REVEAL) and any(field.personal for field in ledger.fields) else []
        if ledger.dispatched and self.leads and not final(ledger, self.row.state):
            found += self.deeds_in_hand()
        return found + self.deeds_on_clocks()

    def deeds_in_hand(self) -> list[str]:
        """What may be done with a matter that a unit has in hand."""
        mine = [at for at, holder in enumerate(self.leads) if self.acts(holder)]
        found = ["forward", "handover", "support"] if mine else []
        found += ["return_up"] if mine and mine[-1] == len(self.leads) - 1 and len(self.leads) > 1 else []
        found += ["take_back"] if mine and mine[0] < len(self.leads) - 1 else []
        found += ["urge"] if self.may(Right.DISPATCH) or self.may(Right.SUPERVISE) else []
        return found + (["supervise"] if self.may(Right.SUPERVISE) else [])

    def deeds_on_clocks(self) -> list[str]:
        """Extensions and pauses."""
        ledger = self.desk.ledger
        if not ledger.clocks:
            return []
        waiting = Extension.objects.filter(ledger=ledger.ledger, entry_id=self.row.id, approved__isnull=True).exists()
        decides = self.may(Right.DISPATCH if ledger.dispatched else Right.WRITE)
        asks = self.may(Right.HANDLE) or self.may(Right.WRITE)
        found = ["extension_ask"] if asks and not waiting else []
        found += ["extension_decide"] if decides and waiting else []
        return found + (["pause"] if decides else [])
