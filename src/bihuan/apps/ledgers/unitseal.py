"""The unit tree under the chain: each import seals the whole tree in its event, the audit compares tree and closure with it."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.rowaudit import fault
from bihuan.apps.units.models import Unit, UnitLink
from bihuan.apps.units.services import links_of
from bihuan.datamodel import Finding

DEED = "units_import"
SHOWN = ("name", "short_name", "kind", "jurisdiction_id")


def tree_spelled() -> dict[str, str]:
    """Code → canonical JSON of everything that places a unit; of one that cannot be read, whatever can be shown of it."""
    units = Unit.objects.annotate(alias_text=Cast("aliases", TextField())).order_by("path")
    rows = list(units.values_list("code", "pk", "path", "depth", *SHOWN, "alias_text"))
    codes = {row[2]: row[0] for row in rows}
    by_pk = {row[1]: row[0] for row in rows}
    return {str(row[0]): unit_spelled(row, codes, by_pk) for row in rows}


def unit_spelled(row: tuple[Any, ...], codes: dict[str, str], by_pk: dict[int, str]) -> str:
    """One unit: number, names, kind, parent's code, jurisdiction's code, aliases."""
    _, pk, path, depth, name, short_name, kind, jurisdiction, aliases = row
    try:
        if depth * Unit.steplen != len(path):
            raise ValueError(depth)
        covers = by_pk[jurisdiction] if jurisdiction is not None else ""
        above = codes[path[: -Unit.steplen]] if depth > 1 else ""
        return canonical_json([pk, name, short_name, kind, above, covers, json.loads(aliases)])
    except (ValueError, TypeError, KeyError):
        return f"读不懂：{row}"


def unit_faults() -> Iterator[Finding]:
    """Units and links changed behind Bihuan's back; a tree that was never sealed proves nothing and faults nothing."""
    sealed = Event.objects.filter(deed=DEED).order_by("-seq").values_list("seq", "changes").first()
    if sealed is None:
        return
    then = tree_sealed(sealed[1])
    if then is None:
        yield fault("unit.seal", f"第 {sealed[0]} 号事件里没有可读的单位树，单位无从核对", f"事件 {sealed[0]}")
        return
    now = tree_spelled()
    for code in sorted(then.keys() | now.keys()):
        if then.get(code) != now.get(code):
            yield unit_fault(code, then.get(code), now.get(code))
    if links_broken():
        finding = fault("unit.links", "单位的上下级关系表与单位树不符，被绕过系统改动", "单位")
        yield finding.model_copy(update={"hint": "重新导入单位表即可重建"})


def tree_sealed(changes: Any) -> dict[str, str] | None:
    """The tree that a seal holds; None where it holds none that can be read."""
    try:
        found = json.loads((changes_read(changes) or {})["tree"][1])
    except (ValueError, TypeError, KeyError):
        return None
    return found if isinstance(found, dict) else None


def links_broken() -> bool:
    """Whether the closure table is not the tree's."""
    try:
        return set(UnitLink.objects.values_list("ancestor_id", "descendant_id", "depth")) != set(links_of())
    except (KeyError, TypeError):  # a path without its parent, or no path at all
        return True


def unit_fault(code: str, then: str | None, now: str | None) -> Finding:
    """One unit that is not what its last import made of it."""
    what = "被绕过系统删除" if now is None else "是绕过系统写入的" if then is None else "被绕过系统改动"
    return fault("unit.changed", f"单位 {code} {what}", f"单位 {code}")
