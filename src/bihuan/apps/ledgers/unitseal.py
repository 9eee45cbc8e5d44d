"""The unit tree under the chain: each import seals the whole tree in its event, the audit compares tree and closure with it."""

import json
from collections.abc import Iterator

from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.models import Event
from bihuan.apps.units.models import Unit, UnitLink
from bihuan.apps.units.selectors import unit_list
from bihuan.apps.units.services import links_of
from bihuan.datamodel import Finding, Level

DEED = "units_import"


def tree_spelled() -> dict[str, str]:
    """Code → canonical JSON of everything that places a unit."""
    units = list(unit_list())
    codes = {unit.path: unit.code for unit in units}
    return {
        unit.code: canonical_json(
            [
                unit.pk,
                unit.name,
                unit.short_name,
                unit.kind,
                codes.get(unit.path[: -Unit.steplen], ""),
                unit.jurisdiction.code if unit.jurisdiction else "",
                unit.aliases,
            ]
        )
        for unit in units
    }


def unit_faults() -> Iterator[Finding]:
    """Units and links changed behind Bihuan's back; a tree that was never sealed proves nothing and faults nothing."""
    sealed = Event.objects.filter(deed=DEED).order_by("-seq").values_list("changes", flat=True).first()
    if sealed is None:
        return
    then: dict[str, str] = json.loads(json.loads(sealed)["tree"][1])
    now = tree_spelled()
    for code in sorted(then.keys() | now.keys()):
        if then.get(code) != now.get(code):
            yield unit_fault(code, then.get(code), now.get(code))
    if set(UnitLink.objects.values_list("ancestor_id", "descendant_id", "depth")) != set(links_of()):
        yield Finding(
            code="unit.links",
            level=Level.ERROR,
            message="单位的上下级关系表与单位树不符，被绕过系统改动",
            where="单位",
            hint="重新导入单位表即可重建",
        )


def unit_fault(code: str, then: str | None, now: str | None) -> Finding:
    """One unit that is not what its last import made of it."""
    what = "被绕过系统删除" if now is None else "是绕过系统写入的" if then is None else "被绕过系统改动"
    return Finding(code="unit.changed", level=Level.ERROR, message=f"单位 {code} {what}", where=f"单位 {code}")
