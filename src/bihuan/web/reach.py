"""Which figures and drafts an actor may see: a figure is theirs when every entry that may stand behind it is."""

from collections.abc import Iterable

from bihuan.apps.drafts.selectors import drafts_sealed
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.people.selectors import units_below
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.apps.units.selectors import unit_get, unit_root
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger
from bihuan.web.sealed import DraftFile, draft_open, drafts_found


def ledgers_behind(ref: str) -> list[Ledger]:
    """The ledgers whose entries an indicator is computed from."""
    leaves = [catalog().indicator(leaf) for leaf in catalog().base_parts(ref)]
    return [catalog().ledgers[name] for name in dict.fromkeys(str(leaf.ledger) for leaf in leaves)]


def figure_within(actor: Actor, ref: str, unit: Unit) -> bool:
    """Whether all units that the figure takes in are within the actor's reach, in each ledger behind it."""
    reach = actor.reach(Right.READ)
    for ledger in ledgers_behind(ref):
        covered = reach.unit_ids(ledger.ledger)
        if covered is not None and not units_below([unit_root(unit, territory=ledger.territory).pk]) <= covered:
            return False
    return True


def figure_require(actor: Actor, ref: str, unit: Unit) -> None:
    """Raise the named error unless the figure is within reach."""
    actor.require(Right.READ)
    if not figure_within(actor, ref, unit):
        raise BihuanError(
            "right.missing",
            f"{unit.name}的“{catalog().indicator(ref).name}”不在您查看的范围内",
            hint="换成本单位；请联系安全管理员，可在“为什么看不到”里查看原因",
        )


def unit_within(actor: Actor, ref: str, units: Iterable[Unit]) -> Unit | None:
    """The first of these units whose figure the actor may see."""
    return next((unit for unit in units if figure_within(actor, ref, unit)), None)


def drafts_within(actor: Actor) -> list[DraftFile]:
    """The drafts of units within the actor's reach."""
    units = {unit.code: unit.pk for unit in Unit.objects.all()}
    return [draft for draft in drafts_found() if actor.may(Right.READ, units.get(draft.manifest.unit, 0))]


def drafts_citable(actor: Actor) -> list[DraftFile]:
    """Those of them that were sealed in this data folder: passages can be kept beside them."""
    drafts = drafts_within(actor)
    sealed = drafts_sealed(draft.manifest.draft_id for draft in drafts)
    return [draft for draft in drafts if draft.manifest.draft_id in sealed]


def draft_within(actor: Actor, name: str) -> DraftFile:
    """The draft of that name; one of a unit out of reach is as unknown as one that is not there."""
    draft = draft_open(name)
    if not actor.may(Right.READ, unit_get(draft.manifest.unit).pk):
        raise BihuanError("draft.unknown", f"没有名为“{name}”的稿子", hint="在“起草”页里选一份")
    return draft
