"""What tracking adds to the deeds of the ledgers: due dates, evidence that is files, who has a matter in hand, notices."""

from collections.abc import Sequence

from bihuan.apps.ledgers.companions import Companion, Complete
from bihuan.apps.ledgers.desk import EntryRefused, LedgerDesk, refusal
from bihuan.apps.ledgers.entries import Row, Store
from bihuan.apps.tracking.clocks import due_completer
from bihuan.apps.tracking.following import hands_follow, hands_tell
from bihuan.apps.tracking.holding import acts_for, hand_moves, leads_open
from bihuan.apps.tracking.models import Support
from bihuan.apps.tracking.proof import evidence_words
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.packs.schema import Ledger, Move


class Tracking(Companion):
    """Registered when the app is ready."""

    def completer(self, ledger: Ledger, store: Store) -> Complete | None:
        """Due dates."""
        return due_completer(ledger, store)

    def move_evidence(self, desk: LedgerDesk, row: Row, move: Move) -> str | None:
        """On a dispatched ledger evidence is files; elsewhere files where there are some, else what the caller says."""
        if "evidence" not in move.needs:
            return None
        words = evidence_words(desk, row)
        return words if desk.ledger.dispatched or words else None

    def move_check(self, desk: LedgerDesk, row: Row, move: Move, actor: Actor) -> None:
        """A matter is answered by a lead unit, and not before those asked to help have answered."""
        if not desk.ledger.dispatched or move.right != "handle":
            return
        leads = leads_open(desk.ledger.ledger, row.id)
        if leads and not any(acts_for(actor, holder, Right.HANDLE) for holder in leads):
            raise EntryRefused(desk.ledger, [refusal(move.key, f"“{move.label}”要由主办单位做，您的单位不是主办单位")])
        waiting = Support.objects.filter(ledger=desk.ledger.ledger, entry_id=row.id, answered_at="", withdrawn_at="")
        if "evidence" in move.needs and (units := [one.unit_id for one in waiting]):
            names = "、".join(Unit.objects.filter(pk__in=units).values_list("name", flat=True))
            raise EntryRefused(desk.ledger, [refusal(move.key, f"协办单位还没有答复：{names}。请催办，或撤回协办")])

    def stored(
        self, ledger: Ledger, store: Store, rows: Sequence[tuple[Row | None, Row]], actor: Actor, move: Move | None
    ) -> None:
        """Hands follow, one matter or thousands, and the units are told."""
        if hand_moves(ledger):
            hands = hands_follow(ledger, store, rows)
            hands_tell(ledger, store, rows, hands, actor, move)
