"""Who may read a figure: one who may read every entry that it could count."""

from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.units.actors import RIGHT_LABELS, Actor, Right
from bihuan.apps.units.models import UnitLink
from bihuan.apps.units.selectors import unit_get, unit_root
from bihuan.datamodel import BihuanError
from bihuan.indicators import FigureQuery


def figure_readable(query: FigureQuery, *, actor: Actor) -> None:
    """Raise the named error unless the actor may read all that the figure covers, in each ledger that it is made of."""
    actor.require(Right.READ)
    unit, known = unit_get(query.unit), catalog()
    reach = actor.reach(Right.READ)
    ledgers = {known.ledger_of(part).ledger: known.ledger_of(part) for part in known.base_parts(query.indicator)}
    for name, ledger in ledgers.items():
        within = reach.unit_ids(name)
        if within is None:
            continue
        root = unit_root(unit, territory=ledger.territory)
        covered = UnitLink.objects.filter(ancestor=root).values_list("descendant_id", flat=True)
        if not within.issuperset(covered):
            raise BihuanError(
                "right.figure", f"{unit.name}的“{known.indicator(query.indicator).name}”不全在您{RIGHT_LABELS[Right.READ]}的范围内",
                hint="请选范围内的单位；可在“为什么看不到”里查看原因",
            )  # fmt: skip
